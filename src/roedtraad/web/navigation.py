"""The two headers: the public one, and the one for those who are logged in. An entry is a line here.

The thread in the header runs to the entry that is active: the one whose `route` or `also` names the page shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from roedtraad.accounts.policy import Circle, Viewer


def everybody(viewer: Viewer) -> bool:
    """Return True: the page is for all."""
    return True


def secretariats(viewer: Viewer) -> bool:
    """Return whether this viewer works for the secretariat of some body, or administers."""
    return viewer.is_administrator or any(
        token.startswith(f"{Circle.SECRETARIAT}:") for token in viewer.tokens
    )


def members(viewer: Viewer) -> bool:
    """Return whether this viewer belongs to some body, or administers."""
    return viewer.is_administrator or bool(viewer.tokens)


def administrators(viewer: Viewer) -> bool:
    """Return whether this viewer administers the installation."""
    return viewer.is_administrator


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a header: the name of its address, its word, for whom, and the pages that belong under it."""

    route: str
    word: Promise
    shown_to: Callable[[Viewer], bool] = everybody
    also: frozenset[str] = frozenset()
    is_folded: bool = False  # stands in the last entry, which opens: what is seldom needed


ORGANISATION = frozenset(
    {
        "collaboration",
        "collaboration_new",
        "collaboration_write",
        "register_load",
        "body",
        "body_seats",
        "body_write",
        "body_terms",
        "body_overview",
        "collaboration_overview",
        "person",
        "party",
        "parties",
        "party_new",
        "party_write",
        "invite",
    }
)
MEETINGS = frozenset(
    {
        "meeting",
        "item",
        "document_page",
        "meeting_plan",
        "agenda",
        "sitting",
        "meeting_answer",
        "meeting_notes",
        "meeting_change",
        "meeting_year",
    }
)
WRITING = frozenset(
    {
        "case_begin",
        "case_elsewhere",
        "case_propose",
        "body_template",
        "item_paper",
        "case_write",
        "case_versions",
        "case_join",
    }
)
DECISIONS = frozenset({"decision", "case", "adoptions", "adoption"})
PROMISES = frozenset({"commitment"})
MONEY = frozenset(
    {
        "fund",
        "fund_statement",
        "entry",
        "entry_reverse",
        "fund_grant",
        "fund_allocate",
        "fund_spend",
        "fund_carry_over",
        "fund_proposals",
        "fund_adoptions",
        "fund_open",
        "fund_write",
        "fund_answer",
        "fund_reconciliations",
        "fund_reconciliation",
    }
)
INITIATIVES = frozenset(
    {
        "presentations",
        "vision_edit",
        "cooperation_edit",
        "cooperation_row",
        "cohort_edit",
        "cohort_row",
        "indicator_edit",
        "indicator_row",
        "agreement_row",
        "focus_area_row",
        "thread",
        "thread_links",
        "elsewhere",
        "across",
        "agreement_map",
        "initiative",
        "initiative_new",
        "initiative_edit",
        "initiative_row",
        "initiative_written",
        "initiative_proposals",
        "agreements",
        "agreement",
        "agreement_new",
        "agreement_edit",
        "focus_area",
        "focus_area_edit",
        "measurements",
        "measurements_file",
        "statuses",
        "status",
    }
)
READING_IN = frozenset({"import_new", "import_batch", "draft", "draft_differences"})

PUBLIC: tuple[Entry, ...] = (
    Entry("front", _("Front page")),
    Entry("meetings", _("meetings"), also=MEETINGS),
    Entry("decisions", _("decisions"), also=DECISIONS),
    Entry("commitments", _("promises"), also=PROMISES),
    Entry("initiatives", _("Initiatives"), also=INITIATIVES),
    Entry("funds", _("Money"), also=MONEY),
    Entry("collaborations", _("collaborations"), also=ORGANISATION),
)
WORK: tuple[Entry, ...] = (
    Entry("desk", _("My desk")),
    Entry("importing", _("Reading in"), secretariats, also=READING_IN),
    Entry("meetings", _("meetings"), also=MEETINGS),
    Entry("cases_written", _("cases"), members, also=WRITING),
    Entry("decisions", _("decisions"), also=DECISIONS),
    Entry("commitments", _("promises"), also=PROMISES),
    Entry("initiatives", _("Initiatives"), also=INITIATIVES),
    Entry("funds", _("Money"), also=MONEY),
    Entry("findings", _("does not add up"), members, also=frozenset({"finding"})),
    Entry("collaborations", _("collaborations"), also=ORGANISATION),
    Entry("journal", _("Journal"), administrators, frozenset({"journal_verify"}), is_folded=True),
    Entry("outbox", _("Mails sent"), administrators, frozenset({"mail"}), is_folded=True),
    Entry("users", _("Users"), administrators, frozenset({"user_close"}), is_folded=True),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry as a header shows it."""

    url: str
    word: Promise
    is_active: bool
    is_folded: bool = False


def entries(viewer: Viewer, *, route: str) -> Iterable[Shown]:
    """Yield the entries for this viewer; `route` is the name of the address of the page that is shown."""
    for entry in WORK if viewer.user else PUBLIC:
        if entry.shown_to(viewer):
            is_active = route == entry.route or route in entry.also
            yield Shown(reverse(entry.route), entry.word, is_active, entry.is_folded)
