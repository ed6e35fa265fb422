"""Opening a case, sending it to bodies, recommending, numbering, attaching."""

import pytest
from django.utils import timezone
from papers import a_document, a_recorded_meeting, an_item
from people import World, a_party, a_world, known_to_their_body
from refusing import refused

from roedtraad.accounts.models import JournalEntry
from roedtraad.accounts.policy import may_see
from roedtraad.cases.actions import (
    PointGiven,
    add_consideration,
    add_file_number,
    attach,
    open_case,
    recommend,
    rename,
    reorder,
    tell_history,
)
from roedtraad.cases.models import Act, Case, Consideration
from roedtraad.cases.queries import attachments_of, case_for, file_numbers_of
from roedtraad.meetings.actions import (
    Particulars,
    add_item,
    approve_agenda,
    plan_meeting,
    release_agenda,
    treat_case,
)
from roedtraad.meetings.queries import StepKind, route_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return a_world()


@pytest.fixture
def case(world: World) -> Case:
    return open_case("Trygt hjem fortsætter", body=world.political, viewer=world.viewer(world.sara))


def test_a_new_case_is_a_draft_of_the_bodys_secretariat(world: World) -> None:
    case = open_case(
        "Trygt hjem fortsætter",
        body=world.political,
        viewer=world.viewer(world.sara),
        raised_by=world.vibe.person,
        file_numbers=["26/4711", "26/4711"],
    )
    seen = {
        name
        for name in ("sara", "mads", "vibe", "lone")
        if may_see(world.viewer(getattr(world, name)), case.record)
    }
    assert seen == {"sara", "vibe"}
    assert case.collaboration == world.political.collaboration
    assert [row.number for row in file_numbers_of(case)] == ["26/4711"]
    assert Consideration.objects.get().body == world.political
    assert JournalEntry.objects.get().act == "cases.case.opened"


@pytest.mark.parametrize("who", ["mads", "lone", "vibe"])
def test_a_member_opens_no_case(world: World, who: str) -> None:
    with refused("bodies.keep"):
        open_case("Noget", body=world.political, viewer=world.viewer(getattr(world, who)))


def test_a_case_has_a_title(world: World, case: Case) -> None:
    sara = world.viewer(world.sara)
    with refused("cases.no_title"):
        open_case("  ", body=world.political, viewer=sara)
    with refused("cases.no_title"):
        rename(case, "", viewer=sara)
    rename(case, "Trygt hjem i 2026", viewer=sara)
    assert Case.objects.get().title == "Trygt hjem i 2026"


def test_who_raised_a_case_keeps_it_and_strangers_do_not_know_of_it(world: World) -> None:
    sara = world.viewer(world.sara)
    case = open_case("Noget", body=world.political, viewer=sara, raised_by=world.vibe.person)
    rename(case, "Noget andet", viewer=world.viewer(world.vibe))
    with refused("cases.keep"):
        rename(case, "Noget tredje", viewer=world.viewer(world.mads))
    assert case_for(world.viewer(world.mads), case.record.public_id) is None
    assert case_for(world.viewer(world.vibe), case.record.public_id) == case


def test_a_case_is_sent_to_one_body_after_another(world: World, case: Case) -> None:
    sara, ada = world.viewer(world.sara), world.viewer(world.ada)
    add_consideration(case, body=world.strategic, viewer=sara, role=Consideration.Role.RECOMMENDS)
    add_consideration(case, body_as_written="Byrådet i Fjordby", viewer=sara)
    steps = route_of(ada, case).steps
    assert [(step.kind, str(step.body or step.body_as_written)) for step in steps] == [
        (StepKind.PLANNED, str(world.political)),
        (StepKind.PLANNED, str(world.strategic)),
        (StepKind.PLANNED, "Byrådet i Fjordby"),
    ]
    with refused("cases.no_body"):
        add_consideration(case, viewer=sara)


def test_a_body_cannot_be_given_a_case_by_somebody_who_does_not_see_it(world: World, case: Case) -> None:
    with refused("cases.use"):
        add_consideration(case, body=world.strategic, viewer=world.viewer(world.vibe))


