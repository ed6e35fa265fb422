"""What every act on a promise begins and ends with: may this person do it now; and the event and the line in the journal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Max
from django.utils.translation import gettext as _

from roedtraad.accounts import journal
from roedtraad.accounts.models import Record
from roedtraad.accounts.policy import Viewer, visible
from roedtraad.accounts.refusals import Refused
from roedtraad.commitments import policy
from roedtraad.commitments.facts import NOTHING, Evidence
from roedtraad.commitments.models import Commitment, Event, EventKind, Owner, State
from roedtraad.commitments.policy import Concern
from roedtraad.commitments.seeing import Acting, acting_for
from roedtraad.commitments.states import state_of_parts, transition
from roedtraad.documents.models import Citation
from roedtraad.meetings.models import Decision, Meeting
from roedtraad.meetings.wording import plain


@dataclass(frozen=True, slots=True)
class Happening:
    """What an event holds beside what happened, to which promise, when and by whom."""

    text: str = ""
    owner: Owner | None = None
    evidence: Evidence = NOTHING
    decision: Decision | None = None
    meeting: Meeting | None = None
    due_before: date | None = None
    due_after: date | None = None
    is_internal: bool = False


def locked(commitment: Commitment, act: EventKind, *, viewer: Viewer) -> tuple[Concern, Acting]:
    """Return a promise, locked until the end of the transaction, to which the viewer may do this now. Five queries.

    Raises:
        NotAllowed: the viewer does not see it, is not the one who may, or it has not come so far.
    """
    rows = Commitment.objects.select_for_update(of=("self",)).select_related("record", "body", "due_body")
    row = rows.get(pk=commitment.pk)
    acting = acting_for(viewer)
    policy.may_see_it(acting, row).or_refuse()
    concern = policy.concern_of(row)
    policy.may_do(acting, concern, act).or_refuse()
    return concern, acting


def reason_for(act: EventKind, reason: str) -> str:
    """Return the words of a reason; refuse an act that needs one and has none."""
    words = plain(reason).strip()
    if transition(act).needs_reason and not words:
        raise Refused("commitments.reason", _("Write why, so that others can understand it later."))
    return words


def happened(concern: Concern, kind: EventKind, told: Happening, *, viewer: Viewer) -> Event:
    """Save what happened, and write it into the journal. Five queries."""
    row = concern.commitment
    last = Event.objects.filter(commitment=row).aggregate(last=Max("order"))["last"] or 0
    event = Event.objects.create(
        commitment=row,
        order=last + 1,
        kind=kind,
        on=viewer.on,
        by=viewer.user,
        owner=told.owner,
        text=told.text,
        is_internal=told.is_internal,
        evidence_id=told.evidence.record_id,
        citation_id=told.evidence.citation_id,
        decision=told.decision,
        meeting=told.meeting,
        due_before=told.due_before,
        due_after=told.due_after,
    )
    reason = told.text if transition_needs_reason(kind) else ""
    facts = {"state": row.state, "due": row.due_on, "text": told.text}
    journal.write(viewer.user, f"commitments.commitment.{kind}", row.record, facts=facts, reason=reason)
    return event


def transition_needs_reason(kind: EventKind) -> bool:
    """Return whether what happened is told with a reason, which then stands in the journal too."""
    return kind not in (EventKind.GIVEN, EventKind.BOUND) and transition(kind).needs_reason


def save_state(concern: Concern, state: State, *, on: date) -> None:
    """Say how far a promise has come; the day it ended follows."""
    row = concern.commitment
    row.state = state
    row.ended_on = on if state in (State.KEPT, State.DROPPED) else None
    row.save(update_fields=["state", "ended_on"])


def save_parts(concern: Concern, owners: tuple[Owner, ...], state: State, *, on: date) -> None:
    """Say how far some of those have come who each answer for themselves; the promise follows from all of them."""
    for owner in owners:
        owner.state = state
        owner.ended_on = on if state == State.KEPT else None
        owner.save(update_fields=["state", "ended_on"])
    save_state(concern, state_of_parts([State(one.state) for one in concern.owners]), on=on)


def part_of(concern: Concern, owner: Owner | None) -> Owner | None:
    """Return the row, in this concern, of an owner who answers for themselves; None for the promise as a whole.

    Raises:
        Refused: this one does not owe it.
    """
    if owner is None or not concern.commitment.is_each:
        return None
    found = next((one for one in concern.owners if one.pk == owner.pk), None)
    if found is None:
        raise Refused("commitments.owner", _("Choose one of those who owe the promise."))
    return found


def seen_evidence(evidence: Evidence, *, viewer: Viewer) -> Evidence:
    """Return what shows that a promise was kept, with its words as they can be saved. At most two queries.

    Raises:
        Refused: it points at something that the viewer may not see.
    """
    rows = Record.objects.filter(visible(viewer, record=""), pk=evidence.record_id or 0)
    cited = Citation.objects.filter(
        visible(viewer), visible(viewer, record="text__document__record"), pk=evidence.citation_id or 0
    )
    hidden = evidence.record_id is not None and not rows.exists()
    if hidden or (evidence.citation_id is not None and not cited.exists()):
        raise Refused("commitments.evidence", _("What is to show it cannot be found. Choose it again."))
    return Evidence(plain(evidence.text).strip(), evidence.record_id, evidence.citation_id)
