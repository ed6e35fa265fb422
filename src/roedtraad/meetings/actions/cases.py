"""Cases that meetings have treated: joined and split so that each is seen by those who see its items."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from roedtraad.accounts.policy import Viewer
from roedtraad.cases import actions as cases
from roedtraad.cases.models import Case, Consideration
from roedtraad.meetings import audience
from roedtraad.meetings.models import ItemCase


@transaction.atomic
def merge_cases(case: Case, *, into: Case, reason: str, viewer: Viewer) -> None:
    """Say that a case is another one (`cases.actions.merge`), and anew who sees it."""
    cases.merge(case, into=into, reason=reason, viewer=viewer)
    _renew([into], viewer)


@transaction.atomic
def split_case(
    case: Case, considerations: Collection[Consideration], *, title: str, reason: str, viewer: Viewer
) -> Case:
    """Make a case of its own out of some considerations (`cases.actions.split`), and say anew who sees the two."""
    new = cases.split(case, considerations, title=title, reason=reason, viewer=viewer)
    _renew([case, new], viewer)
    return new


def _renew(changed: Collection[Case], viewer: Viewer) -> None:
    meetings = ItemCase.objects.filter(consideration__case__in=changed).values_list(
        "item__meeting", flat=True
    )
    audience.renew(set(meetings), on=viewer.on)