def test_the_order_of_treatment_can_be_changed_as_a_whole(world: World, case: Case) -> None:
    sara = world.viewer(world.sara)
    second = add_consideration(case, body=world.strategic, viewer=sara)
    first = Consideration.objects.get(body=world.political)
    reorder(case, [second, first], viewer=sara)
    assert [row.body for row in Consideration.objects.order_by("order")] == [world.strategic, world.political]
    with refused("cases.order"):
        reorder(case, [first], viewer=sara)


def test_points_are_recommended_to_a_body(world: World, case: Case) -> None:
    own = Consideration.objects.get()
    points = [PointGiven(Act.APPROVE, "godkender"), PointGiven(Act.NOTE, "tager til efterretning", "2")]
    recommend(own, points[:1], viewer=world.viewer(world.sara))
    recommend(own, points[1:], viewer=world.viewer(world.sara))
    assert [(point.order, point.act, point.number) for point in own.points.all()] == [
        (1, "approve", ""),
        (2, "note", "2"),
    ]
    with refused("cases.keep"):
        recommend(own, points, viewer=world.viewer(world.mads))


def test_each_party_has_its_own_number_for_a_case(world: World, case: Case) -> None:
    sara, fjordby = world.viewer(world.sara), a_party()
    for number, party in (("26/4711", None), ("S26-0932", fjordby), ("S26-0932", fjordby)):
        add_file_number(case, number, party=party, viewer=sara)
    assert [(row.number, row.party) for row in file_numbers_of(case)] == [
        ("26/4711", None),
        ("S26-0932", fjordby),
    ]


def test_a_paper_of_a_draft_is_for_those_who_draft_it(world: World, case: Case) -> None:
    sara = world.viewer(world.sara)
    attachment = attach(case, "Notat", viewer=sara, document=a_document(sara, "notat", body=world.political))
    assert list(attachments_of(sara, case)) == [attachment]
    assert list(attachments_of(world.viewer(world.mads), case)) == []
    elsewhere = a_document(world.viewer(world.ada), "andres", body=world.strategic)
    with refused("documents.list"):
        attach(case, "Andres", viewer=sara, document=elsewhere)


def test_history_is_told_to_those_who_see_what_tells_of_it(world: World, case: Case) -> None:
    sara = world.viewer(world.sara)
    recorded = a_recorded_meeting(sara, world.political, an_item("Lukket", is_closed=True))
    item = recorded.meeting.items.get()
    tell_history(case, told_by=item.record, body_as_written="Driftsforum", treated_on="2025-12", viewer=sara)
    kinds = {
        name: [step.kind for step in route_of(world.viewer(getattr(world, name)), case).steps]
        for name in ("sune", "mads")
    }
    assert kinds == {"sune": [StepKind.PLANNED], "mads": [StepKind.TOLD, StepKind.PLANNED]}
    with refused("cases.no_body"):
        tell_history(case, told_by=item.record, viewer=sara)


def test_a_case_becomes_known_to_the_circle_when_an_item_treats_it(world: World, case: Case) -> None:
    sara = world.viewer(world.sara)
    meeting = plan_meeting(world.political, Particulars(sara.on), viewer=sara)
    treat_case(add_item(meeting, "Trygt hjem", viewer=sara), case, viewer=sara)
    assert not may_see(world.viewer(world.mads), case.record), "as long as the agenda is a draft"
    known_to_their_body(world)
    approve_agenda(meeting, at=timezone.now(), viewer=world.viewer(world.lone))
    release_agenda(meeting, at=timezone.now(), viewer=sara)
    assert may_see(world.viewer(world.mads), case.record)
    assert may_see(world.viewer(world.sune), case.record)
    assert [step.kind for step in route_of(sara, case).steps] == [StepKind.HELD, StepKind.PLANNED]


def test_a_case_that_closed_items_have_treated_is_not_shown_by_an_open_one(world: World, case: Case) -> None:
    sara = world.viewer(world.sara)
    meeting = plan_meeting(world.political, Particulars(sara.on), viewer=sara)
    treat_case(add_item(meeting, "Køb af grund", is_closed=True, viewer=sara), case, viewer=sara)
    assert not may_see(world.viewer(world.sune), case.record)
    with refused("meetings.closed_case"):
        treat_case(add_item(meeting, "Budget", viewer=sara), case, viewer=sara)
