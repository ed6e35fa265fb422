"""Cases that belong together, are one, or are two."""

from datetime import date

import pytest
from papers import a_recorded_meeting, an_item
from people import World, a_world
from refusing import refused

from roedtraad.accounts.policy import may_see
from roedtraad.cases.actions import add_file_number, link, merge, open_case, split
from roedtraad.cases.models import Case, CaseLink, Consideration
from roedtraad.cases.queries import case_for, file_numbers_of, neighbours_of
from roedtraad.meetings.actions import close_item, merge_cases, split_case
from roedtraad.meetings.queries import route_of
from roedtraad.publishing.actions import publish_minutes

pytestmark = pytest.mark.django_db
WHY = "Samme sag under to navne"


@pytest.fixture
def world() -> World:
    return a_world()


def a_case(
    world: World, title: str, *, month: int = 3, is_closed: bool = False, strategic: bool = False
) -> Case:
    """A case that an item of a meeting treated."""
    body = world.strategic if strategic else world.political
    recorded = a_recorded_meeting(
        world.viewer(world.ada), body, an_item(title, is_closed=is_closed), held_on=date(2026, month, 1)
    )
    return Case.objects.select_related("record").get(pk=recorded.items[0].case_ids[0])


def test_a_link_says_how_two_cases_belong_together_and_why(world: World) -> None:
    sara = world.viewer(world.sara)
    old, new = a_case(world, "Trygt hjem 2025"), a_case(world, "Trygt hjem 2026", month=4)
    link(new, old, kind=CaseLink.Kind.CONTINUES, reason="Fortsætter indsatsen", viewer=sara)
    link(new, old, kind=CaseLink.Kind.CONTINUES, reason="En gang til", viewer=sara)
    assert [(one.case, one.kind, one.reason, one.is_second) for one in neighbours_of(sara, new)] == [
        (old, "continues", "Fortsætter indsatsen", True)
    ]
    assert [(one.case, one.is_second) for one in neighbours_of(sara, old)] == [(new, False)]


def test_a_link_to_what_may_not_be_seen_is_not_shown(world: World) -> None:
    ada = world.viewer(world.ada)
    first, second = a_case(world, "Åben"), a_case(world, "Lukket", month=4, is_closed=True)
    link(first, second, reason=WHY, viewer=ada)
    assert neighbours_of(world.viewer(world.sune), first) == ()
    assert len(neighbours_of(world.viewer(world.mads), first)) == 1


def test_links_are_made_by_who_keeps_one_of_the_cases(world: World) -> None:
    first, second = a_case(world, "Et"), a_case(world, "To", month=4)
    with refused("cases.keep"):
        link(first, second, reason=WHY, viewer=world.viewer(world.mads))
    with refused("cases.use"):
        link(first, second, reason=WHY, viewer=world.viewer(world.vibe))
    with refused("cases.reason"):
        link(first, second, reason=" ", viewer=world.viewer(world.sara))
    with refused("cases.one"):
        link(first, first, reason=WHY, viewer=world.viewer(world.sara))


def test_joined_cases_have_one_route_and_both_addresses_lead_to_it(world: World) -> None:
    sara = world.viewer(world.sara)
    old, new = a_case(world, "Kom trygt hjem", month=2), a_case(world, "Trygt hjem")
    for case in (old, new):
        add_file_number(case, "26/4711", viewer=sara)
    merge(old, into=new, reason=WHY, viewer=sara)
    found = case_for(sara, old.record.public_id)
    assert found == new
    assert [step.on.month for step in route_of(sara, found).steps if step.on] == [2, 3]
    assert [row.number for row in file_numbers_of(found)] == ["26/4711"]
    assert [row.order for row in Consideration.objects.filter(case=new).order_by("order")] == [1, 2]


def test_an_address_leads_on_through_several_joinings(world: World) -> None:
    sara = world.viewer(world.sara)
    first, second, third = (a_case(world, f"Sag {month}", month=month) for month in (1, 2, 3))
    merge(first, into=second, reason=WHY, viewer=sara)
    second.refresh_from_db()
    merge(second, into=third, reason=WHY, viewer=sara)
    assert case_for(sara, first.record.public_id) == third


def test_who_saw_one_of_the_cases_sees_the_joined_one_and_only_their_own_steps(world: World) -> None:
    ada = world.viewer(world.ada)
    theirs, ours = a_case(world, "Deres", strategic=True), a_case(world, "Vores", month=4)
    merge(theirs, into=ours, reason=WHY, viewer=ada)
    for user, known, bodies in (
        (world.vibe, theirs, [world.strategic]),
        (world.mads, ours, [world.political]),
    ):
        viewer = world.viewer(user)
        found = case_for(viewer, known.record.public_id)
        assert found == ours
        assert [step.body for step in route_of(viewer, found).steps] == bodies
    assert case_for(world.viewer(world.mads), theirs.record.public_id) is None


