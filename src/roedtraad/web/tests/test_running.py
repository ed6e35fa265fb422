"""Pages where a meeting is run: the agenda that is composed, and the screen that records; for whom, with and without scripts."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from people import World, a_party, a_person, a_seat, a_world
from sessions import log_in

from roedtraad.accounts.models import Record, RecordKind
from roedtraad.accounts.policy import Circle
from roedtraad.accounts.records import register, set_audience
from roedtraad.bodies.models import CollaborationMember, PartyKind
from roedtraad.cases import actions as cases
from roedtraad.cases.models import Act, Attachment
from roedtraad.commitments.models import Commitment
from roedtraad.meetings import actions, audience
from roedtraad.meetings.actions import Particulars
from roedtraad.meetings.models import (
    AgendaApproval,
    AgendaItem,
    AgendaRelease,
    Decision,
    ItemAttachment,
    Meeting,
    MeetingState,
    Outcome,
    OutcomeKind,
    Participant,
    PartyConsent,
    Presence,
    PresenceKind,
    Statement,
    Vote,
)
from roedtraad.planning.actions import StandingGiven, add_standing_item
from roedtraad.planning.models import ClosedAgenda

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    made = a_world()
    rows = Record.objects.filter(person__seats__body=made.political).distinct()
    set_audience(rows, tokens=[Circle.CIRCLE.of(made.political.pk)], is_public=False)
    region = a_party("Region Bæltet", PartyKind.REGION)
    CollaborationMember.objects.create(collaboration=made.political.collaboration, party=region)
    return made


@pytest.fixture
def meeting(world: World) -> Meeting:
    sara = world.viewer(world.sara)
    made = actions.plan_meeting(world.political, Particulars(held_on=date(2030, 12, 3)), viewer=sara)
    rows = [actions.add_item(made, title, viewer=sara) for title in ("Velkomst", "Økonomi", "Eventuelt")]
    actions.put_in_order(made, [row.pk for row in rows], viewer=sara)
    return made


@pytest.fixture
def sara(world: World) -> Client:
    return log_in(Client(), world.sara)


@pytest.fixture
def begun(meeting: Meeting, sara: Client) -> Meeting:
    sara.post(foer(meeting), {"goer": "begynd"})
    return meeting


def dagsorden(meeting: Meeting) -> str:
    return f"/moede/{meeting.record.public_id}/dagsorden"


def foer(meeting: Meeting, item: AgendaItem | None = None) -> str:
    return f"/moede/{meeting.record.public_id}/foer" + (f"?punkt={item.record.public_id}" if item else "")


def item(meeting: Meeting, title: str) -> AgendaItem:
    return meeting.items.select_related("record").get(title=title)


def titles(meeting: Meeting) -> list[str]:
    rows = meeting.items.filter(record__withdrawn_at=None).order_by("order")
    return list(rows.values_list("title", flat=True))


def text(client: Client, path: str) -> str:
    return client.get(path).content.decode()


# the agenda


def test_a_secretary_plans_a_meeting_and_composes(sara: Client, world: World) -> None:
    told = {
        "organ": world.political.record.public_id,
        "dato": "2031-03-04",
        "begynder": "09:00",
        "slutter": "11:30",
        "form": "ordinary",
    }
    response = sara.post("/moede/nyt", told)
    assert response.headers["Location"] == dagsorden(Meeting.objects.get())


def test_the_page_of_a_coming_meeting_leads_its_secretariat_on_and_nobody_else(
    sara: Client, world: World
) -> None:
    sara.post(
        "/moede/nyt", {"organ": world.political.record.public_id, "dato": "2031-03-04", "form": "ordinary"}
    )
    meeting = Meeting.objects.get()
    there = f"/moede/{meeting.record.public_id}"
    ways = [f'href="{there}/dagsorden"', f'href="{there}/foer"']
    said = sara.get(there, follow=True).content.decode()
    assert all(way in said for way in ways)
    mads = log_in(Client(), world.mads).get(there, follow=True).content.decode()
    assert not any(way in mads for way in ways)


def test_a_meeting_that_ends_before_it_begins_is_not_planned(sara: Client, world: World) -> None:
    told = {
        "organ": world.political.record.public_id,
        "dato": "2031-03-04",
        "begynder": "11:00",
        "slutter": "09:00",
        "form": "ordinary",
    }
    assert "slutte, før" in sara.post("/moede/nyt", told).content.decode()
    assert not Meeting.objects.exists()


def test_the_way_to_an_agenda_stands_among_the_cases(sara: Client, world: World, meeting: Meeting) -> None:
    assert dagsorden(meeting) in text(sara, "/sager")
    assert dagsorden(meeting) not in text(log_in(Client(), world.lone), "/sager")


@pytest.mark.parametrize(
    ("who", "status"), [("mads", 404), ("vibe", 404), ("sune", 404), ("lone", 200), ("ada", 200)]
)
def test_the_agenda_in_the_making_is_for_its_secretariat_and_the_chairs(
    world: World, meeting: Meeting, who: str, status: int
) -> None:
    client = log_in(Client(), getattr(world, who))
    assert client.get(dagsorden(meeting)).status_code == status


def test_items_are_moved_with_buttons(sara: Client, meeting: Meeting) -> None:
    key = item(meeting, "Økonomi").record.public_id
    sara.post(dagsorden(meeting), {"goer": f"op:{key}"})
    assert titles(meeting) == ["Økonomi", "Velkomst", "Eventuelt"]
    sara.post(dagsorden(meeting), {"goer": f"ned:{key}"})
    sara.post(dagsorden(meeting), {"goer": f"ned:{key}"})
    sara.post(dagsorden(meeting), {"goer": f"ned:{key}"})
    assert titles(meeting) == ["Velkomst", "Eventuelt", "Økonomi"]


def test_items_are_dragged_into_an_order(sara: Client, meeting: Meeting) -> None:
    keys = [item(meeting, title).record.public_id for title in ("Eventuelt", "Velkomst", "Økonomi")]
    sara.post(dagsorden(meeting), {"goer": "orden", "orden": ",".join(keys)})
    assert titles(meeting) == ["Eventuelt", "Velkomst", "Økonomi"]


def test_minutes_presenter_heading_and_pause_are_saved_with_any_button(
    sara: Client, meeting: Meeting
) -> None:
    row = item(meeting, "Økonomi")
    key = row.record.public_id
    fields = {
        f"min-{key}": "25",
        f"frem-{key}": "Tove",
        f"over-{key}": "Til beslutning",
        f"pause-{key}": "10",
        f"gaest-{key}": "",
    }
    sara.post(dagsorden(meeting), {"goer": f"op:{key}"} | fields)
    row.refresh_from_db()
    plan = row.plan
    assert (row.minutes_planned, plan.presenter, plan.heading, plan.pause_minutes) == (
        25,
        "Tove",
        "Til beslutning",
        10,
    )


def test_a_suggestion_says_why_and_is_put_on_with_one_button(
    sara: Client, world: World, meeting: Meeting
) -> None:
    row = add_standing_item(
        world.political, StandingGiven("Gensidig orientering"), viewer=world.viewer(world.sara)
    )
    page = text(sara, dagsorden(meeting))
    assert "Gensidig orientering" in page
    assert f"paa:standing-{row.pk}" in page
    sara.post(dagsorden(meeting), {"goer": f"paa:standing-{row.pk}"})
    assert titles(meeting)[-1] == "Gensidig orientering"


def test_only_the_board_comes_back_to_htmx(sara: Client, meeting: Meeting) -> None:
    response = sara.post(dagsorden(meeting), {"goer": "nyt", "nyt": ""}, headers={"HX-Request": "true"})
    page = response.content.decode()
    assert page.lstrip().startswith("<form")
    assert 'role="alert"' in page


def test_a_closed_agenda_takes_late_items_only(sara: Client, meeting: Meeting) -> None:
    sara.post(dagsorden(meeting), {"goer": "luk"})
    assert ClosedAgenda.objects.filter(meeting=meeting).exists()
    key = item(meeting, "Økonomi").record.public_id
    sara.post(dagsorden(meeting), {"goer": f"op:{key}"})
    assert titles(meeting) == ["Velkomst", "Økonomi", "Eventuelt"]
    sara.post(dagsorden(meeting), {"goer": "nyt", "nyt": "Hastesag"})
    assert item(meeting, "Hastesag").is_supplementary
    sara.post(dagsorden(meeting), {"goer": "aabn", "grund": "Et punkt mangler"})
    assert not ClosedAgenda.objects.exists()


def test_an_item_is_closed_to_the_public_with_a_reason(sara: Client, world: World, meeting: Meeting) -> None:
    key = item(meeting, "Økonomi").record.public_id
    assert (
        "hvorfor"
        in sara.post(dagsorden(meeting), {"goer": f"laas:{key}"}, follow=True).content.decode().lower()
    )
    sara.post(dagsorden(meeting), {"goer": f"laas:{key}", "grund": "Personsag"})
    assert item(meeting, "Økonomi").is_closed
    assert "Økonomi" not in text(log_in(Client(), world.sune), f"/moede/{meeting.record.public_id}/foer")


def test_a_chair_approves_and_does_not_compose(world: World, meeting: Meeting) -> None:
    lone = log_in(Client(), world.lone)
    assert "min-" not in text(lone, dagsorden(meeting))
    lone.post(dagsorden(meeting), {"goer": "godkend"})
    assert AgendaApproval.objects.get().by == world.lone
    lone.post(dagsorden(meeting), {"goer": "nyt", "nyt": "Mit punkt"})
    assert len(titles(meeting)) == len(("Velkomst", "Økonomi", "Eventuelt"))


def test_the_secretariat_does_not_approve(sara: Client, meeting: Meeting) -> None:
    sara.post(dagsorden(meeting), {"goer": "godkend"})
    assert not AgendaApproval.objects.exists()


# sending it out


def test_the_agenda_is_closed_approved_and_sent_out_and_then_members_read_it(
    sara: Client, world: World, meeting: Meeting
) -> None:
    mads, there = log_in(Client(), world.mads), f"/moede/{meeting.record.public_id}"
    assert "Økonomi" not in mads.get(there, follow=True).content.decode()
    said = sara.post(dagsorden(meeting), {"goer": "send"}, follow=True).content.decode()
    assert "Luk dagsordenen først" in said
    sara.post(dagsorden(meeting), {"goer": "luk"})
    said = sara.post(dagsorden(meeting), {"goer": "send"}, follow=True).content.decode()
    assert "Lone Dalsminde" in said
    assert not AgendaRelease.objects.exists()
    log_in(Client(), world.lone).post(dagsorden(meeting), {"goer": "godkend"})
    sara.post(dagsorden(meeting), {"goer": "send"})
    assert "Økonomi" in mads.get(there, follow=True).content.decode()
    mads.post(dagsorden(meeting), {"goer": "send"})
    assert AgendaRelease.objects.get().version == 1


def test_the_next_version_says_what_is_new(sara: Client, world: World, meeting: Meeting) -> None:
    lone, mads = log_in(Client(), world.lone), log_in(Client(), world.mads)
    there = f"/moede/{meeting.record.public_id}"
    sara.post(dagsorden(meeting), {"goer": "luk"})
    for title in ("", "Hastesag"):
        if title:
            sara.post(dagsorden(meeting), {"goer": "nyt", "nyt": title})
            assert "Nyt siden da" in text(sara, dagsorden(meeting))
        lone.post(dagsorden(meeting), {"goer": "godkend"})
        sara.post(dagsorden(meeting), {"goer": "send"})
    page = mads.get(there, follow=True).content.decode()
    assert "Nyt i version 2" in page
    assert "Hastesag" in page


# the meeting


def with_points(meeting: Meeting, world: World) -> AgendaItem:
    from_sara = world.viewer(world.sara)
    row = item(meeting, "Økonomi")
    case = cases.open_case("Økonomi", body=world.political, viewer=from_sara)
    consideration = actions.treat_case(row, case, viewer=from_sara)
    cases.recommend(
        consideration,
        [cases.PointGiven(Act.APPROVE, "at det sker"), cases.PointGiven(Act.NOTE, "at det koster")],
        viewer=from_sara,
    )
    return row


def test_the_meeting_begins_with_everybody_present(sara: Client, begun: Meeting) -> None:
    page = text(sara, foer(begun))
    assert "Mads Ravn" in page
    assert Participant.objects.count() == len(("Sara", "Mads", "Lone"))


def test_outcomes_decision_and_consent_are_saved_by_the_page_itself(
    sara: Client, world: World, begun: Meeting
) -> None:
    row = with_points(begun, world)
    first, second = row.cases.get().consideration.points.all()
    party = CollaborationMember.objects.get().party
    typed = {
        "autosave": "1",
        "beslutning": "Godkendt.",
        "beslutning_was": "",
        f"udfald-{first.pk}": "changed",
        f"udfald-{second.pk}": "noted",
        f"samtykke-{party.pk}": "reserves",
        f"forbehold-{party.pk}": "Regionsrådet behandler sagen.",
    }
    answer = sara.post(foer(begun, row), typed).json()
    assert answer["sentence"].startswith("Gemt kl.")
    found = {one.point_id: (one.kind, one.is_changed) for one in Outcome.objects.all()}
    assert found == {first.pk: (OutcomeKind.APPROVED, True), second.pk: (OutcomeKind.NOTED, False)}
    assert Decision.objects.get().text == "Godkendt."
    assert PartyConsent.objects.get().remark == "Regionsrådet behandler sagen."


def test_two_windows_do_not_overwrite_each_others_decision(sara: Client, begun: Meeting) -> None:
    row = item(begun, "Velkomst")
    was = sara.get(foer(begun, row)).context["text_was"]
    sara.post(foer(begun, row), {"autosave": "1", "beslutning": "Første.", "beslutning_was": was})
    answer = sara.post(
        foer(begun, row), {"autosave": "1", "beslutning": "Anden.", "beslutning_was": was}
    ).json()
    assert Decision.objects.get().text == "Første."
    assert answer["fields"] == {}
    page = sara.post(foer(begun, row), {"beslutning": "Anden.", "beslutning_was": was})
    assert page.status_code == HTTPStatus.CONFLICT
    assert "Anden." in page.content.decode()


def test_a_phrase_brings_its_outcome_without_scripts(sara: Client, world: World, begun: Meeting) -> None:
    row = with_points(begun, world)
    phrase = sara.get(foer(begun, row)).context["phrases"][0]
    sara.post(foer(begun, row), {"goer": f"frase:{phrase.text}", "beslutning": "", "beslutning_was": ""})
    assert Decision.objects.get().text == phrase.text
    assert set(Outcome.objects.values_list("kind", flat=True)) == {OutcomeKind.APPROVED}


def test_a_promise_is_captured_while_it_is_said(sara: Client, begun: Meeting) -> None:
    row = item(begun, "Økonomi")
    told = {
        "goer": "loefte",
        "lovet": "Regionen giver status",
        "skylder": "Region Bæltet",
        "frist": "på næste møde",
        "beslutning": "",
        "beslutning_was": "",
    }
    sara.post(foer(begun, row), told)
    one = Commitment.objects.get()
    assert one.item == row
    assert one.owners.get().party == CollaborationMember.objects.get().party
    assert "Regionen giver status" in text(sara, foer(begun, row))


def test_a_remark_is_put_into_the_minutes(sara: Client, begun: Meeting) -> None:
    who = Participant.objects.get(person__name="Mads Ravn")
    told = {
        "udsagn-art": "reservation",
        "udsagn-hvem": who.pk,
        "udsagn": "Fjordby tager forbehold.",
        "beslutning": "",
        "beslutning_was": "",
    }
    sara.post(foer(begun), told)
    one = Statement.objects.get()
    assert (one.person, one.kind) == (who.person, Statement.Kind.RESERVATION)


@pytest.mark.parametrize(
    ("what", "states"),
    [
        ("til", "ppp"),
        ("afbud", "aaa"),
        ("kom", "upp"),
        ("gik", "ppu"),
        ("inhabil", "pip"),
    ],
)
def test_attendance_is_said_at_the_item_where_it_happens(
    sara: Client, begun: Meeting, what: str, states: str
) -> None:
    who = Participant.objects.get(person__name="Mads Ravn")
    row = item(begun, "Økonomi")
    sara.post(foer(begun, row), {"goer": "fremmoede", "hvem": who.pk, "fremmoede": what})
    page = sara.get(foer(begun, row)).context["page"]
    found = next(one for one in page.attendance.rows if one.person == who.person)
    letters = {"present": "p", "apology": "a", "absent": "u", "disqualified": "i"}
    assert "".join(letters[state] for state in found.states) == states


def test_somebody_is_disqualified_until_an_item(sara: Client, begun: Meeting) -> None:
    who = Participant.objects.get(person__name="Mads Ravn")
    last = item(begun, "Eventuelt")
    told = {"goer": "fremmoede", "hvem": who.pk, "fremmoede": "inhabil", "til": last.pk}
    sara.post(foer(begun, item(begun, "Økonomi")), told)
    row = Presence.objects.get(kind=PresenceKind.DISQUALIFIED)
    assert row.last_item == last


def test_a_substitute_takes_a_place_and_whoever_is_replaced_is_away(
    sara: Client, world: World, begun: Meeting
) -> None:
    mads = Participant.objects.get(person__name="Mads Ravn")
    told = {"goer": "tilfoej", "ny": world.sune.person.record.public_id, "for": mads.pk}
    sara.post(foer(begun), told)
    sune = Participant.objects.get(person=world.sune.person)
    assert sune.in_place_of == mads
    assert sune.party == mads.party
    assert Presence.objects.get(participant=mads).kind == PresenceKind.APOLOGY


def test_a_guest_takes_part_in_one_item(sara: Client, world: World, begun: Meeting) -> None:
    guest = a_person("Tove Lyngsø")
    set_audience([guest.record], tokens=[Circle.CIRCLE.of(world.political.pk)], is_public=False)
    row = item(begun, "Økonomi")
    sara.post(foer(begun, row), {"goer": "tilfoej", "ny": guest.record.public_id, "for": ""})
    told = Presence.objects.get(participant__person=guest)
    assert (told.first_item, told.last_item) == (row, row)


def test_the_next_item_is_one_key_away_and_saves(sara: Client, begun: Meeting) -> None:
    key = item(begun, "Økonomi").record.public_id
    told = {"goer": f"gaa:{key}", "beslutning": "Velkommen.", "beslutning_was": "", "udfald": "noted"}
    response = sara.post(foer(begun, item(begun, "Velkomst")), told)
    assert response.headers["Location"] == foer(begun, item(begun, "Økonomi"))
    assert begun.sitting.item == item(begun, "Økonomi")
    assert Outcome.objects.get().kind == OutcomeKind.NOTED


def test_the_meeting_ends_and_is_held(sara: Client, begun: Meeting) -> None:
    sara.post(foer(begun), {"goer": "slut"})
    assert Meeting.objects.get().state == MeetingState.HELD


@pytest.mark.parametrize("who", ["mads", "lone", "sune"])
def test_the_circle_follows_and_does_not_record(world: World, begun: Meeting, who: str) -> None:
    client = log_in(Client(), getattr(world, who))
    assert "<textarea" not in text(client, foer(begun))
    assert client.post(foer(begun), {"beslutning": "Mit"}).status_code == HTTPStatus.FORBIDDEN
    assert not Decision.objects.exists()


def test_others_do_not_learn_of_it(world: World, begun: Meeting) -> None:
    client = log_in(Client(), world.vibe)
    for path in (foer(begun), f"{foer(begun)}/nu"):
        assert client.get(path).status_code == HTTPStatus.NOT_FOUND


def test_those_who_follow_get_304_until_something_is_recorded(
    sara: Client, world: World, begun: Meeting
) -> None:
    mads = log_in(Client(), world.mads)
    path = f"{foer(begun)}/nu"
    etag = mads.get(path).headers["ETag"]
    same = mads.get(path, headers={"If-None-Match": etag})
    assert (same.status_code, same.content) == (HTTPStatus.NOT_MODIFIED, b"")
    sara.post(foer(begun), {"autosave": "1", "beslutning": "Godkendt i enighed.", "beslutning_was": ""})
    fresh = mads.get(path, headers={"If-None-Match": etag})
    assert "Godkendt i enighed." in fresh.content.decode()


def test_a_follower_sees_nothing_of_a_closed_item(sara: Client, world: World, begun: Meeting) -> None:
    row = item(begun, "Økonomi")
    actions.close_item(row, reason="Personsag", viewer=world.viewer(world.sara))
    sara.post(foer(begun, row), {"autosave": "1", "beslutning": "Hemmeligt", "beslutning_was": ""})
    sune = log_in(Client(), world.sune)
    for path in (foer(begun, row), f"/moede/{begun.record.public_id}/foer/nu?punkt={row.record.public_id}"):
        assert "Hemmeligt" not in text(sune, path)


def test_the_screen_costs_the_same_however_many_items_there_are(
    sara: Client, world: World, begun: Meeting, django_assert_max_num_queries
) -> None:
    text(sara, foer(begun))
    for number in range(30):
        actions.add_item(begun, f"Punkt {number}", viewer=world.viewer(world.sara))
    with django_assert_max_num_queries(48):
        text(sara, foer(begun))


def test_a_number_of_thirty_digits_names_nobody(sara: Client, begun: Meeting) -> None:
    far = "9" * 30
    for told in (
        {"goer": "fremmoede", "hvem": far, "fremmoede": "til"},
        {"udsagn-art": "remark", "udsagn-hvem": far, "udsagn": "Ord", "beslutning": "", "beslutning_was": ""},
        {"goer": "tilfoej", "ny": far, "for": far},
    ):
        assert sara.post(foer(begun), told).status_code in {HTTPStatus.FOUND, HTTPStatus.CONFLICT}
    assert Statement.objects.get().person is None
    for act in (f"paa:standing-{far}", "luk"):
        assert (
            sara.post(dagsorden(begun), {"goer": act, f"hvorfor-{far}": "x"}).status_code == HTTPStatus.FOUND
        )


def test_the_agenda_costs_the_same_for_three_items_and_for_sixty_with_three_hundred_papers(
    sara: Client, world: World, meeting: Meeting, django_assert_num_queries
) -> None:
    text(sara, dagsorden(meeting))
    with CaptureQueriesContext(connection) as few:
        text(sara, dagsorden(meeting))
    fill(world, meeting, items=57, people=110, papers=300)
    with django_assert_num_queries(len(few)):
        text(sara, dagsorden(meeting))
    assert len(few) <= 60


def fill(world: World, meeting: Meeting, *, items: int, people: int, papers: int) -> None:
    """Make a meeting large, without the program's own acts, which are tried elsewhere."""
    for number in range(people):
        a_seat(a_person(f"Medlem {number}"), world.political)
    rows = [
        AgendaItem.objects.create(
            record=register(RecordKind.ITEM), meeting=meeting, number=str(order), order=order, title="Punkt"
        )
        for order in range(4, items + 4)
    ]
    for number in range(papers):
        paper = Attachment.objects.create(record=register(RecordKind.ATTACHMENT), title=f"Bilag {number}")
        ItemAttachment.objects.create(item=rows[number % items], attachment=paper, order=number + 1)
    audience.renew([meeting.pk], on=world.viewer(world.sara).on)


