"""While published minutes are corrected everybody reads what was published, and nobody but those who correct the new words."""

from __future__ import annotations

from datetime import UTC, date, datetime
from http import HTTPStatus

import pytest
from django.core.management import call_command
from django.test import Client
from people import World, a_world, known_to_their_body
from refusing import refused
from sessions import log_in

from roedtraad.accounts.models import User
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import NotAllowed
from roedtraad.meetings import actions as meetings
from roedtraad.meetings.actions import OutcomeGiven, Particulars
from roedtraad.meetings.facts import VoteFacts
from roedtraad.meetings.models import (
    AgendaItem,
    CorrectedDecision,
    Correction,
    Meeting,
    OutcomeKind,
    PaperKind,
    PartyConsent,
    PresenceKind,
    Statement,
    Vote,
)
from roedtraad.publishing import actions
from roedtraad.publishing.models import Approver, Publication
from roedtraad.publishing.queries import compose, correction_shown, trail_of
from roedtraad.publishing.queries.reviewing import minutes_page
from roedtraad.publishing.states import MinutesState

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
EVERYBODY = Viewer(on=date(2026, 11, 22))
OLD, NEW = "Vagtordningen fortsætter.", "Kørselsordningen ophører."
SECRETS = ("Kørselsordningen", "Forbeholdet", "Frafaldet")


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
    """A meeting whose minutes are published."""
    held = meetings.plan_meeting(world.political, Particulars(sara.on), viewer=sara)
    item = meetings.add_item(held, "Trygt hjem", number="1", viewer=sara)
    meetings.add_item(held, "Eventuelt", number="2", viewer=sara)
    meetings.begin_meeting(held, at=NOON, viewer=sara)
    meetings.decide(item, text=OLD, outcomes=[OutcomeGiven(OutcomeKind.APPROVED)], viewer=sara)
    meetings.add_statement(item, Statement.Kind.REMARK, "Bemærkningen", viewer=sara)
    meetings.end_meeting(held, at=NOON, viewer=sara)
    held.refresh_from_db()
    actions.issue(held, PaperKind.MINUTES, viewer=sara)
    return held


@pytest.fixture
def corrected(world: World, meeting: Meeting, sara: Viewer) -> Meeting:
    """The same, being corrected: the decision, a statement, a new one, a consent, a vote, who was there."""
    actions.correct(meeting, reason="Gengivet forkert", at=NOON, viewer=sara)
    first, second = meeting.items.order_by("order")
    party = world.mads.person.seats.get().party
    meetings.decide(first, text=NEW, outcomes=[OutcomeGiven(OutcomeKind.REJECTED)], viewer=sara)
    meetings.change_statement(Statement.objects.get(), "Frafaldet", viewer=sara)
    meetings.add_statement(
        first, Statement.Kind.RESERVATION, "Forbeholdet", person=world.mads.person, viewer=sara
    )
    meetings.set_consent(first, party, PartyConsent.Answer.DISAGREES, viewer=sara)
    meetings.record_votes(first, [VoteFacts(Vote.Side.AGAINST, as_written="Alle")], viewer=sara)
    meetings.decide(second, text="Kørselsordningen drøftes igen.", viewer=sara)
    mads = meeting.participants.get(person=world.mads.person)
    meetings.set_presence(mads, PresenceKind.APOLOGY, viewer=sara)
    return meeting


def pages(meeting: Meeting) -> list[str]:
    first = meeting.items.get(number="1")
    return [
        f"/moede/{meeting.record.public_id}",
        f"/moede/{meeting.record.public_id}/udgaver",
        f"/punkt/{first.record.public_id}",
        f"/beslutning/{first.decision.record.public_id}",
        "/beslutninger",
        "/beslutninger.csv",
        "/feed/beslutninger",
        "/feed/moeder",
        f"/traad/{first.decision.record.public_id}",
        "/soeg?q=Vagtordningen",
    ]


def told(client: Client, url: str) -> str:
    answer = client.get(url, follow=True)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return body.decode() if answer.status_code == HTTPStatus.OK else ""


@pytest.mark.parametrize("who", ["", "mads", "vibe", "sune"])
def test_no_page_tells_of_a_correction_to_others(world: World, corrected: Meeting, who: str) -> None:
    call_command("index", verbosity=0)
    client = log_in(Client(), getattr(world, who)) if who else Client()
    for url in pages(corrected):
        assert not any(word in told(client, url) for word in SECRETS), url
    assert "Trygt hjem" not in told(client, "/soeg?q=K%C3%B8rselsordningen")
    assert OLD in told(client, pages(corrected)[2])
    assert "Bemærkningen" in told(client, pages(corrected)[3])


@pytest.mark.parametrize("who", ["mads", "lone", "vibe"])
def test_who_follows_the_meeting_and_who_was_there_read_what_is_published(
    world: World, corrected: Meeting, who: str
) -> None:
    client = log_in(Client(), getattr(world, who))
    for page in ("referat", "foer", "foer/nu"):
        assert not any(word in told(client, f"{pages(corrected)[0]}/{page}") for word in SECRETS)


def test_the_secretariat_reads_the_correction_and_what_it_changes(
    world: World, corrected: Meeting, sara: Viewer
) -> None:
    client = log_in(Client(), world.sara)
    page = told(client, f"{pages(corrected)[0]}/referat")
    assert "Gengivet forkert" in page
    assert all(word in page for word in SECRETS)
    assert NEW in told(client, f"{pages(corrected)[0]}/foer")
    shown = correction_shown(sara, corrected, asked=[])
    assert shown is not None
    assert len(shown.changes) == 4  # both items, and who was there: no more, and who sent apologies


