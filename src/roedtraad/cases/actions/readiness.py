"""Say what a case needs of a meeting, that it is ready, that an agenda has taken it, and that it is to be written again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from roedtraad.accounts import journal
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies.models import Body, Party
from roedtraad.cases import policy
from roedtraad.cases.models import Case, CaseDraft, Consideration, DraftState, FileNumber
from roedtraad.cases.queries.checking import troubles_of

LONGEST_MEETING = 600


@dataclass(frozen=True, slots=True)
class DraftParticulars:
    """What a case is called, who raises it, and what it needs of a meeting."""

    title: str
    minutes_planned: int | None = None
    presenter: str = ""
    guests: str = ""
    is_closed: bool = False
    raised_by_party: Party | None = None
    recommender: Body | None = None
    file_number: str = ""
    wanted_on: date | None = None


@transaction.atomic
def write_particulars(
    draft: CaseDraft, told: DraftParticulars, *, based_on: int, viewer: Viewer
) -> CaseDraft:
    """Say anew what a case is called and needs; the revision counts up where something is new.

    Raises:
        NotAllowed: the viewer does not write in this case.
        Refused: another has changed it since, there is no title, or nobody can sit that long.
    """
    draft = _locked(draft, viewer=viewer, states=(DraftState.DRAFT,))
    case, told = draft.case, _tidy(told)
    if told == standing_particulars(draft):
        return draft
    if draft.revision != based_on:
        raise Refused(
            "cases.changed",
            _(
                "Another has changed title, time or presenter since. Look at what stands, and change it again."
            ),
        )
    case.title, case.raised_by_party = told.title, told.raised_by_party
    draft.minutes_planned, draft.presenter, draft.guests = told.minutes_planned, told.presenter, told.guests
    draft.is_closed, draft.wanted_on = told.is_closed, told.wanted_on
    draft.revision += 1
    case.save(update_fields=["title", "raised_by_party"])
    draft.save()
    _set_file_number(case, told.file_number)
    Consideration.objects.filter(pk=getattr(waiting_consideration(draft), "pk", 0)).update(
        recommender_body=told.recommender
    )
    journal.write(viewer.user, "cases.draft.changed", case.record, facts={"title": told.title})
    return draft


def _tidy(told: DraftParticulars) -> DraftParticulars:
    """Return what was told as the columns take it, or refuse what cannot be meant."""
    title = " ".join(told.title.split())[:300]
    if not title:
        raise Refused("cases.no_title", _("Give it a title."))
    if told.minutes_planned is not None and not 0 < told.minutes_planned <= LONGEST_MEETING:
        raise Refused("cases.minutes", _("Write the expected time in minutes, 1 to 600."))
    presenter, guests = " ".join(told.presenter.split())[:200], " ".join(told.guests.split())[:500]
    number = " ".join(told.file_number.split())[:40]
    return replace(told, title=title, presenter=presenter, guests=guests, file_number=number)


def standing_particulars(draft: CaseDraft) -> DraftParticulars:
    """Return what stands. Two queries."""
    consideration = waiting_consideration(draft)
    number = FileNumber.objects.filter(case=draft.case_id, party=None).order_by("pk").first()
    return DraftParticulars(
        title=draft.case.title,
        minutes_planned=draft.minutes_planned,
        presenter=draft.presenter,
        guests=draft.guests,
        is_closed=draft.is_closed,
        raised_by_party=draft.case.raised_by_party,
        recommender=consideration.recommender_body if consideration else None,
        file_number=number.number if number else "",
        wanted_on=draft.wanted_on,
    )


def waiting_consideration(draft: CaseDraft) -> Consideration | None:
    """Return the treatment that the draft is written for: the last one of its body. One query."""
    rows = Consideration.objects.filter(case=draft.case_id, body=draft.body_id, told_by=None)
    return rows.select_related("recommender_body__record").order_by("order").last()


def _set_file_number(case: Case, number: str) -> None:
    """Let the case have this number of the body's own system, in place of the one that it had."""
    rows = FileNumber.objects.filter(case=case, party=None)
    known = rows.order_by("pk").first()
    if known is not None and known.number != number:
        rows.filter(pk=known.pk).delete()
    if number:
        FileNumber.objects.get_or_create(case=case, number=number, party=None)