# joint meetings, meetings of several days, changes


PLANNED = {
    "dato": "2031-03-04",
    "form": "seminar",
    "titel": "Seminar om nære sundhedstilbud",
    "sagsnummer": "31/1204",
}


def test_a_seminar_of_two_days_is_planned_together_with_another_body(sara: Client, world: World) -> None:
    told = PLANNED | {"organ": world.political.record.public_id, "slutdato": "2031-03-05"}
    told |= {"sammen": world.strategic.record.public_id, "begynder": "12:00", "slutter": "12:00"}
    sara.post("/moede/nyt", told)
    made = Meeting.objects.get()
    assert (made.ends_on, made.kind, made.title) == (date(2031, 3, 5), "seminar", told["titel"])
    assert made.bodies.get().body == world.strategic
    row = actions.add_item(made, "Velkomst", viewer=world.viewer(world.sara))
    assert row.file_number == "31/1204"


def test_a_last_day_before_the_first_is_refused(sara: Client, world: World) -> None:
    told = PLANNED | {"organ": world.political.record.public_id, "slutdato": "2031-03-03"}
    assert "Den sidste dag ligger før den første" in sara.post("/moede/nyt", told).content.decode()
    assert not Meeting.objects.exists()


def test_the_secretariat_changes_a_meeting_and_cancels_it_with_a_reason(
    sara: Client, meeting: Meeting
) -> None:
    path = f"/moede/{meeting.record.public_id}/ret"
    assert "2030-12-03" in text(sara, path)
    sara.post(path, PLANNED | {"sted": "Hedelund Rådhus"})
    meeting.refresh_from_db()
    assert (meeting.held_on, meeting.place) == (date(2031, 3, 4), "Hedelund Rådhus")
    assert sara.post(path, {"aflys": "1", "aarsag": ""}).status_code == HTTPStatus.OK
    sara.post(path, {"aflys": "1", "aarsag": "For få sager"})
    meeting.refresh_from_db()
    assert (meeting.state, meeting.cancel_reason) == (MeetingState.CANCELLED, "For få sager")


