"""The pages of meetings, items, decisions and cases: what they show, to whom, and what they cost."""

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from minutes_shown import minutes_with_words, the_text
from papers import a_document, a_reading, a_recorded_meeting, an_agenda, an_item, large_minutes, minutes_of
from people import World, a_person, a_world
from promises import a_promise
from sessions import log_in

from roedtraad import danish
from roedtraad.accounts.addresses import address
from roedtraad.cases.models import Consideration
from roedtraad.commitments.due import DueTold
from roedtraad.meetings.actions import RecordedMeeting, record_minutes
from roedtraad.meetings.facts import ConsentFacts, DecisionFacts, OutcomeFacts, SectionFacts, VoteFacts
from roedtraad.meetings.models import AgendaItem, Meeting, OutcomeKind, PartyConsent, SectionKind, Vote
from roedtraad.publishing.actions import publish_agenda, publish_minutes

pytestmark = pytest.mark.django_db
CLOSED, SECRET, CONTACT = "Udbud af Havnegården", "Skibsværftet får opgaven.", "hyldebo@region.example"


@pytest.fixture
def world() -> World:
    return a_world()


def page(client: Client, path: str) -> str:
    """The words of a page, with ordinary spaces."""
    answer = client.get(path)
    assert answer.status_code == 200, answer
    return str(answer.content.decode()).replace(danish.NBSP, " ")


def the_minutes(world: World) -> RecordedMeeting:
    """Published minutes with an open, a closed and a masked place."""
    told = {"closed_title": CLOSED, "closed_words": SECRET, "contact": CONTACT}
    people = (world.mads.person, world.lone.person, world.vibe.person)
    sara = world.viewer(world.sara)
    recorded, _ = minutes_with_words(
        sara, world.political, held_on=date(2026, 3, 13), text=the_text(**told), people=people, **told
    )
    publish_minutes(recorded.meeting, viewer=sara)
    return recorded


def path_of(meeting: Meeting) -> str:
    return address(meeting.record, meeting)


def item_of(recorded: RecordedMeeting, number: str) -> AgendaItem:
    return recorded.meeting.items.select_related("record", "decision__record").get(number=number)


def path_of_item(item: AgendaItem) -> str:
    return address(item.record, item.title)


def path_of_decision(item: AgendaItem) -> str:
    return address(item.decision.record, item.title)


def test_a_meeting_shows_its_agenda_with_outcomes_and_who_was_there_for_which_item(
    client: Client, world: World
) -> None:
    recorded = the_minutes(world)
    said = page(client, path_of(recorded.meeting))
    assert "Politisk niveau, fredag den 13. marts 2026" in said
    assert "Trygt hjem fortsætter i 2026 og udvides til Vesterø" in said
    assert "Godkendt" in said
    assert "Fjordby Rådhus" in said
    assert said.count('<span class="vh">til stede</span>') == 3  # of two items that are seen: 2 + 1
    assert said.count('<span class="vh">deltager ikke i punktet</span>') == 1
    assert said.count('<span class="vh">afbud</span>') == 2


def test_a_closed_item_is_a_number_to_strangers_and_nothing_where_the_body_hides_numbers(
    client: Client, world: World
) -> None:
    recorded = the_minutes(world)
    said = page(client, path_of(recorded.meeting))
    assert "Lukket punkt" in said
    assert CLOSED not in said
    world.political.shows_closed_numbers = False
    world.political.save()
    assert "Lukket punkt" not in page(client, path_of(recorded.meeting))
    assert CLOSED in page(log_in(Client(), world.mads), path_of(recorded.meeting))


def test_who_was_there_is_not_told_before_the_minutes_are_published(client: Client, world: World) -> None:
    sara = world.viewer(world.sara)
    recorded = record_minutes(an_agenda(world.political), viewer=sara)
    publish_agenda(recorded.meeting, viewer=sara)
    the_list = minutes_of(world.political, participants=large_minutes(world.political, items=0).participants)
    record_minutes(the_list, viewer=sara)
    said = page(client, path_of(recorded.meeting))
    assert "Dagsorden, offentliggjort" in said
    assert "Deltagere" not in said


