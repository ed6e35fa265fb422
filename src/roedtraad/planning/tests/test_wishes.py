"""Wishes for coming meetings, the theme that was agreed, and how often a body is to meet."""

from __future__ import annotations

from datetime import UTC, date, datetime
from http import HTTPStatus

import pytest
from django.test import Client
from people import World, a_world, known_to_their_body
from refusing import refused
from sessions import log_in

from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import NotAllowed
from roedtraad.meetings import actions as meetings
from roedtraad.meetings.actions import Particulars
from roedtraad.meetings.models import Decision, ItemPlan, Meeting, MeetingKind
from roedtraad.planning.actions import take_in
from roedtraad.planning.cadences import (
    CadenceGiven,
    cadences_of,
    end_cadence,
    periods_of,
    set_cadence,
)
from roedtraad.planning.models import MeetingTheme, Per, Wish, WishKind
from roedtraad.planning.queries import Suggestion, SuggestionKind, suggestions_for
from roedtraad.planning.wishes import end_wish, set_theme, wish, wishes_of

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.fixture
def world() -> World:
    made = a_world()
    known_to_their_body(made)
    return made


@pytest.fixture
def sara(world: World) -> Viewer:
    return world.viewer(world.sara)


@pytest.fixture
def meeting(world: World, sara: Viewer) -> Meeting:
    return meetings.plan_meeting(world.political, Particulars(date(2026, 12, 3)), viewer=sara)


def suggested(meeting: Meeting, kind: SuggestionKind, sara: Viewer) -> list[Suggestion]:
    return [one for one in suggestions_for(meeting, viewer=sara) if one.kind is kind]


def test_a_member_wishes_a_visit_and_the_next_agenda_suggests_it(
    world: World, meeting: Meeting, sara: Viewer
) -> None:
    url = f"/moedeplan/oensker/{world.political.record.public_id}"
    mads = log_in(Client(), world.mads)
    mads.post(url, {"art": "visit", "tekst": "Besøg på sundhedshuset"})
    mads.post(url, {"art": "visit", "tekst": "Besøg på sundhedshuset"})  # a double click
    assert Wish.objects.count() == 1
    assert "Besøg på sundhedshuset" in mads.get(url).content.decode()
    (one,) = suggested(meeting, SuggestionKind.WISH, sara)
    item = take_in(meeting, one.kind, one.key, viewer=sara)
    assert (item.title, ItemPlan.objects.get(item=item).kind) == ("Besøg på sundhedshuset", "visit")
    assert suggested(meeting, SuggestionKind.WISH, sara)[0].taken_by == item.pk
    assert wishes_of(world.political) == ()
    meetings.take_off(item, viewer=sara)
    assert len(wishes_of(world.political)) == 1  # it stands again


def test_a_place_is_wished_for_and_is_no_item(world: World, meeting: Meeting, sara: Viewer) -> None:
    wish(world.political, WishKind.PLACE, "I Hedelund", at=NOON, viewer=sara)
    assert suggested(meeting, SuggestionKind.WISH, sara) == []
    assert len(wishes_of(world.political)) == 1
    with refused("planning.no_wish"):
        wish(world.political, WishKind.PLACE, " ", at=NOON, viewer=sara)


def test_others_neither_read_nor_write_wishes_nor_end_them(world: World, sara: Viewer) -> None:
    row = wish(world.political, WishKind.THEME, "Opioider", at=NOON, viewer=sara)
    vibe, mads = world.viewer(world.vibe), world.viewer(world.mads)
    with pytest.raises(NotAllowed):
        wish(world.political, WishKind.THEME, "Andet", at=NOON, viewer=vibe)
    with pytest.raises(NotAllowed):
        end_wish(row, at=NOON, viewer=mads)
    url = f"/moedeplan/oensker/{world.political.record.public_id}"
    assert log_in(Client(), world.vibe).get(url).status_code in (HTTPStatus.NOT_FOUND, HTTPStatus.FORBIDDEN)
    log_in(Client(), world.sara).post(url, {"slut": str(row.pk)})
    assert wishes_of(world.political) == ()