@pytest.mark.parametrize(("who", "status"), [("mads", 404), ("lone", 404), ("vibe", 404)])
def test_nobody_else_changes_a_meeting(world: World, meeting: Meeting, who: str, status: int) -> None:
    client = log_in(Client(), getattr(world, who))
    path = f"/moede/{meeting.record.public_id}/ret"
    assert client.post(path, PLANNED).status_code == status
    meeting.refresh_from_db()
    assert meeting.held_on == date(2030, 12, 3)


# votes, sides, apologies in words, who else is there


def test_votes_are_recorded_by_party(sara: Client, world: World, begun: Meeting) -> None:
    party = CollaborationMember.objects.get().party
    typed = {
        "autosave": "1",
        "beslutning": "",
        "beslutning_was": "",
        "stemmer": "1",
        "stemmer-om": "Forslag 2",
    }
    numbers = {f"stemmer-{party.pk}-in_favour": "3", f"stemmer-{party.pk}-against": "1"}
    sara.post(foer(begun), typed | numbers)
    told = {(one.as_written, one.side, one.count, one.about) for one in Vote.objects.all()}
    assert told == {
        ("Region Bæltet", "in_favour", 3, "Forslag 2"),
        ("Region Bæltet", "against", 1, "Forslag 2"),
    }
    answer = sara.post(foer(begun), typed | {f"stemmer-{party.pk}-in_favour": "mange"}).json()
    assert "0 til 999" in answer["sentence"]
    assert Vote.objects.count() == len(told)
    sara.post(foer(begun), typed | {f"stemmer-{party.pk}-in_favour": ""})
    assert not Vote.objects.exists()


