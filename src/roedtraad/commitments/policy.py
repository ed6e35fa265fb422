"""Who may give promises, answer for them, and say that they are kept, moved or dropped."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from roedtraad.accounts.policy import Circle, Viewer
from roedtraad.accounts.refusals import Answer, no, yes
from roedtraad.bodies.models import Body
from roedtraad.commitments.models import Adoption, Commitment, EventKind, Owner, Recipient, State
from roedtraad.commitments.seeing import Acting, acting_for, seen_commitments
from roedtraad.commitments.states import Who, transition
from roedtraad.meetings.models import AgendaItem, Decision
from roedtraad.meetings.policy import may_keep, may_keep_meetings


@dataclass(frozen=True, slots=True)
class Concern:
    """What decides who may act on a promise: its row, its owners, and the bodies to which it is owed."""

    commitment: Commitment
    owners: tuple[Owner, ...]
    recipient_body_ids: frozenset[int]


def concern_of(commitment: Commitment) -> Concern:
    """Load what decides who may act on a promise. Two queries."""
    owners = Owner.objects.filter(commitment=commitment, released_on__isnull=True)
    recipients = Recipient.objects.filter(commitment=commitment, body__isnull=False)
    return Concern(
        commitment,
        tuple(owners.select_related("person", "body", "party")),
        frozenset(pk for pk in recipients.values_list("body", flat=True) if pk is not None),
    )


def may_give(viewer: Viewer, item: AgendaItem) -> Answer:
    """May this viewer record a promise under this item? Who keeps the meeting. No query with the meeting loaded."""
    return may_keep(viewer, item.meeting)


def may_ask_to_adopt(viewer: Viewer, decision: Decision) -> Answer:
    """May this viewer ask the parties to adopt a decision? Who keeps its meeting. No query with the meeting loaded."""
    return may_keep(viewer, decision.item.meeting)


def may_answer_adoption(acting: Acting, adoption: Adoption) -> Answer:
    """May this viewer say whether a party has adopted a decision? The party's own people, and the secretariat. No query."""
    code = "commitments.adoption"
    if may_keep(acting.viewer, adoption.decision.item.meeting):
        return yes(code, why="secretariat of the body that decided, or administrator")
    if adoption.contact_id in acting.person_ids or adoption.party_id in acting.party_ids:
        return yes(code, why="acts for the party, or is its contact")
    return no(
        code, _("Only the party's own people, and the secretariat, can say what the party has decided.")
    )


def may_bind(viewer: Viewer, body: Body) -> Answer:
    """May this viewer say anew which meetings of a body promises are due at? Who plans its meetings. No query."""
    return may_keep_meetings(viewer, body)


def may_see_it(acting: Acting, commitment: Commitment) -> Answer:
    """May this viewer know of a promise? One query."""
    if Commitment.objects.filter(seen_commitments(acting), pk=commitment.pk).exists():
        return yes("commitments.seen", why="sees what was decided, or has to act on the promise")
    return no("commitments.unseen", _("There is no such promise."))


def may_act(viewer: Viewer, commitment: Commitment, act: EventKind) -> Answer:
    """May this viewer do this with a promise, by who they are and by how far it has come? Four queries at most."""
    acting = acting_for(viewer)
    seen = may_see_it(acting, commitment)
    return may_do(acting, concern_of(commitment), act) if seen else seen


def may_answer_for(acting: Acting, concern: Concern, owner: Owner) -> Answer:
    """May this viewer answer for one of those who each owe a part? That one, and whoever keeps the promise. No query."""
    if _keeps(acting, concern.commitment.body_id) or acting.is_one_of(owner):
        return yes("commitments.part", why="owes this part, or keeps the promise")
    return no("commitments.part", _("Only those who owe this part, and the secretariat, can answer for it."))


def own_part(acting: Acting, concern: Concern) -> Owner | None:
    """Return the one part of a promise that this viewer owes; None where there is none, or more than one. No query."""
    own = [owner for owner in concern.owners if acting.is_one_of(owner)]
    return own[0] if len(own) == 1 else None


def may_do(acting: Acting, concern: Concern, act: EventKind) -> Answer:
    """Answer the same of a promise that the viewer sees. No query."""
    rule = transition(act)
    answer = _is(rule.who, acting, concern)
    if not answer:
        return answer
    if State(concern.commitment.state) not in rule.before:
        return no(f"commitments.{act}", _why_not(act, State(concern.commitment.state)))
    return answer


def _why_not(act: EventKind, state: State) -> Promise:
    """Return why an act does not fit the state of a promise."""
    is_standing = state in (State.OPEN, State.REPORTED)
    return _STANDS if act == EventKind.REOPENED and is_standing else _WRONG_STATE[state]


def _is(who: Who, acting: Acting, concern: Concern) -> Answer:
    code = f"commitments.{who}"
    host, row = concern.commitment.body_id, concern.commitment
    if _keeps(acting, host):
        return yes(code, why="secretariat or chair of the body that got the promise, or administrator")
    receivers = {row.due_body_id, *concern.recipient_body_ids}
    if who is Who.RECEIVER and any(_keeps(acting, body) for body in receivers):
        return yes(code, why="secretariat or chair of the body that is to have it")
    if who is Who.OWNER and any(acting.is_one_of(owner) for owner in concern.owners):
        return yes(code, why="owes it, or acts for whoever does")
    return no(code, _NOT_YOU[who])


def _keeps(acting: Acting, body_id: int) -> bool:
    return acting.viewer.holds(Circle.SECRETARIAT.of(body_id), Circle.CHAIRS.of(body_id))


_NOT_YOU = {
    Who.OWNER: _("Only those who owe the promise, and the secretariat, can answer for it."),
    Who.KEEPER: _("Only the secretariat and the chairs of the body that got the promise can do this."),
    Who.RECEIVER: _("Only the secretariat and the chairs of the bodies that are to have it can do this."),
}
_STANDS = _("The promise has not ended: it is open, and need not be reopened.")
_WRONG_STATE = {
    State.OPEN: _("The promise has not been answered yet."),
    State.REPORTED: _("The promise has been answered. Send it back first, with a reason."),
    State.KEPT: _("The promise has been kept. Reopen it first, with a reason."),
    State.DROPPED: _("The promise was dropped. Reopen it first, with a reason."),
}