@transaction.atomic
def mark_ready(draft: CaseDraft, *, at: datetime, viewer: Viewer) -> None:
    """Say that a case can be put on an agenda. Six queries and those of the policy.

    Raises:
        NotAllowed: the viewer does not write in this case.
        Refused: something that must be there is missing; the sentence says what.
    """
    draft = _locked(draft, viewer=viewer, states=(DraftState.DRAFT,))
    missing = [one.sentence for one in troubles_of(draft) if one.is_blocking]
    if missing:
        raise Refused("cases.not_ready", " ".join(missing))
    _put(draft, DraftState.READY, at=at)
    journal.write(viewer.user, "cases.draft.ready", draft.case.record)


@transaction.atomic
def take_back(draft: CaseDraft, *, viewer: Viewer) -> None:
    """Open a case that was ready, so that it can be written in again.

    Raises:
        NotAllowed: the viewer does not write in this case.
        Refused: it is on an agenda.
    """
    draft = _locked(draft, viewer=viewer, states=(DraftState.READY, DraftState.DRAFT))
    _put(draft, DraftState.DRAFT, at=None)
    journal.write(viewer.user, "cases.draft.taken_back", draft.case.record)


@transaction.atomic
def take_up(case: Case, *, viewer: Viewer) -> CaseDraft | None:
    """Note that an agenda has taken a case that was ready; return its draft, None where nobody wrote one.

    Raises:
        Refused: the case is not ready, or stands on an agenda already.
    """
    draft = CaseDraft.objects.select_for_update(of=("self",)).filter(case=case).first()
    if draft is None:
        return None
    if draft.state != DraftState.READY:
        raise Refused("cases.not_ready", _("The case is not ready, or stands on an agenda already."))
    draft.state = DraftState.TAKEN
    draft.save(update_fields=["state"])
    journal.write(viewer.user, "cases.draft.taken_up", case.record)
    return draft


@transaction.atomic
def write_again(draft: CaseDraft, *, viewer: Viewer) -> None:
    """Open a case that a meeting postponed, so that it can be written anew; the caller knows that it was postponed.

    Raises:
        NotAllowed: the viewer does not write in this case.
        Refused: it stands on no agenda: then it is `take_back`.
    """
    draft = _locked(draft, viewer=viewer, states=(DraftState.TAKEN,))
    _put(draft, DraftState.DRAFT, at=None)
    journal.write(viewer.user, "cases.draft.taken_back", draft.case.record)


@transaction.atomic
def let_go(case: Case, *, viewer: Viewer) -> None:
    """Note that a case is off the agenda again (its item was taken off, or postponed): it is ready once more."""
    changed = CaseDraft.objects.filter(case=case, state=DraftState.TAKEN).update(state=DraftState.READY)
    if changed:
        journal.write(viewer.user, "cases.draft.let_go", case.record)


def _locked(draft: CaseDraft, *, viewer: Viewer, states: tuple[DraftState, ...]) -> CaseDraft:
    row = (
        CaseDraft.objects.select_for_update(of=("self",))
        .select_related("case__record", "case__raised_by_party", "body")
        .get(pk=draft.pk)
    )
    policy.may_write(viewer, row).or_refuse()
    if row.state not in states:
        sentence = (
            _("The case is on an agenda. Take it off the agenda first.")
            if row.state == DraftState.TAKEN
            else _("The case is ready. Take it back to write in it again.")
        )
        raise Refused("cases.state", sentence)
    return row


def _put(draft: CaseDraft, state: DraftState, *, at: datetime | None) -> None:
    draft.state, draft.ready_at = state, at
    draft.save(update_fields=["state", "ready_at"])