def test_consent_is_asked_for_by_side(sara: Client, world: World, begun: Meeting) -> None:
    for name, kind in (
        ("Hedelund Kommune", PartyKind.MUNICIPALITY),
        ("PLO Bæltet", PartyKind.GENERAL_PRACTICE),
    ):
        CollaborationMember.objects.create(
            collaboration=world.political.collaboration, party=a_party(name, kind)
        )
    region = CollaborationMember.objects.get(party__name="Region Bæltet").party
    sara.post(foer(begun), {"beslutning": "", "beslutning_was": "", f"samtykke-{region.pk}": "agrees"})
    found = [(str(one.side), len(one.rows), one.agree) for one in sara.get(foer(begun)).context["sides"]]
    assert found == [("region", 1, 1), ("municipalities", 1, 0), ("general_practice", 1, 0)]


def test_the_apologies_become_the_decision_of_the_welcome_item_once(
    sara: Client, world: World, begun: Meeting
) -> None:
    mads = Participant.objects.get(person__name="Mads Ravn")
    sara.post(foer(begun), {"goer": "tilfoej", "ny": world.sune.person.record.public_id, "for": mads.pk})
    for _twice in range(2):
        told = {"goer": "afbud", "beslutning": "", "beslutning_was": ""}
        sara.post(foer(begun, item(begun, "Velkomst")), told)
    assert Decision.objects.get().text == (
        "Afbud fra Mads Ravn (Fjordby Kommune). Sune Falk mødte i stedet for Mads Ravn."
    )
    assert "Sæt afbud ind" not in text(sara, foer(begun, item(begun, "Økonomi")))