def test_what_the_minutes_print_otherwise_than_the_agenda_is_marked_and_both_can_be_read(
    client: Client, world: World
) -> None:
    sara = world.viewer(world.sara)
    planned = replace(an_item(), sections=(SectionFacts(SectionKind.CASE, "Færgen sejler til kl. 18."),))
    held = replace(an_item(), sections=(SectionFacts(SectionKind.CASE, "Færgen sejler til kl. 20."),))
    recorded = record_minutes(an_agenda(world.political, planned), viewer=sara)
    record_minutes(minutes_of(world.political, held), viewer=sara)
    publish_minutes(recorded.meeting, viewer=sara)
    assert "ændret siden dagsordenen" in page(client, path_of(recorded.meeting))
    said = page(client, path_of_item(item_of(recorded, "1")))
    assert said.index("Færgen sejler til kl. 20.") < said.index("Sådan stod det i dagsordenen")
    assert said.index("Sådan stod det i dagsordenen") < said.index("Færgen sejler til kl. 18.")


def test_an_item_shows_point_and_outcome_side_by_side_and_where_it_was_read(
    client: Client, world: World
) -> None:
    item = item_of(the_minutes(world), "1")
    said = page(client, path_of_item(item))
    assert "Indstilling og udfald" in said
    assert "at Trygt hjem fortsætter til årets udgang" in said
    assert f"?citat={item.record.public_id}.title#citat" in said
    assert "Midtvejsstatus" in said
    assert "Af dem uden link kendes kun titlen." in said


@pytest.mark.parametrize("make", [path_of_item, path_of_decision])
def test_contact_data_in_minutes_are_for_the_secretariat(world: World, make) -> None:  # type: ignore[no-untyped-def]
    path = make(item_of(the_minutes(world), "1"))
    people = {"karen": None, "mads": world.mads, "sara": world.sara}
    shown = {name: page(log_in(Client(), user), path) for name, user in people.items()}
    assert {name for name, said in shown.items() if CONTACT in said} == {"sara"}
    assert "Indstillingen blev godkendt" in shown["karen"]


@pytest.mark.parametrize("make", [path_of_item, path_of_decision])
def test_a_closed_item_and_its_decision_do_not_exist_for_strangers(world: World, make) -> None:  # type: ignore[no-untyped-def]
    path = make(item_of(the_minutes(world), "2"))
    for user in (None, world.vibe, world.sune):
        assert log_in(Client(), user).get(path).status_code == 404
    for user in (world.mads, world.sara, world.ada):
        assert SECRET in page(log_in(Client(), user), path)


def test_a_decision_quotes_the_words_and_leads_to_their_page(client: Client, world: World) -> None:
    item = item_of(the_minutes(world), "1")
    said = page(client, path_of_decision(item))
    assert "Beslutning i Politisk niveau, 13. marts 2026" in said
    assert '<blockquote class="quote">' in said
    link = f"/side/1?citat={item.decision.record.public_id}.text#citat"
    assert link in said
    assert "Åbn side 1 i referatet, hvor det står" in said


def test_a_decision_shows_what_parties_said_and_how_people_voted(client: Client, world: World) -> None:
    sara = world.viewer(world.sara)
    party = world.mads.person.seats.get().party
    decided = DecisionFacts(
        text="Forslaget blev afvist.",
        outcomes=(OutcomeFacts(OutcomeKind.REJECTED),),
        consents=(ConsentFacts(party.pk, PartyConsent.Answer.RESERVES, "Afhænger af bevillingen."),),
        votes=(
            VoteFacts(Vote.Side.IN_FAVOUR, person_id=world.mads.person.pk),
            VoteFacts(Vote.Side.AGAINST, as_written="Region Bæltet", count=3),
        ),
    )
    recorded = a_recorded_meeting(sara, world.political, replace(an_item(), decision=decided))
    publish_minutes(recorded.meeting, viewer=sara)
    said = page(client, path_of_decision(item_of(recorded, "1")))
    assert "Afhænger af bevillingen." in said
    assert "For <b>1</b>" in said
    assert "Imod <b>3</b>" in said


