"""What a meeting concludes under an item: outcomes per recommendation point, text, statements, votes, consent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from roedtraad.accounts import journal
from roedtraad.accounts.models import RecordKind
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.records import register
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies.models import Party, Person
from roedtraad.cases.models import RecommendationPoint
from roedtraad.meetings import audience
from roedtraad.meetings.actions.keys import write_register_keys
from roedtraad.meetings.actions.writing import unpublished
from roedtraad.meetings.facts import VoteFacts
from roedtraad.meetings.models import (
    AgendaItem,
    Decision,
    ItemCase,
    Outcome,
    OutcomeKind,
    PartyConsent,
    Statement,
    Vote,
)
from roedtraad.meetings.wording import cut, plain, small


@dataclass(frozen=True, slots=True)
class OutcomeGiven:
    """A conclusion about a recommendation point; without one, about the item as a whole."""

    kind: OutcomeKind
    point: RecommendationPoint | None = None
    is_changed: bool = False
    remark: str = ""


@transaction.atomic
def decide(
    item: AgendaItem, *, viewer: Viewer, text: str = "", outcomes: Sequence[OutcomeGiven] = ()
) -> Decision:
    """Say what was decided under an item, in place of what was said before; an item needs no recommendation for it.

    Raises:
        NotAllowed: the viewer does not keep this meeting.
        Refused: the minutes are published, or a point is not recommended under this item.
    """
    unpublished(item.meeting_id, viewer=viewer)
    _recommended_here(item, outcomes)
    decision = decision_of(item)
    decision.text = plain(text)
    decision.save()
    Outcome.objects.filter(decision=decision).delete()
    Outcome.objects.bulk_create(
        Outcome(
            decision=decision,
            point=given.point,
            kind=given.kind,
            is_changed=given.is_changed,
            remark=plain(given.remark),
        )
        for given in {(given.point and given.point.pk, given.kind): given for given in outcomes}.values()
    )
    _kept(decision, item, viewer, "meetings.item.decided", text=text, outcomes=len(outcomes))
    return decision


@transaction.atomic
def add_statement(
    item: AgendaItem,
    kind: Statement.Kind,
    text: str,
    *,
    viewer: Viewer,
    person: Person | None = None,
    party: Party | None = None,
) -> Statement:
    """Put a remark, a reservation or a minority statement into the minutes.

    Raises:
        NotAllowed: the viewer does not keep this meeting.
        Refused: the minutes are published, or there are no words.
    """
    unpublished(item.meeting_id, viewer=viewer)
    if not text.strip():
        raise Refused("meetings.no_words", _("Write what is to stand in the minutes."))
    decision = decision_of(item)
    statement = Statement.objects.create(
        decision=decision, kind=kind, text=plain(text), person=person, party=party
    )
    _kept(decision, item, viewer, "meetings.statement.added", kind=kind, text=text)
    return statement


@transaction.atomic
def record_votes(item: AgendaItem, votes: Iterable[VoteFacts], *, viewer: Viewer, ballot: int = 1) -> None:
    """Say how a ballot went, in place of what was said of it before.

    Raises:
        NotAllowed: the viewer does not keep this meeting.
        Refused: the minutes are published.
    """
    unpublished(item.meeting_id, viewer=viewer)
    decision = decision_of(item)
    Vote.objects.filter(decision=decision, ballot=ballot).delete()
    made = Vote.objects.bulk_create(
        Vote(
            decision=decision,
            ballot=ballot,
            about=cut(told.about, 500),
            side=told.side,
            person_id=told.person_id,
            as_written=cut(told.as_written, 200),
            count=small(told.count),
        )
        for told in votes
    )
    _kept(decision, item, viewer, "meetings.votes.recorded", ballot=ballot, votes=len(made))


@transaction.atomic
def set_consent(
    item: AgendaItem, party: Party, answer: PartyConsent.Answer, *, viewer: Viewer, remark: str = ""
) -> None:
    """Say whether a party agrees; what it said before is replaced.

    Raises:
        NotAllowed: the viewer does not keep this meeting.
        Refused: the minutes are published.
    """
    unpublished(item.meeting_id, viewer=viewer)
    decision = decision_of(item)
    PartyConsent.objects.update_or_create(
        decision=decision, party=party, defaults={"answer": answer, "remark": plain(remark)}
    )
    _kept(decision, item, viewer, "meetings.consent.set", party=party.pk, answer=answer)


def decision_of(item: AgendaItem) -> Decision:
    """Return the decision of an item; one without words is made where there is none. At most three queries."""
    known = Decision.objects.filter(item=item).select_related("record").first()
    if known is not None:
        return known
    return Decision.objects.create(
        record=register(RecordKind.DECISION),
        item=item,
        body_id=item.meeting.body_id,
        decided_on=item.meeting.held_on,
        folded="",
    )


def _recommended_here(item: AgendaItem, outcomes: Sequence[OutcomeGiven]) -> None:
    wanted = {given.point.pk for given in outcomes if given.point is not None}
    carried = ItemCase.objects.filter(item=item).values("consideration")
    here = RecommendationPoint.objects.filter(consideration__in=carried, pk__in=wanted)
    if wanted and here.count() != len(wanted):
        raise Refused("meetings.point", _("This point is not recommended under this item."))


def _kept(decision: Decision, item: AgendaItem, viewer: Viewer, act: str, **facts: str | int) -> None:
    write_register_keys([decision.pk])
    audience.renew([item.meeting_id], on=viewer.on)
    journal.write(viewer.user, act, decision.record, facts=facts)
