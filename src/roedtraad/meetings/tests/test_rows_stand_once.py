"""What the database itself refuses to hold twice, also where a key is missing (SQLite takes two missing keys for different)."""

import pytest
from django.db import IntegrityError, transaction
from papers import a_recorded_meeting, an_item, present
from people import World, a_world

from roedtraad.cases.models import Case, FileNumber
from roedtraad.meetings.models import AgendaItem, Decision, Outcome, OutcomeKind, Participant, PresenceKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    world = a_world()
    a_recorded_meeting(
        world.viewer(world.sara), world.political, an_item(), participants=(present(world.mads.person.pk),)
    )
    return world


def test_an_outcome_of_the_whole_item_stands_once(world: World) -> None:
    decision = Decision.objects.get()
    assert decision.outcomes.get().point is None
    with pytest.raises(IntegrityError), transaction.atomic():
        Outcome.objects.create(decision=decision, kind=OutcomeKind.APPROVED)
    Outcome.objects.create(decision=decision, kind=OutcomeKind.NOTED)


def test_an_outcome_of_a_point_stands_once(world: World) -> None:
    decision, case = Decision.objects.get(), Case.objects.get()
    point = case.considerations.get().points.get()
    Outcome.objects.create(decision=decision, point=point, kind=OutcomeKind.APPROVED)
    with pytest.raises(IntegrityError), transaction.atomic():
        Outcome.objects.create(decision=decision, point=point, kind=OutcomeKind.APPROVED)


def test_presence_at_the_whole_meeting_is_told_once(world: World) -> None:
    row = Participant.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        row.presences.create(kind=PresenceKind.ABSENT)
    item = AgendaItem.objects.get()
    row.presences.create(kind=PresenceKind.ABSENT, first_item=item, last_item=item)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.presences.create(kind=PresenceKind.PRESENT, first_item=item, last_item=item)


def test_a_file_number_of_nobody_stands_once(world: World) -> None:
    case = Case.objects.get()
    FileNumber.objects.create(case=case, number="26/9")
    with pytest.raises(IntegrityError), transaction.atomic():
        FileNumber.objects.create(case=case, number="26/9")
    party = world.mads.person.seats.get().party
    FileNumber.objects.create(case=case, number="26/9", party=party)
    with pytest.raises(IntegrityError), transaction.atomic():
        FileNumber.objects.create(case=case, number="26/9", party=party)