def a_way(world: World, *, stops: int, day: int = 3) -> list[AgendaItem]:
    """A case that was treated again and again; the last time by the other body."""
    case_id, items = None, []
    for n in range(stops):
        body = world.strategic if n == stops - 1 else world.political
        viewer = world.viewer(world.ada)
        facts = an_item(f"Trygt hjem, {n}. gang", case_id=case_id)
        recorded = a_recorded_meeting(viewer, body, facts, held_on=date(2020 + n // 12, n % 12 + 1, day))
        publish_minutes(recorded.meeting, viewer=viewer)
        case_id = recorded.items[0].case_ids[0]
        items.append(item_of(recorded, "1"))
    return items


def test_a_decision_shows_what_came_before_and_after_in_its_case(client: Client, world: World) -> None:
    items = a_way(world, stops=9)
    said = page(client, path_of_decision(items[4]))
    for near in (1, 2, 3, 5, 6, 7):
        assert path_of_decision(items[near]) in said, near
    assert path_of_decision(items[8]) not in said
    assert "Se hele vejen, 9 behandlinger" in said


def test_a_case_shows_its_whole_way_and_a_closed_stop_to_nobody_else(client: Client, world: World) -> None:
    items = a_way(world, stops=3)
    viewer = world.viewer(world.ada)
    case = Consideration.objects.filter(items__item=items[0]).get().case
    hidden = an_item("Lukket forhandling", case_id=case.pk, is_closed=True)
    recorded = a_recorded_meeting(viewer, world.political, hidden, held_on=date(2021, 6, 1))
    publish_minutes(recorded.meeting, viewer=viewer)
    path = address(case.record, case.title)
    said = page(client, path)
    assert "Behandlet 3 gange i 2 organer, fra 3. januar 2020 til 3. marts 2020." in said
    assert "Lukket forhandling" not in said
    assert "Lukket forhandling" in page(log_in(Client(), world.mads), path)


def test_an_old_title_leads_to_the_present_address_of_the_page(client: Client, world: World) -> None:
    item = item_of(the_minutes(world), "1")
    old = f"/beslutning/{item.decision.record.public_id}/en-gammel-overskrift"
    answer = client.get(old)
    assert (answer.status_code, answer.url) == (301, path_of_decision(item))


def a_meeting_of_size(world: World, *, items: int, held_on: date) -> RecordedMeeting:
    """Published minutes with citations on every part."""
    viewer = world.viewer(world.sara)
    document = a_document(viewer, f"Referat {held_on}", body=world.political)
    reading = a_reading(document, f"Referat {held_on}")
    people = tuple(a_person(f"Person {n}").pk for n in range(items))
    facts = large_minutes(world.political, items=items, people=people, reading=reading)
    recorded = record_minutes(replace(facts, held_on=held_on), viewer=viewer)
    publish_minutes(recorded.meeting, viewer=viewer)
    return recorded


def costs(world: World) -> dict[str, tuple[str, str]]:
    """The same pages in a small and in a large world."""
    small = a_meeting_of_size(world, items=3, held_on=date(2026, 1, 7))
    large = a_meeting_of_size(world, items=30, held_on=date(2026, 2, 7))
    pairs = {"meeting": (path_of(small.meeting), path_of(large.meeting))}
    one, other = item_of(small, "2"), item_of(large, "20")
    pairs["item"] = (path_of_item(one), path_of_item(other))
    pairs["decision"] = (path_of_decision(one), path_of_decision(other))
    few, many = a_way(world, stops=3), a_way(world, stops=20, day=20)
    cases = [Consideration.objects.filter(items__item=item).get().case for item in (few[0], many[0])]
    pairs["case"] = (address(cases[0].record, cases[0].title), address(cases[1].record, cases[1].title))
    return pairs


QUERIES = {"meeting": 17, "item": 25, "decision": 36, "case": 14}


@pytest.mark.parametrize("name", QUERIES)
def test_a_page_costs_the_same_for_a_short_and_for_a_long_meeting(
    client: Client,
    world: World,
    name: str,
    django_assert_num_queries,  # type: ignore[no-untyped-def]
) -> None:
    for path in costs(world)[name]:
        with django_assert_num_queries(QUERIES[name]):
            assert client.get(path).status_code == 200


def test_an_item_and_its_decision_show_the_promises_given_there(client: Client, world: World) -> None:
    item = item_of(the_minutes(world), "1")
    a_promise(world, "Der gives status på næste møde.", item=item)
    for path in (path_of_item(item), path_of_decision(item)):
        assert "Der gives status på næste møde." in page(client, path)


def test_a_person_shows_the_meetings_they_were_at(client: Client, world: World) -> None:
    the_minutes(world)
    lone, vibe = world.lone.person, world.vibe.person
    said = page(client, address(lone.record, lone.name))
    assert "13. marts 2026" in said
    assert "Ved 1 af 2 punkter" in said
    assert "Til stede ved 1 af 1 møde." in said
    assert "Afbud" in page(client, address(vibe.record, vibe.name))


def test_the_front_page_shows_what_waits_and_the_promises_that_press(client: Client, world: World) -> None:
    item = item_of(the_minutes(world), "1")
    a_promise(world, "Der gives status på næste møde.", item=item, due=DueTold(edtf="2026-04-01"))
    said = page(client, "/")
    assert "Løfter, der forfalder" in said
    assert "Løs ende" in said
    assert "Venter på dig" not in said
    assert "Venter på dig" in page(log_in(Client(), world.mads), "/")