def test_the_administration_takes_part_in_the_whole_meeting_with_its_title(
    sara: Client, world: World, begun: Meeting
) -> None:
    who = a_person("Rune Bøgelund")
    set_audience([who.record], tokens=[Circle.CIRCLE.of(world.political.pk)], is_public=False)
    told = {
        "goer": "tilfoej",
        "ny": who.record.public_id,
        "for": "",
        "som": "administration",
        "titel": "Direktør",
    }
    sara.post(foer(begun), told)
    row = Participant.objects.get(person=who)
    assert (row.function, row.title) == ("administration", "Direktør")
    assert Presence.objects.get(participant=row).first_item is None
    assert "Direktør" in text(sara, foer(begun))


def test_a_year_is_planned_in_one_form_after_a_look_at_who_is_where(sara: Client, world: World) -> None:
    a_seat(world.mads.person, world.strategic)
    actions.plan_meeting(
        world.strategic, Particulars(held_on=date(2031, 3, 4)), viewer=world.viewer(world.ada)
    )
    path = f"/moedeplan?organ={world.political.record.public_id}&aar=2031"
    typed = {"dato-1": "2031-03-04", "dato-2": "2031-09-02", "sted-2": "Hedelund Rådhus", "form": "ordinary"}
    looked = sara.post(path, typed | {"vis": "1"}).content.decode()
    assert "Mads Ravn" in looked
    assert Meeting.objects.filter(body=world.political).count() == 0
    page = sara.post(path, typed, follow=True).content.decode()
    assert "2 møder er planlagt" in page
    assert "ikke fastlagt" in page
    assert "Hedelund Rådhus" in page
    assert sara.post(path, {"form": "ordinary", "dato-1": "i morgen"}).status_code == HTTPStatus.OK
    assert log_in(Client(), world.mads).get("/moedeplan").status_code == HTTPStatus.FORBIDDEN