def test_an_open_case_is_not_joined_to_a_closed_one_the_other_way_is_fine(world: World) -> None:
    sara = world.viewer(world.sara)
    opened, closed = a_case(world, "Havnen"), a_case(world, "Køb af grund", month=4, is_closed=True)
    with refused("cases.closed"):
        merge(opened, into=closed, reason=WHY, viewer=sara)
    merge(closed, into=opened, reason=WHY, viewer=sara)
    found = case_for(world.viewer(world.sune), opened.record.public_id)
    assert found is not None
    assert len(route_of(world.viewer(world.sune), found).steps) == 1


def test_cases_are_joined_by_who_keeps_both_with_a_reason_and_once(world: World) -> None:
    sara = world.viewer(world.sara)
    first, second = a_case(world, "Et"), a_case(world, "To", month=4)
    theirs = a_case(world, "Deres", strategic=True)
    with refused("cases.keep"):
        merge(first, into=second, reason=WHY, viewer=world.viewer(world.mads))
    with refused("cases.keep"):
        merge(first, into=theirs, reason=WHY, viewer=sara)
    with refused("cases.reason"):
        merge(first, into=second, reason="", viewer=sara)
    merge(first, into=second, reason=WHY, viewer=sara)
    with refused("cases.one"):
        merge(first, into=second, reason=WHY, viewer=sara)


def test_a_case_that_was_two_is_split_and_stays_linked(world: World) -> None:
    sara = world.viewer(world.sara)
    first, second = a_case(world, "Et"), a_case(world, "To", month=4)
    merge(first, into=second, reason=WHY, viewer=sara)
    wrong = Consideration.objects.get(case=second, items__item__title="Et")
    new = split_case(second, [wrong], title="Et for sig", reason="Det var to sager alligevel", viewer=sara)
    assert [step.item_title for step in route_of(sara, new).steps] == ["Et"]
    assert [step.item_title for step in route_of(sara, second).steps] == ["To"]
    assert [one.kind for one in neighbours_of(sara, new)] == ["split_from"]
    assert may_see(world.viewer(world.mads), new.record)
    assert not new.record.is_public


def test_a_closed_part_that_is_split_off_is_no_more_open_than_its_item(world: World) -> None:
    sara, sune = world.viewer(world.sara), world.viewer(world.sune)
    opened, closed = a_case(world, "Havnen"), a_case(world, "Køb af grund", month=4, is_closed=True)
    merge_cases(closed, into=opened, reason=WHY, viewer=sara)
    part = Consideration.objects.get(case=opened, items__item__title="Køb af grund")
    for divide in (split, split_case):
        new = divide(opened, [part], title="Køb af grund", reason=WHY, viewer=sara)
        assert not may_see(sune, new.record)
        assert may_see(sara, new.record)
        merge_cases(new, into=opened, reason=WHY, viewer=sara)


def test_a_joined_case_does_not_keep_the_title_of_an_item_that_is_closed_later(world: World) -> None:
    sara = world.viewer(world.sara)
    other, case = a_case(world, "Havnen"), a_case(world, "Køb af grund", month=4)
    merge_cases(other, into=case, reason=WHY, viewer=sara)
    close_item(
        case.considerations.get(items__item__title="Køb af grund").items.get().item, reason="x", viewer=sara
    )
    found = case_for(world.viewer(world.sune), case.record.public_id)
    assert found is not None
    assert found.title == "Havnen"


def test_a_part_is_split_off_and_not_everything_or_nothing(world: World) -> None:
    sara, case = world.viewer(world.sara), a_case(world, "Et")
    for parts in ([], list(Consideration.objects.filter(case=case))):
        with refused("cases.split"):
            split(case, parts, title="Ny", reason=WHY, viewer=sara)
    with refused("cases.keep"):
        split(case, [], title="Ny", reason=WHY, viewer=world.viewer(world.mads))
    with refused("cases.no_title"):
        split(case, [], title=" ", reason=WHY, viewer=sara)


def test_a_public_case_stays_public_when_another_is_joined_to_it(world: World) -> None:
    sara = world.viewer(world.sara)
    public, draft = a_case(world, "Offentlig"), open_case("Kladde", body=world.political, viewer=sara)
    publish_minutes(Consideration.objects.get(case=public).items.get().item.meeting, viewer=sara)
    merge(draft, into=public, reason=WHY, viewer=sara)
    found = case_for(world.viewer(None), public.record.public_id)
    assert found == public
    assert case_for(world.viewer(None), draft.record.public_id) is None