def test_a_theme_is_agreed_and_suggested_or_it_is_said_that_there_is_none(
    world: World, meeting: Meeting, sara: Viewer
) -> None:
    client = log_in(Client(), world.sara)
    url = f"/moede/{meeting.record.public_id}/dagsorden"
    page = client.post(url, {"goer": "tema:", "tema": "Unges misbrug"}, follow=True).content.decode()
    assert "Unges misbrug" in page
    (one,) = suggested(meeting, SuggestionKind.THEME, sara)
    item = take_in(meeting, one.kind, one.key, viewer=sara)
    assert ItemPlan.objects.get(item=item).kind == "theme"
    assert suggested(meeting, SuggestionKind.THEME, sara)[0].taken_by == item.pk
    page = client.post(url, {"goer": "tema:intet"}, follow=True).content.decode()
    assert "intet tema" in page
    assert MeetingTheme.objects.get().text == ""
    assert "Intet tema" in client.get(f"/moede/{meeting.record.public_id}", follow=True).content.decode()
    with pytest.raises(NotAllowed):
        set_theme(meeting, "Andet", viewer=world.viewer(world.mads))


def test_a_year_tells_in_which_half_meetings_are_missing(
    world: World, meeting: Meeting, sara: Viewer
) -> None:
    set_cadence(world.political, CadenceGiven(2, Per.HALF_YEAR, valid_to=date(2026, 6, 30)), viewer=sara)
    set_cadence(
        world.political,
        CadenceGiven(
            1, Per.HALF_YEAR, valid_from=date(2026, 7, 1), reason="Resten afgøres på fagligt niveau"
        ),
        viewer=sara,
    )
    assert [(one.planned, one.missing) for one in periods_of(world.political, 2026)] == [(0, 2), (1, 0)]
    page = log_in(Client(), world.sara).get("/moedeplan?aar=2026").content.decode()
    assert "Resten afgøres på fagligt niveau" in page
    assert "2 mangler" in page


def test_a_body_above_decides_that_one_below_goes_on(world: World, meeting: Meeting, sara: Viewer) -> None:
    item = meetings.add_item(meeting, "Driftsfora", number="1", viewer=sara)
    meetings.begin_meeting(meeting, at=NOON, viewer=sara)
    meetings.decide(item, text="De fortsætter.", viewer=sara)
    decision = Decision.objects.get(item=item)
    url = f"/beslutning/{decision.record.public_id}/de-fortsaetter"
    client = log_in(Client(), world.sara)
    client.post("/moedeplan?aar=2026", {"kadence": "ny", "gange": "4", "pr": "year", "beslutning": url})
    (line,) = cadences_of(sara, world.political)
    assert line.decision == decision
    assert cadences_of(Viewer(on=sara.on), world.political)[0].decision is None  # it is not public
    client.post("/moedeplan?aar=2026", {"kadence": f"slut:{line.cadence.pk}"})
    assert cadences_of(sara, world.political)[0].cadence.valid_to is not None


def test_what_cannot_be_is_refused(world: World, sara: Viewer) -> None:
    body = world.political
    for given, code in (
        (CadenceGiven(0, Per.YEAR), "planning.times"),
        (CadenceGiven(1, Per.YEAR, date(2026, 5, 1), date(2026, 4, 1)), "planning.days"),
        (CadenceGiven(1, Per.YEAR, decision=Decision(pk=0)), "planning.decision"),
    ):
        with refused(code):
            set_cadence(body, given, viewer=sara)
    row = set_cadence(body, CadenceGiven(1, Per.YEAR, date(2027, 1, 1)), viewer=sara)
    with refused("planning.days"):
        end_cadence(row, last_day=date(2026, 1, 1), viewer=sara)
    for who in (world.mads, world.lone, world.vibe):
        with pytest.raises(NotAllowed):
            set_cadence(body, CadenceGiven(1, Per.YEAR), viewer=world.viewer(who))


@pytest.mark.parametrize("kind", [MeetingKind.CONSTITUTING, MeetingKind.GATHERING])
def test_a_first_meeting_and_a_gathering_are_kinds_of_meeting(
    world: World, sara: Viewer, kind: MeetingKind
) -> None:
    made = meetings.plan_meeting(
        world.political,
        Particulars(date(2027, 1, 5), kind=kind),
        viewer=sara,
        joint_bodies=[world.strategic] if kind is MeetingKind.GATHERING else [],
    )
    page = log_in(Client(), world.sara).get(f"/moede/{made.record.public_id}", follow=True).content.decode()
    assert ("Konstituerende møde" if kind is MeetingKind.CONSTITUTING else "Samling") in page
