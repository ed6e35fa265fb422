"""Who is to be reminded of which promise: rows that the post (`notices`) sends, each once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import F, Max, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from roedtraad.accounts import journal
from roedtraad.bodies.models import Seat, SeatBasis, SeatRole
from roedtraad.bodies.models.dated import standing_on, valid_on
from roedtraad.commitments.models import Commitment, Owner, Reminder, State, Step
from roedtraad.commitments.policy import Concern

LEADS = (SeatRole.CHAIR, SeatRole.CO_CHAIR, SeatRole.SECRETARIAT)
# Days from the day that a promise is due; the last step that has come is the one that counts.
STEPS = ((Step.BEFORE, -7), (Step.ON, 0), (Step.AFTER, 7), (Step.CHAIRS, 21))


@dataclass(frozen=True, slots=True)
class _Seats:
    """Who sits where on a day: heads of bodies, secretariats of bodies, members for a party in a body."""

    leads: Mapping[int, frozenset[int]]
    secretaries: Mapping[int, frozenset[int]]
    parties: Mapping[tuple[int, int], frozenset[int]]


@transaction.atomic
def fall_due(*, on: date) -> int:
    """Find who is to be reminded on a day; return how many reminders are new. The program does it, each night.

    A week before the day those who owe, on the day once more, a week after it again, and three weeks after it the
    chairs of the body that got the promise too. A body answers by its chairs and secretariat, a party by those who
    sit for it in the body that got the promise; where nobody owes, its secretariat is told. A night that is missed
    loses nothing: the last step that has come is found. Six queries.
    """
    last = on - timedelta(days=STEPS[0][1])
    rows = list(
        Commitment.objects.filter(state=State.OPEN, record__withdrawn_at__isnull=True)
        .annotate(remind_on=Coalesce("due_on", "watch_on"))
        .filter(remind_on__lte=last)
    )
    due = [(row, row.remind_on, step) for row in rows if (step := _step(row.remind_on, on)) is not None]
    people = _people([row for row, _, _ in due], on=on)
    wanted = [
        Reminder(commitment=row, step=step, due_on=day, person_id=person, found_on=on)
        for row, day, step in due
        for person in sorted(people.of(row, with_chairs=step == Step.CHAIRS))
    ]
    before = Reminder.objects.count()
    Reminder.objects.bulk_create(wanted, ignore_conflicts=True)
    return Reminder.objects.count() - before


def ask_owners(concern: Concern, *, on: date) -> None:
    """Remind those who owe a promise once more, because somebody asks. In the caller's transaction; six queries."""
    row = concern.commitment
    number = (
        Reminder.objects.filter(commitment=row, step=Step.ASKED).aggregate(last=Max("number"))["last"] or 0
    )
    people = _people([row], on=on).of(row, with_chairs=False)
    Reminder.objects.bulk_create(
        Reminder(
            commitment=row,
            step=Step.ASKED,
            due_on=row.due_on or row.watch_on or on,
            number=number + 1,
            person_id=person,
            found_on=on,
        )
        for person in sorted(people)
    )


@transaction.atomic
def mark_sent(reminder: Reminder) -> None:
    """Say that a reminder was sent; sent before, it stays as it was. Five queries."""
    sent = Reminder.objects.filter(pk=reminder.pk, sent_at__isnull=True).update(sent_at=timezone.now())
    if sent:
        record = reminder.commitment.record
        journal.write(None, "commitments.reminder.sent", record, facts={"person": reminder.person_id})


def _step(due_on: date, on: date) -> Step | None:
    come = [step for step, days in STEPS if due_on + timedelta(days=days) <= on]
    return come[-1] if come else None


@dataclass(frozen=True, slots=True)
class _People:
    owners: Mapping[int, tuple[Owner, ...]]
    seats: _Seats

    def of(self, row: Commitment, *, with_chairs: bool) -> set[int]:
        """Return the people to remind of a promise."""
        found: set[int] = set()
        for owner in self.owners.get(row.pk, ()):
            if owner.person is not None:
                found.add(owner.person.same_as_id or owner.person.pk)
            if owner.body_id is not None:
                found |= self.seats.leads.get(owner.body_id, frozenset())
            if owner.party_id is not None:
                found |= self.seats.parties.get((row.body_id, owner.party_id), frozenset())
        if not found:
            found |= self.seats.secretaries.get(row.body_id, frozenset())
        return found | (self.seats.leads.get(row.body_id, frozenset()) if with_chairs else frozenset())


def _people(rows: Iterable[Commitment], *, on: date) -> _People:
    """Return who owes these promises, and who sits where. Three queries."""
    hosts = {row.pk: row.body_id for row in rows}
    owners: dict[int, list[Owner]] = defaultdict(list)
    bodies = set(hosts.values())
    standing = Owner.objects.filter(commitment__in=hosts, released_on__isnull=True).exclude(state=State.KEPT)
    for owner in standing.select_related("person"):
        owners[owner.commitment_id].append(owner)
        bodies |= {owner.body_id} - {None}
    return _People({pk: tuple(found) for pk, found in owners.items()}, _seats(bodies, on=on))


def _seats(bodies: Iterable[int | None], *, on: date) -> _Seats:
    leads: dict[int, set[int]] = defaultdict(set)
    secretaries: dict[int, set[int]] = defaultdict(set)
    parties: dict[tuple[int, int], set[int]] = defaultdict(set)
    seats = Seat.objects.filter(
        valid_on(on), body__in=list(bodies), basis=SeatBasis.ENTERED, record__withdrawn_at__isnull=True
    )
    by_office = Q(standing_on(on, prefix="office__holdings__"), office__holdings__isnull=False)
    named = seats.filter(person__isnull=False).annotate(who=Coalesce("person__same_as", "person"))
    holder = "office__holdings__person"
    held = seats.filter(by_office).annotate(who=Coalesce(F(f"{holder}__same_as"), F(holder)))
    for found in (named, held):
        for body, role, party, who in found.values_list("body", "role", "party", "who"):
            if role in LEADS:
                leads[body].add(who)
            if role == SeatRole.SECRETARIAT:
                secretaries[body].add(who)
            if party is not None:
                parties[body, party].add(who)
    return _Seats(
        {body: frozenset(who) for body, who in leads.items()},
        {body: frozenset(who) for body, who in secretaries.items()},
        {key: frozenset(who) for key, who in parties.items()},
    )
