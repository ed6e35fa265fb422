"""Ask the parties to adopt what was decided, and say what each of them did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from django.db import transaction
from django.utils.translation import gettext as _

from roedtraad.accounts import journal
from roedtraad.accounts.policy import Viewer, may_see
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies.models import Party, Person
from roedtraad.commitments import policy
from roedtraad.commitments.models import Adoption, AdoptionKind, AdoptionState
from roedtraad.commitments.seeing import acting_for
from roedtraad.documents import policy as documents_policy
from roedtraad.documents.models import Document
from roedtraad.meetings.models import Decision

LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class AdoptionAsked:
    """What one party is asked to decide, with the text for its council."""

    party: Party
    kind: AdoptionKind
    text: str
    year: int | None = None
    contact: Person | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """What a party decided: the day, who decided, its own case number, and where it can be read."""

    on: date
    by: str
    case_number: str = ""
    link: str = ""
    document: Document | None = None


@transaction.atomic
def ask_to_adopt(
    decision: Decision, asked: Sequence[AdoptionAsked], *, due_on: date | None, viewer: Viewer
) -> list[Adoption]:
    """Ask parties to adopt a decision; who has been asked the same before is left out. Three queries and the journal's.

    Raises:
        NotAllowed: the viewer does not keep the meeting.
        Refused: nobody is asked, a text is empty, or the day by which was before the decision.
    """
    policy.may_ask_to_adopt(viewer, decision).or_refuse()
    if not asked:
        raise Refused("commitments.adoption.nobody", _("Choose at least one party."))
    if any(not one.text.strip() for one in asked):
        raise Refused("commitments.adoption.text", _("Write what the party's council is asked to decide."))
    if due_on is not None and due_on < decision.decided_on:
        raise Refused(
            "commitments.adoption.due", _("The day by which they decide is before the decision itself.")
        )
    known = set(
        Adoption.objects.filter(decision=decision)
        .exclude(state=AdoptionState.DROPPED)
        .values_list("party", "kind", "year")
    )
    made = Adoption.objects.bulk_create(
        Adoption(
            decision=decision,
            party=one.party,
            kind=one.kind,
            year=one.year,
            text=one.text.strip(),
            asked_on=viewer.on,
            due_on=due_on,
            contact=one.contact,
        )
        for one in asked
        if (one.party.pk, one.kind.value, one.year) not in known
    )
    facts: dict[str, journal.Fact] = {"parties": len(made), "due_on": due_on}
    journal.write(viewer.user, "commitments.adoption.asked", decision.record, facts=facts)
    return made


@transaction.atomic
def adopt(adoption: Adoption, answered: Answered, *, viewer: Viewer) -> None:
    """Say that a party has adopted the decision; said again, it is corrected, and the journal has both.

    Raises:
        NotAllowed: the viewer acts neither for the party nor for the secretariat.
        Refused: it does not say who decided, a day that is to come, a link that is none, or it is no longer asked for.
    """
    adoption = _locked(adoption, viewer)
    if not answered.by.strip():
        raise Refused("commitments.adoption.by", _("Write who decided, for example the city council."))
    if answered.on > viewer.on:
        raise Refused("commitments.adoption.on", _("Nobody can have decided on a day that is to come."))
    if answered.link and urlsplit(answered.link).scheme not in ("http", "https"):
        raise Refused("commitments.adoption.link", _("Write the whole address, beginning with https://."))
    if answered.document is not None:
        documents_policy.may_list(viewer, [answered.document.pk]).or_refuse()
    adoption.state, adoption.reason = AdoptionState.ADOPTED, ""
    adoption.answered_on, adoption.answered_by = answered.on, answered.by.strip()[:200]
    adoption.case_number = answered.case_number.strip()[:60]
    adoption.link, adoption.document = answered.link.strip(), answered.document
    _save(adoption, "adopted", viewer)


@transaction.atomic
def refuse_adoption(adoption: Adoption, *, on: date, by: str, reason: str, viewer: Viewer) -> None:
    """Say that a party did not adopt the decision, and why.

    Raises:
        NotAllowed: the viewer acts neither for the party nor for the secretariat.
        Refused: no reason, a day that is to come, or it is no longer asked for.
    """
    adoption = _locked(adoption, viewer)
    if on > viewer.on:
        raise Refused("commitments.adoption.on", _("Nobody can have decided on a day that is to come."))
    adoption.state, adoption.reason = AdoptionState.REFUSED, _reason(reason)
    adoption.answered_on, adoption.answered_by = on, by.strip()[:200]
    _save(adoption, "refused", viewer)


@transaction.atomic
def drop_adoption(adoption: Adoption, *, reason: str, viewer: Viewer) -> None:
    """Say that a party need not adopt it after all; the row stays.

    Raises:
        NotAllowed: the viewer does not keep the meeting.
        Refused: no reason, or it was answered.
    """
    policy.may_ask_to_adopt(viewer, adoption.decision).or_refuse()
    adoption = _locked(adoption, viewer)
    if adoption.state != AdoptionState.WAITING:
        raise Refused("commitments.adoption.answered", _("The party has answered already."))
    adoption.state, adoption.reason = AdoptionState.DROPPED, _reason(reason)
    _save(adoption, "dropped", viewer)


@transaction.atomic
def reword_adoption(adoption: Adoption, *, text: str, due_on: date | None, viewer: Viewer) -> None:
    """Change the text for the council, or the day by which it decides, while the party has not answered.

    Raises:
        NotAllowed: the viewer acts neither for the party nor for the secretariat.
        Refused: no text, or it was answered.
    """
    adoption = _locked(adoption, viewer)
    if adoption.state != AdoptionState.WAITING:
        raise Refused("commitments.adoption.answered", _("The party has answered already."))
    if not text.strip():
        raise Refused("commitments.adoption.text", _("Write what the party's council is asked to decide."))
    adoption.text, adoption.due_on = text.strip(), due_on
    _save(adoption, "reworded", viewer)


def _locked(adoption: Adoption, viewer: Viewer) -> Adoption:
    rows = Adoption.objects.select_for_update(of=("self",)).select_related(
        "decision__record", "decision__item__meeting"
    )
    row = rows.get(pk=adoption.pk)
    if not may_see(viewer, row.decision.record):
        raise Refused("commitments.adoption.unseen", _("There is no such decision."))
    policy.may_answer_adoption(acting_for(viewer), row).or_refuse()
    if row.state == AdoptionState.DROPPED:
        raise Refused("commitments.adoption.dropped", _("The party is no longer asked to adopt this."))
    return row


def _reason(reason: str) -> str:
    if not reason.strip():
        raise Refused("commitments.adoption.reason", _("Write why, so that others can understand it later."))
    return " ".join(reason.split())[:LONGEST_REASON]


def _save(adoption: Adoption, act: str, viewer: Viewer) -> None:
    adoption.entered_by = viewer.user
    adoption.save()
    facts: dict[str, journal.Fact] = {
        "party": adoption.party_id,
        "kind": adoption.kind,
        "on": adoption.answered_on,
        "case_number": adoption.case_number,
    }
    record = adoption.decision.record
    journal.write(viewer.user, f"commitments.adoption.{act}", record, facts=facts, reason=adoption.reason)
