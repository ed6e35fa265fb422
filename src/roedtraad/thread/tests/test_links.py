"""What becomes of links: proposed again and again with the same result, settled by a person for good, and seen at both ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from papers import HELD_ON, a_recorded_meeting, an_item
from people import World, a_body, a_collaboration, a_world, somebody
from refusing import refused

from roedtraad.accounts.models import Cursor, JournalEntry
from roedtraad.accounts.policy import Viewer
from roedtraad.bodies.models import SeatRole
from roedtraad.initiatives.actions import InitiativeDetails, add_alias, change_initiative, enter_initiative
from roedtraad.initiatives.models import Initiative
from roedtraad.meetings.models import AgendaItem, PaperKind
from roedtraad.publishing.actions import publish_minutes
from roedtraad.thread.actions import confirm, make_link, propose_for_items, reject
from roedtraad.thread.following import CURSOR, follow_to_the_end
from roedtraad.thread.models import Link, LinkKind, LinkState, ReasonKind
from roedtraad.thread.queries import link_for, links_from, links_to

pytestmark = pytest.mark.django_db
NOBODY = Viewer(on=date(2026, 11, 22))


@dataclass
class Told:
    """A cluster with an initiative, an open item about it, a closed one, and one about something else."""

    world: World
    sara: Viewer
    home: Initiative
    open: AgendaItem
    closed: AgendaItem
    other: AgendaItem

    def links(self) -> set[tuple[int, int, str]]:
        return set(Link.objects.values_list("source", "target", "state"))


@pytest.fixture
def told() -> Told:
    world = a_world()
    sara = world.viewer(world.sara)
    home = an_initiative(sara, world, "Trygt hjem")
    recorded = a_recorded_meeting(
        sara,
        world.political,
        an_item("Status på Trygt hjem", number="1", decision="Godkendt."),
        an_item("Trygt hjem: udbud", number="2", is_closed=True),
        an_item("Økonomi", number="3", points=("at tallene tages til efterretning",)),
    )
    publish_minutes(recorded.meeting, viewer=sara)
    opened, closed, other = AgendaItem.objects.order_by("order")
    follow_to_the_end()
    return Told(world, sara, home, opened, closed, other)


def an_initiative(sara: Viewer, world: World, name: str, *, is_public: bool = True) -> Initiative:
    return enter_initiative(
        viewer=sara,
        collaboration=world.political.collaboration,
        details=InitiativeDetails(name),
        is_public=is_public,
    )


def test_what_is_accepted_has_its_proposals_with_the_words_that_speak_for_them(told: Told) -> None:
    assert told.links() == {
        (told.open.pk, told.home.pk, "proposed"),
        (told.closed.pk, told.home.pk, "proposed"),
    }
    (one,) = links_from(told.sara, told.open.record)
    assert next((why.kind, why.words) for why in one.reasons) == (ReasonKind.TITLE, "Status på Trygt hjem")


def test_proposing_again_changes_nothing(told: Told) -> None:
    before = list(Link.objects.order_by("pk").values_list("pk", "source", "state"))
    again = propose_for_items([told.open.pk, told.closed.pk, told.other.pk])
    assert (again.new, again.gone) == (0, 0)
    Cursor.objects.filter(name=CURSOR).delete()
    assert follow_to_the_end().proposed.new == 0
    assert list(Link.objects.order_by("pk").values_list("pk", "source", "state")) == before


def test_what_was_rejected_stays_rejected(told: Told) -> None:
    link = Link.objects.get(source=told.open.record)
    reject(link, viewer=told.sara, note="Handler om noget andet")
    Cursor.objects.filter(name=CURSOR).delete()
    follow_to_the_end()
    link.refresh_from_db()
    assert (link.state, link.note) == (LinkState.REJECTED, "Handler om noget andet")
    assert [one.link.pk for one in links_to(told.sara, told.home.record)] != [link.pk]
    assert [one.link.pk for one in links_to(told.sara, told.home.record, states=[LinkState.REJECTED])] == [
        link.pk
    ]


def test_what_a_person_said_is_never_said_otherwise_by_the_machine(told: Told) -> None:
    made = make_link(
        viewer=told.sara, source=told.other.record, initiative=told.home, note="Tabellen dækker den"
    )
    kept = confirm(Link.objects.get(source=told.open.record), viewer=told.sara)
    change_initiative(viewer=told.sara, initiative=told.home, details=InitiativeDetails("Hjem igen"))
    told.home.aliases.update(withdrawn_at=kept.settled_at)
    propose_for_items([told.open.pk, told.closed.pk, told.other.pk])
    assert told.links() == {
        (told.open.pk, told.home.pk, "confirmed"),
        (told.other.pk, told.home.pk, "confirmed"),
    }
    assert Link.objects.get(pk=made.pk).note == "Tabellen dækker den"


def test_a_proposal_that_nothing_speaks_for_any_more_is_taken_back(told: Told) -> None:
    told.home.name = "Hjem igen"
    told.home.folded = "hjem igen"
    told.home.save()
    assert propose_for_items([told.open.pk]).gone == 1


def test_a_new_name_brings_proposals_in_what_was_there_before(told: Told) -> None:
    add_alias(viewer=told.sara, initiative=told.home, name="Økonomi og tal")
    assert follow_to_the_end().proposed.new == 0
    add_alias(viewer=told.sara, initiative=told.home, name="Økonomi")
    assert follow_to_the_end().proposed.new == 1
    assert (told.other.pk, told.home.pk, "proposed") in told.links()


def test_an_agenda_that_was_read_and_then_its_minutes_give_one_link(told: Told) -> None:
    a_recorded_meeting(
        told.sara,
        told.world.political,
        an_item("Trygt hjem igen", number="1", decision=None),
        held_on=HELD_ON + timedelta(days=30),
        paper=PaperKind.AGENDA,
    )
    follow_to_the_end()
    a_recorded_meeting(
        told.sara,
        told.world.political,
        an_item("Trygt hjem igen", number="1", decision="Udsat."),
        held_on=HELD_ON + timedelta(days=30),
    )
    follow_to_the_end()
    item = AgendaItem.objects.get(title="Trygt hjem igen")
    assert Link.objects.filter(source=item.record).count() == 1


def test_a_confirmed_link_says_who_and_when_and_the_journal_has_it(told: Told) -> None:
    link = confirm(Link.objects.get(source=told.open.record), viewer=told.sara)
    assert link.settled_by == told.sara.user
    assert link.settled_at is not None
    last = JournalEntry.objects.order_by("-number")[0]
    assert (last.act, last.record_id) == ("thread.link.confirmed", told.home.pk)
    confirm(link, viewer=told.sara)
    assert JournalEntry.objects.order_by("-number")[0].number == last.number


@pytest.mark.parametrize("who", ["mads", "lone", "vibe", "sune"])
def test_only_the_secretariat_says_whether_a_link_is_right(told: Told, who: str) -> None:
    viewer = told.world.viewer(getattr(told.world, who))
    link = Link.objects.get(source=told.open.record)
    for act in (lambda: confirm(link, viewer=viewer), lambda: reject(link, viewer=viewer, note="Nej")):
        with refused("bodies.collaboration"):
            act()
    with refused("bodies.collaboration"):
        make_link(viewer=viewer, source=told.other.record, initiative=told.home, note="Derfor")
    assert {state for _s, _t, state in told.links()} == {"proposed"}


def test_a_secretary_of_another_collaboration_says_nothing_of_it(told: Told) -> None:
    other = a_body("Nordbælt – politisk niveau", collaboration=a_collaboration("Sundhedsklynge Nordbælt"))
    nora = told.world.viewer(somebody("Nora Bjerg", other, SeatRole.SECRETARIAT))
    with refused("bodies.collaboration"):
        confirm(Link.objects.get(source=told.open.record), viewer=nora)
    with refused("thread.link"):
        confirm(Link.objects.get(source=told.closed.record), viewer=nora)


def test_a_link_by_hand_has_a_reason_and_two_ends(told: Told) -> None:
    with refused("thread.no_reason"):
        make_link(viewer=told.sara, source=told.other.record, initiative=told.home, note="  ")
    with refused("thread.itself"):
        make_link(viewer=told.sara, source=told.home.record, initiative=told.home, note="Sig selv")
    first = make_link(viewer=told.sara, source=told.other.record, initiative=told.home, note="Derfor")
    again = make_link(viewer=told.sara, source=told.other.record, initiative=told.home, note="Derfor")
    assert first.pk == again.pk


def test_a_closed_item_is_shown_from_neither_end(told: Told) -> None:
    assert [one.link.source_id for one in links_to(NOBODY, told.home.record)] == [told.open.pk]
    link = Link.objects.get(source=told.closed.record)
    assert link_for(NOBODY, link.pk) is None
    assert link_for(told.sara, link.pk) == link
    mads = told.world.viewer(told.world.mads)
    assert {one.link.source_id for one in links_to(mads, told.home.record)} == {told.open.pk, told.closed.pk}


def test_an_initiative_that_is_not_shown_is_not_led_to(told: Told) -> None:
    an_initiative(told.sara, told.world, "Status på", is_public=False)
    follow_to_the_end()
    assert {one.link.target_id for one in links_from(NOBODY, told.open.record)} == {told.home.pk}


def test_a_reason_that_stands_in_a_closed_item_is_not_told(told: Told) -> None:
    """Two items of one case: the open one is about the initiative because the closed one, decided later, says so."""
    recorded = a_recorded_meeting(
        told.sara,
        told.world.political,
        an_item("Borgere følges hjem", number="1", points=("at sagen drøftes",)),
        held_on=HELD_ON + timedelta(days=40),
    )
    publish_minutes(recorded.meeting, viewer=told.sara)
    silent = AgendaItem.objects.get(title="Borgere følges hjem")
    a_recorded_meeting(
        told.sara,
        told.world.political,
        an_item("Tilbud på Trygt hjem", is_closed=True, case_id=silent.cases.get().consideration.case_id),
        held_on=HELD_ON + timedelta(days=41),
    )
    follow_to_the_end()
    (inside,) = links_from(told.sara, silent.record)
    assert [(why.kind, why.words) for why in inside.reasons] == [(ReasonKind.CASE, "Tilbud på Trygt hjem")]
    assert links_from(NOBODY, silent.record) == []


def test_initiatives_of_the_same_name_in_two_collaborations_are_proposed_as_the_same(told: Told) -> None:
    other = a_body("Nordbælt – politisk niveau", collaboration=a_collaboration("Sundhedsklynge Nordbælt"))
    nora = told.world.viewer(somebody("Nora Bjerg", other, SeatRole.SECRETARIAT))
    enter_initiative(
        viewer=nora,
        collaboration=other.collaboration,
        details=InitiativeDetails("Trygt hjem"),
        is_public=True,
    )
    follow_to_the_end()
    (link,) = Link.objects.filter(kind=LinkKind.SAME)
    assert link.reasons.get().kind == ReasonKind.NAME


@pytest.mark.parametrize("items", [1, 12])
def test_reading_and_proposing_take_the_same_number_of_queries_for_one_item_and_for_many(
    told: Told, items: int, django_assert_max_num_queries: type
) -> None:
    for number in range(items):
        a_recorded_meeting(
            told.sara,
            told.world.political,
            an_item(f"Trygt hjem nummer {number}", number="1"),
            held_on=HELD_ON + timedelta(days=50 + number),
        )
    keys = list(AgendaItem.objects.values_list("pk", flat=True))
    with django_assert_max_num_queries(20):
        propose_for_items(keys)
    with django_assert_max_num_queries(3):
        assert len(links_to(told.sara, told.home.record)) == items + 2


def test_following_where_nothing_happened_costs_next_to_nothing(
    told: Told, django_assert_max_num_queries: type
) -> None:
    with django_assert_max_num_queries(8):  # of which four open and close the transaction
        assert follow_to_the_end().acts == 0