# a double click, the back button, two windows, an expired login


def test_a_form_that_is_sent_twice_counts_once(sara: Client, meeting: Meeting) -> None:
    for _twice in range(2):
        sara.post(dagsorden(meeting), {"goer": "nyt", "nyt": "Hastesag"})
        sara.post(foer(meeting), {"goer": "begynd"})
    assert titles(meeting).count("Hastesag") == 1
    who = Participant.objects.get(person__name="Mads Ravn").pk
    empty = {"beslutning": "", "beslutning_was": ""}
    promise = {"goer": "loefte", "lovet": "Regionen giver status", "skylder": "Region Bæltet"}
    remark = {"udsagn-art": "remark", "udsagn-hvem": who, "udsagn": "Fjordby er enig."}
    for told in (promise, remark, {"goer": "slut"}):
        for _twice in range(2):
            assert sara.post(foer(meeting), told | empty).status_code == HTTPStatus.FOUND
    assert (Commitment.objects.count(), Statement.objects.count()) == (1, 1)


def test_going_back_and_sending_an_old_page_overwrites_nothing(sara: Client, begun: Meeting) -> None:
    row = item(begun, "Velkomst")
    old = {"beslutning": "", "beslutning_was": sara.get(foer(begun, row)).context["text_was"]}
    sara.post(foer(begun, row), old | {"beslutning": "Velkommen."})
    sara.post(foer(begun, row), old | {"goer": "gem"})
    assert Decision.objects.get().text == "Velkommen."


def test_a_login_that_ends_while_one_writes_saves_nothing_and_shows_the_words(begun: Meeting) -> None:
    typed = {"autosave": "1", "beslutning": "Godkendt i enighed.", "beslutning_was": ""}
    answer = Client().post(foer(begun), typed)
    assert answer.status_code == HTTPStatus.UNAUTHORIZED
    assert "Godkendt i enighed." in answer.content.decode()
    assert not Decision.objects.exists()
