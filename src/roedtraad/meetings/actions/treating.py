"""Which known cases an item may treat."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext as _

from roedtraad.accounts.policy import Viewer, visible
from roedtraad.accounts.refusals import Refused
from roedtraad.cases.models import Case
from roedtraad.cases.queries import closed_ones
from roedtraad.meetings.models import ItemCase


def may_treat(
    viewer: Viewer, *, open_items: Collection[int] = (), closed_items: Collection[int] = ()
) -> None:
    """Refuse cases that the viewer may not see, and closed ones under open items. At most four queries; none for no case.

    The title of a case that only closed items have treated is closed, and would show with the open item.
    """
    named = {*open_items, *closed_items}
    if named and Case.objects.filter(visible(viewer), merged_into=None, pk__in=named).count() != len(named):
        raise Refused("meetings.case", _("One of the cases is not there any more. Choose another."))
    closed = closed_ones(open_items) if open_items else set()
    # A draft that no item has treated yet is closed to nobody: it is shown by being put on an agenda.
    if closed and ItemCase.objects.filter(consideration__case__in=closed).exists():
        raise Refused(
            "meetings.closed_case",
            _("This case is closed. Open a case of its own for the open item, and link the two."),
        )