def test_published_anew_it_stands_everywhere_with_a_trail(corrected: Meeting, sara: Viewer) -> None:
    second = actions.issue(corrected, PaperKind.MINUTES, viewer=sara)
    assert (second.paper.version, second.correction) == (2, "Gengivet forkert")
    assert not Correction.objects.exists()
    assert not CorrectedDecision.objects.exists()
    page = told(Client(), pages(corrected)[3])
    assert NEW in page
    assert OLD not in page
    assert "Forbeholdet" in page
    newest, _first = trail_of(EVERYBODY, corrected)
    words = "".join(piece.text for one in newest.changes for piece in one.change.pieces)
    assert "ophører" in words
    assert "Frafaldet" in words
    assert Statement.objects.count() == 2
    assert "Mads Ravn" in compose(EVERYBODY, corrected.pk, PaperKind.MINUTES, version=1).people[1].names[0]  # type: ignore[union-attr]


def test_given_up_nothing_of_it_is_left(world: World, corrected: Meeting, sara: Viewer) -> None:
    with pytest.raises(NotAllowed):
        actions.drop_correction(corrected, viewer=world.viewer(world.mads))
    actions.drop_correction(corrected, viewer=sara)
    assert minutes_page(sara, corrected).state is MinutesState.PUBLISHED
    assert OLD in told(Client(), pages(corrected)[2])
    same = actions.issue(corrected, PaperKind.MINUTES, viewer=sara)
    assert same == Publication.objects.get()
    with refused("publishing.not_corrected"):
        actions.drop_correction(corrected, viewer=sara)


def test_taken_back_altogether_nothing_that_was_written_is_lost(corrected: Meeting, sara: Viewer) -> None:
    actions.unpublish(corrected, reason="Forkert møde", viewer=sara)
    assert AgendaItem.objects.get(number="1").decision.text == NEW
    assert not Correction.objects.exists()


def test_what_would_be_public_at_once_is_no_part_of_a_correction(
    world: World, corrected: Meeting, sara: Viewer
) -> None:
    item = corrected.items.get(number="1")
    for act in (
        lambda: meetings.change_title(item, "Kørselsordningen", viewer=sara),
        lambda: meetings.add_item(corrected, "Kørselsordningen", viewer=sara),
        lambda: meetings.add_participant(corrected, meetings.Listing(world.vibe.person), viewer=sara),
    ):
        with refused("meetings.published", saying="rettes"):
            act()
    client = log_in(Client(), world.sara)
    url = f"{pages(corrected)[0]}/foer?punkt={item.record.public_id}"
    answer = client.post(url, {"goer": "loefte", "lovet": "Kørselsordningen", "skylder": "Mads Ravn"})
    assert answer.status_code == HTTPStatus.CONFLICT


def test_a_chair_reads_and_approves_the_corrected_minutes_and_nobody_publishes_before(
    world: World, corrected: Meeting, sara: Viewer
) -> None:
    actions.set_minutes_rule(world.political, Approver.CHAIRS, remark_days=7, viewer=sara)
    with refused("publishing.not_approved"):
        actions.issue(corrected, PaperKind.MINUTES, viewer=sara)
    review = actions.send_for_remarks(corrected, at=NOON, viewer=sara)
    assert NEW in told(log_in(Client(), world.lone), f"{pages(corrected)[0]}/referat")
    assert NEW not in told(log_in(Client(), world.mads), f"{pages(corrected)[0]}/referat")
    actions.approve_minutes(review, at=NOON, viewer=world.viewer(world.lone))
    meetings.decide(corrected.items.get(number="2"), text="Udsat.", viewer=sara)
    with refused("publishing.not_approved"):  # something else was written since
        actions.issue(corrected, PaperKind.MINUTES, viewer=sara)
    actions.approve_minutes(review, at=NOON, viewer=world.viewer(world.lone))
    assert actions.issue(corrected, PaperKind.MINUTES, viewer=sara).paper.version == 2


def test_a_statement_that_is_not_published_yet_is_changed_and_taken_out_on_the_screen(
    world: World, corrected: Meeting
) -> None:
    client = log_in(Client(), world.sara)
    item = corrected.items.get(number="1")
    url = f"{pages(corrected)[0]}/foer?punkt={item.record.public_id}"
    client.post(url, {"goer": "gem", "beslutning": NEW, "udsagn--1": "Forbeholdet gælder 2027"})
    assert "Forbeholdet gælder 2027" in told(client, url)
    client.post(url, {"goer": "gem", "beslutning": NEW, "udsagn--1": ""})
    assert "Forbeholdet" not in told(client, url)
    assert Statement.objects.get().text == "Bemærkningen"


def test_a_correction_costs_the_same_for_a_long_meeting(
    world: World, corrected: Meeting, sara: Viewer, django_assert_max_num_queries
) -> None:
    user: User = world.sara
    actions.drop_correction(corrected, viewer=sara)
    actions.unpublish(corrected, reason="Flere punkter", viewer=sara)
    for number in range(3, 23):
        meetings.add_item(corrected, f"Sag {number}", number=str(number), viewer=sara)
    actions.issue(corrected, PaperKind.MINUTES, viewer=sara)
    actions.correct(corrected, reason="Fejl", at=NOON, viewer=sara)
    for item in corrected.items.all():
        meetings.decide(item, text=NEW, viewer=sara)
    with django_assert_max_num_queries(55):
        assert len(correction_shown(world.viewer(user), corrected, asked=[]).changes) == 22  # type: ignore[union-attr]
