"""What a correction of published minutes says: kept aside while it is written, put in its place when it is published."""

from __future__ import annotations

from roedtraad.accounts import journal
from roedtraad.accounts.policy import Viewer
from roedtraad.meetings.actions.keys import write_register_keys
from roedtraad.meetings.actions.writing import decision_of
from roedtraad.meetings.corrected import (
    ConsentSaid,
    DecisionSaid,
    OutcomeSaid,
    RangeSaid,
    StatementSaid,
    VoteSaid,
    read,
    read_ranges,
    written,
    written_ranges,
)
from roedtraad.meetings.models import (
    AgendaItem,
    CorrectedDecision,
    CorrectedPresence,
    Correction,
    Decision,
    Outcome,
    Participant,
    PartyConsent,
    Presence,
    PresenceKind,
    Statement,
    Vote,
)


def correction_of(meeting_id: int) -> Correction | None:
    """Return the correction of a meeting's published minutes that is going on, if there is one. One query."""
    return Correction.objects.filter(meeting=meeting_id).first()


def said_under(item: AgendaItem) -> DecisionSaid:
    """Return what the minutes say was decided under an item: as a correction has it, else as it stands. Six queries."""
    aside = CorrectedDecision.objects.filter(item=item).first()
    if aside is not None:
        return read(aside.content)
    decision = Decision.objects.filter(item=item).first()
    if decision is None:
        return DecisionSaid()
    return DecisionSaid(
        decision.text,
        tuple(
            OutcomeSaid(one.kind, one.point_id, one.is_changed, one.remark)
            for one in decision.outcomes.order_by("pk")
        ),
        tuple(
            StatementSaid(one.pk, one.kind, one.text, one.person_id, one.party_id)
            for one in decision.statements.order_by("pk")
        ),
        tuple(ConsentSaid(one.party_id, one.answer, one.remark) for one in decision.consents.order_by("pk")),
        tuple(
            VoteSaid(one.ballot, one.side, one.about, one.person_id, one.as_written, one.count)
            for one in decision.votes.order_by("pk")
        ),
    )


def keep_aside(correction: Correction, item: AgendaItem, said: DecisionSaid, *, viewer: Viewer) -> None:
    """Keep what the minutes are to say of an item until they are published anew, in the caller's transaction."""
    CorrectedDecision.objects.update_or_create(
        item=item, defaults={"correction": correction, "content": written(said)}
    )
    journal.write(viewer.user, "meetings.correction.written", item.record, facts={"content": written(said)})


def ranges_of(participant: Participant) -> tuple[RangeSaid, ...]:
    """Return what is said of somebody's presence: as a correction has it, else as it stands. Two queries."""
    aside = CorrectedPresence.objects.filter(participant=participant).first()
    if aside is not None:
        return read_ranges(aside.content)
    rows = Presence.objects.filter(participant=participant)
    return tuple(
        RangeSaid(PresenceKind(row.kind), row.first_item_id, row.last_item_id, row.note) for row in rows
    )


def keep_presence_aside(
    correction: Correction, participant: Participant, said: tuple[RangeSaid, ...]
) -> None:
    """Keep at which items somebody was until the minutes are published anew, in the caller's transaction."""
    CorrectedPresence.objects.update_or_create(
        participant=participant,
        defaults={"correction": correction, "content": written_ranges(said)},
    )


def put_in_place(correction: Correction) -> None:
    """Let what a correction says stand from now on, and end it. Who may see what follows: the caller renews it."""
    changed = [
        _put(row.item, read(row.content))
        for row in correction.decisions.select_related("item__meeting", "item__record")
    ]
    for row in correction.presences.select_related("participant"):
        Presence.objects.filter(participant=row.participant).delete()
        Presence.objects.bulk_create(
            Presence(
                participant=row.participant,
                kind=one.kind,
                first_item_id=one.first,
                last_item_id=one.last,
                note=one.note,
            )
            for one in read_ranges(row.content)
        )
    write_register_keys(changed)
    correction.delete()


def _put(item: AgendaItem, said: DecisionSaid) -> int:
    decision = decision_of(item)
    key: int = decision.pk
    decision.text = said.text
    decision.save(update_fields=["text"])
    for model in (Outcome, PartyConsent, Vote):
        model.objects.filter(decision=decision).delete()
    Outcome.objects.bulk_create(
        Outcome(
            decision=decision, point_id=one.point, kind=one.kind, is_changed=one.is_changed, remark=one.remark
        )
        for one in said.outcomes
    )
    PartyConsent.objects.bulk_create(
        PartyConsent(decision=decision, party_id=one.party, answer=one.answer, remark=one.remark)
        for one in said.consents
    )
    Vote.objects.bulk_create(vote_row(decision, one) for one in said.votes)
    _put_statements(decision, said)
    return key


def vote_row(decision: Decision, said: VoteSaid) -> Vote:
    """Return the row of a side of a ballot, not saved."""
    return Vote(
        decision=decision,
        ballot=said.ballot,
        about=said.about,
        side=said.side,
        person_id=said.person,
        as_written=said.as_written,
        count=said.count,
    )


def _put_statements(decision: Decision, said: DecisionSaid) -> None:
    """Leave the rows of statements that stand as they are, but for their words."""
    kept = {one.key: one.text for one in said.statements if one.key > 0}
    Statement.objects.filter(decision=decision).exclude(pk__in=kept).delete()
    for row in Statement.objects.filter(decision=decision):
        if row.text != kept[row.pk]:
            row.text = kept[row.pk]
            row.save(update_fields=["text"])
    Statement.objects.bulk_create(
        Statement(decision=decision, kind=one.kind, text=one.text, person_id=one.person, party_id=one.party)
        for one in said.statements
        if one.key < 0
    )
