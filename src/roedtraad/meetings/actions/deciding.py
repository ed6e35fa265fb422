"""What a meeting concludes under an item: outcomes per recommendation point, text, statements, votes, consent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils.translation import gettext as _

from roedtraad.accounts import journal
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies.models import Party, Person
from roedtraad.cases.models import RecommendationPoint
from roedtraad.meetings import audience
from roedtraad.meetings.actions.correcting import correction_of, keep_aside, said_under, vote_row
from roedtraad.meetings.actions.keys import write_register_keys
from roedtraad.meetings.actions.writing import decision_of, unpublished
from roedtraad.meetings.corrected import ConsentSaid, OutcomeSaid, VoteSaid
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
) -> None:
    """Say what was decided under an item, in place of what was said before; an item needs no recommendation for it.

    While published minutes are corrected, this and the other acts here are kept aside, and nobody but those who
    correct and approve reads them, until the minutes are published anew.

    Raises:
        NotAllowed: the viewer does not keep this meeting.
        Refused: the minutes are published, or a point is not recommended under this item.
    """
    unpublished(item.meeting_id, viewer=viewer, is_correctable=True)
    _recommended_here(item, outcomes)
    outcomes = tuple({(given.point and given.point.pk, given.kind): given for given in outcomes}.values())
    if (correction := correction_of(item.meeting_id)) is not None:
        told = tuple(
            OutcomeSaid(one.kind, one.point.pk if one.point else None, one.is_changed, plain(one.remark))
            for one in outcomes
        )
        said = replace(said_under(item), text=plain(text), outcomes=told)
        keep_aside(correction, item, said, viewer=viewer)
        return
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
        for given in outcomes
    )
    _kept(decision, item, viewer, "meetings.item.decided", text=text, outcomes=len(outcomes))


@transaction.atomic
def add_statement(
    item: AgendaItem,
    kind: Statement.Kind,
    text: str,
    *,
    viewer: Viewer,
    person: Person | None = None,
    party: Party | None = None,
) -> None:
    """Put a remark, a reservation or a minority statement into the minutes.

    Raises:
        NotAllowed: the viewer does not keep this meeting.
        Refused: the minutes are published, or there are no words.
    """
    unpublished(item.meeting_id, viewer=viewer, is_correctable=True)
    if not text.strip():
        raise Refused("meetings.no_words", _("Write what is to stand in the minutes."))
    if (correction := correction_of(item.meeting_id)) is not None:
        said = said_under(item).with_statement(
            kind, plain(text), person=person.pk if person else None, party=party.pk if party else None
        )
        keep_aside(correction, item, said, viewer=viewer)
        return
    decision = decision_of(item)
    Statement.objects.create(decision=decision, kind=kind, text=plain(text), person=person, party=party)
    _kept(decision, item, viewer, "meetings.statement.added", kind=kind, text=text)


@transaction.atomic
def record_votes(item: AgendaItem, votes: Iterable[VoteFacts], *, viewer: Viewer, ballot: int = 1) -> None:
    """Say how a ballot went, in place of what was said of it before.

    Raises:
        NotAllowed: the viewer does not keep this meeting.
        Refused: the minutes are published.
    """
    unpublished(item.meeting_id, viewer=viewer, is_correctable=True)
    told = tuple(
        VoteSaid(
            ballot,
            one.side,
            cut(one.about, 500),
            one.person_id,
            cut(one.as_written, 200),
            small(one.count),
        )
        for one in votes
    )
    if (correction := correction_of(item.meeting_id)) is not None:
        keep_aside(correction, item, said_under(item).with_ballot(ballot, told), viewer=viewer)
        return
    decision = decision_of(item)
    Vote.objects.filter(decision=decision, ballot=ballot).delete()
    made = Vote.objects.bulk_create(vote_row(decision, one) for one in told)
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
    unpublished(item.meeting_id, viewer=viewer, is_correctable=True)
    if (correction := correction_of(item.meeting_id)) is not None:
        new = ConsentSaid(party.pk, answer, plain(remark))
        keep_aside(correction, item, said_under(item).with_consent(new), viewer=viewer)
        return
    decision = decision_of(item)
    PartyConsent.objects.update_or_create(
        decision=decision, party=party, defaults={"answer": answer, "remark": plain(remark)}
    )
    _kept(decision, item, viewer, "meetings.consent.set", party=party.pk, answer=answer)


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
