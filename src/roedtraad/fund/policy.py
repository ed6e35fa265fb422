"""Who may keep a fund, and who may write what a party has spent and carries over."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from roedtraad.accounts.policy import Circle, Viewer
from roedtraad.accounts.refusals import Answer, no, yes
from roedtraad.bodies.models import Collaboration, Party
from roedtraad.bodies.models.dated import standing_on
from roedtraad.bodies.policy import may_keep_collaboration
from roedtraad.fund.models import Entry, EntryKind, Fund, Keeper


def may_found(viewer: Viewer, collaboration: Collaboration) -> Answer:
    """May this viewer open a fund in this collaboration? One query at most."""
    return _secretariat(viewer, collaboration, "fund.found")


def may_keep(viewer: Viewer, fund: Fund) -> Answer:
    """May this viewer grant, reserve, allocate, transfer and reverse? The secretariat. One query at most."""
    return _secretariat(viewer, fund.collaboration, "fund.keep")


def may_keep_party(viewer: Viewer, fund: Fund, party: Party | None) -> Answer:
    """May this viewer write what a party spends and carries over? Two queries at most.

    The party's own finance person, and the secretariat. What belongs to no party yet is the secretariat's.
    """
    if may_keep(viewer, fund):
        return yes("fund.party", why="secretariat of the collaboration, or administrator")
    if party is not None and party.pk in kept_parties(viewer, fund):
        return yes("fund.party", why="keeps the party's part of the fund")
    return no(
        "fund.party",
        _("Only the finance person of the party, and the secretariat, can do this. Ask the secretariat."),
    )


def may_reverse(viewer: Viewer, entry: Entry, parties: Mapping[int | None, Party | None]) -> Answer:
    """May this viewer undo an entry on the accounts of these parties? Two queries at most."""
    if entry.kind in (EntryKind.SPEND, EntryKind.CARRY_OVER) and len(parties) == 1:
        return may_keep_party(viewer, entry.fund, next(iter(parties.values())))
    return may_keep(viewer, entry.fund)


def may_see_accounts(viewer: Viewer, fund: Fund, party: Party) -> Answer:
    """May this viewer see how the ledger agrees with a party's own accounts? They are its own. Two queries at most."""
    return may_keep_party(viewer, fund, party)


def kept_parties(viewer: Viewer, fund: Fund) -> frozenset[int]:
    """Return the parties whose part of a fund this viewer keeps on their day. One query; none for a stranger."""
    prefix = f"{Circle.PERSON}:"
    rows = [int(token.removeprefix(prefix)) for token in viewer.tokens if token.startswith(prefix)]
    if not rows:
        return frozenset()
    kept = Keeper.objects.filter(standing_on(viewer.on), fund=fund, person__in=rows)
    return frozenset(kept.values_list("party", flat=True))


def _secretariat(viewer: Viewer, collaboration: Collaboration, code: str) -> Answer:
    if may_keep_collaboration(viewer, collaboration):
        return yes(code, why="secretariat of one of the collaboration's bodies, or administrator")
    return no(code, _("Only the secretariat of the collaboration can do this. Ask the secretariat."))
