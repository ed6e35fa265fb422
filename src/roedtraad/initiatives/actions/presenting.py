"""Choose which initiatives are presented on a day, and who is invited to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from roedtraad.accounts import journal
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import Refused
from roedtraad.initiatives import policy
from roedtraad.initiatives.actions.telling import BY_HAND, Origin, noted, said, told
from roedtraad.initiatives.models import Initiative, Presentation


@transaction.atomic
def choose_to_present(
    *,
    viewer: Viewer,
    initiatives: Sequence[Initiative],
    on: date,
    where: str,
    invited: str = "",
    origin: Origin = BY_HAND,
) -> list[Presentation]:
    """Say that these initiatives are presented on a day; one that was chosen for it already is left as it is.

    Return the rows that were made.

    Raises:
        NotAllowed: the viewer does not keep one of them.
        Refused: none is chosen, or nobody says where.
    """
    place = said(where, _("Write where they are presented."), longest=200)
    if not initiatives:
        raise Refused("initiatives.present.none", _("Choose at least one initiative."))
    for whole in {one.collaboration for one in initiatives}:
        policy.may_keep(viewer, whole).or_refuse()
    rows = Presentation.objects.filter(initiative__in=initiatives, on=on, where=place, withdrawn_at=None)
    known = set(rows.values_list("initiative", flat=True))
    made = []
    for one in initiatives:
        if one.pk in known:
            continue
        row = Presentation.objects.create(
            initiative=one,
            on=on,
            where=place,
            invited=invited.strip()[:300],
            **told(one.record, viewer=viewer, origin=origin),
        )
        facts: dict[str, journal.Fact] = {"on": on}
        act = "initiatives.presentation.chosen"
        noted(row, one.record, act, viewer=viewer, origin=origin, facts=facts)
        made.append(row)
    return made
