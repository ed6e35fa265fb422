"""What a meeting concludes under an item, entered by the secretary."""

import pytest
from django.utils import timezone
from papers import a_recorded_meeting, an_agenda, an_item
from people import World, a_party, a_world, known_to_their_body
from refusing import refused

from roedtraad.accounts.models import JournalEntry
from roedtraad.accounts.policy import may_see
from roedtraad.cases.models import RecommendationPoint
from roedtraad.meetings.actions import (
    OutcomeGiven,
    Particulars,
    add_statement,
    approve_agenda,
    cancel_meeting,
    decide,
    plan_meeting,
    record_minutes,
    record_votes,
    release_agenda,
    set_consent,
)
from roedtraad.meetings.actions.items import add_item
from roedtraad.meetings.facts import VoteFacts
from roedtraad.meetings.models import AgendaItem, Decision, OutcomeKind, PartyConsent, Statement, Vote
from roedtraad.meetings.queries import RegisterFilters, item_page, register, register_differences
from roedtraad.publishing.actions import publish_minutes

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return a_world()


@pytest.fixture
def item(world: World) -> AgendaItem:
    """An item of an agenda, with two recommendation points, not yet decided."""
    record_minutes(
        an_agenda(world.political, an_item(points=("at Trygt hjem fortsætter", "at der følges op"))),
        viewer=world.viewer(world.sara),
    )
    return AgendaItem.objects.select_related("meeting").get()


def test_each_point_gets_its_outcome(world: World, item: AgendaItem) -> None:
    first, second = RecommendationPoint.objects.order_by("order")
    decide(
        item,
        text="Punkt 1 blev godkendt. Punkt 2 blev udsat.",
        outcomes=[
            OutcomeGiven(OutcomeKind.APPROVED, first, is_changed=True, remark="til november"),
            OutcomeGiven(OutcomeKind.POSTPONED, second),
        ],
        viewer=world.viewer(world.sara),
    )
    page = item_page(world.viewer(world.mads), pk=item.pk)
    assert page is not None
    assert [[line.kind for line in point.outcomes] for point in page.cases[0].points] == [
        [OutcomeKind.APPROVED],
        [OutcomeKind.POSTPONED],
    ]
    assert page.cases[0].points[0].outcomes[0].remark == "til november"
    assert page.decision is not None
    assert page.decision.outcomes == ()


def test_what_is_said_again_replaces_what_was_said(world: World, item: AgendaItem) -> None:
    sara = world.viewer(world.sara)
    decide(item, text="Udsat.", outcomes=[OutcomeGiven(OutcomeKind.POSTPONED)], viewer=sara)
    decide(item, text="Godkendt.", outcomes=[OutcomeGiven(OutcomeKind.APPROVED)], viewer=sara)
    decision = Decision.objects.get()
    assert (decision.text, decision.outcomes.get().kind) == ("Godkendt.", "approved")
    acts = JournalEntry.objects.filter(record=decision.record)
    assert [entry.act for entry in acts] == ["meetings.item.decided"] * 2


def test_a_decision_is_for_the_circle_and_found_in_the_register(world: World, item: AgendaItem) -> None:
    decide(item, text="Færgen skal sejle.", viewer=world.viewer(world.sara))
    decision = Decision.objects.get(item=item)
    assert may_see(world.viewer(world.mads), decision.record)
    assert not may_see(world.viewer(world.vibe), decision.record)
    found = register(world.viewer(world.mads), RegisterFilters(words="FÆRGEN"))
    assert [line.text for line in found.lines] == ["Færgen skal sejle."]
    assert list(register_differences()) == []


def test_a_decision_under_a_closed_item_is_closed(world: World) -> None:
    sara = world.viewer(world.sara)
    meeting = plan_meeting(world.political, Particulars(world.viewer(None).on), viewer=sara)
    item = add_item(meeting, "Køb af grund", is_closed=True, viewer=sara)
    known_to_their_body(world)
    approve_agenda(meeting, at=timezone.now(), viewer=world.viewer(world.lone))
    release_agenda(meeting, at=timezone.now(), viewer=sara)
    decide(item, text="Grunden købes.", viewer=sara)
    decision = Decision.objects.get(item=item)
    assert may_see(world.viewer(world.mads), decision.record)
    assert not may_see(world.viewer(world.sune), decision.record)


def test_a_point_of_another_item_is_refused(world: World, item: AgendaItem) -> None:
    other = a_recorded_meeting(world.viewer(world.ada), world.strategic)
    point = RecommendationPoint.objects.get(pk=other.items[0].point_ids[0])
    with refused("meetings.point"):
        decide(item, outcomes=[OutcomeGiven(OutcomeKind.APPROVED, point)], viewer=world.viewer(world.sara))


def test_statements_votes_and_consent_stand_with_the_decision(world: World, item: AgendaItem) -> None:
    sara, fjordby = world.viewer(world.sara), a_party()
    add_statement(item, Statement.Kind.RESERVATION, "Afhænger af bevilling.", party=fjordby, viewer=sara)
    record_votes(
        item, [VoteFacts(Vote.Side.IN_FAVOUR, count=7), VoteFacts(Vote.Side.AGAINST, count=1)], viewer=sara
    )
    record_votes(item, [VoteFacts(Vote.Side.IN_FAVOUR, count=8)], viewer=sara)
    set_consent(item, fjordby, PartyConsent.Answer.AGREES, viewer=sara)
    set_consent(item, fjordby, PartyConsent.Answer.RESERVES, remark="Byrådet afgør det", viewer=sara)
    page = item_page(world.viewer(world.mads), pk=item.pk)
    assert page is not None
    assert page.decision is not None
    assert [(line.party, line.text) for line in page.decision.statements] == [
        (fjordby, "Afhænger af bevilling.")
    ]
    assert [(line.side, line.count) for line in page.decision.votes] == [("in_favour", 8)]
    assert [(line.answer, line.remark) for line in page.decision.consents] == [
        ("reserves", "Byrådet afgør det")
    ]


def test_a_statement_has_words(world: World, item: AgendaItem) -> None:
    with refused("meetings.no_words"):
        add_statement(item, Statement.Kind.REMARK, "  ", viewer=world.viewer(world.sara))


@pytest.mark.parametrize("who", ["mads", "lone", "vibe"])
def test_only_the_secretariat_writes_what_was_decided(world: World, item: AgendaItem, who: str) -> None:
    viewer = world.viewer(getattr(world, who))
    with refused("meetings.keep"):
        decide(item, text="Godkendt.", viewer=viewer)
    with refused("meetings.keep"):
        add_statement(item, Statement.Kind.REMARK, "Noget", viewer=viewer)
    with refused("meetings.keep"):
        record_votes(item, [], viewer=viewer)
    with refused("meetings.keep"):
        set_consent(item, a_party(), PartyConsent.Answer.AGREES, viewer=viewer)
    assert not Decision.objects.exists()


def test_what_is_published_is_not_changed(world: World) -> None:
    sara = world.viewer(world.sara)
    recorded = a_recorded_meeting(sara, world.political)
    publish_minutes(recorded.meeting, viewer=sara)
    with refused("meetings.published"):
        decide(AgendaItem.objects.get(), text="Noget andet", viewer=sara)
    assert Decision.objects.get().text == "Godkendt."


def test_nothing_is_decided_at_a_cancelled_meeting(world: World, item: AgendaItem) -> None:
    sara = world.viewer(world.sara)
    cancel_meeting(item.meeting, reason="For få sager", viewer=sara)
    with refused("meetings.cancelled"):
        decide(item, text="Godkendt.", viewer=sara)
