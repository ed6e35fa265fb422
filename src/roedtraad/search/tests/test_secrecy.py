"""What is closed or masked is not found, not counted, not suggested and not offered as a spelling, to those who may not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from papers import a_document, a_reading, a_recorded_meeting, an_item, minutes_of, words
from people import World, a_person, a_seat, a_world

from roedtraad.accounts.models import Record, RecordKind, User
from roedtraad.meetings.actions import lift_words, list_attachment, mask_words, record_minutes
from roedtraad.publishing.actions import publish_minutes
from roedtraad.search.actions import catch_up, home, rebuild
from roedtraad.search.index.reading import READERS
from roedtraad.search.learning import archive_words
from roedtraad.search.queries import find, suggest

pytestmark = pytest.mark.django_db

CLOSED = "Lægehusgrunden sælges"


@pytest.fixture
def world() -> World:
    """A meeting with an open and a closed item, published; and one that is only taken in."""
    made = a_world()
    sara = made.viewer(made.sara)
    recorded = a_recorded_meeting(
        sara,
        made.political,
        an_item("Trygt hjem fortsætter", number="1"),
        an_item(CLOSED, number="2", is_closed=True, attachments=("Lægehusnotat",)),
        held_on=date(2026, 2, 1),
    )
    publish_minutes(recorded.meeting, viewer=sara)
    a_recorded_meeting(sara, made.political, an_item("Natlægevagten", number="1"), held_on=date(2026, 3, 1))
    rebuild()
    return made


def outsiders(world: World) -> tuple[User | None, ...]:
    return (None, world.vibe, world.sune)


def test_a_member_finds_what_is_closed_and_sees_that_it_is(world: World) -> None:
    hits = find(world.viewer(world.mads), "lægehus").hits
    assert {hit.kind for hit in hits} == {
        RecordKind.ITEM,
        RecordKind.DECISION,
        RecordKind.CASE,
        RecordKind.ATTACHMENT,
    }
    assert all(hit.is_closed for hit in hits if hit.kind in (RecordKind.ITEM, RecordKind.DECISION))


@pytest.mark.parametrize(
    "typed",
    ["lægehus", "lægehusgrunden", '"lægehusgrunden sælges"', "lægeh*", "grund", "lægehusnotta"],
)
def test_nobody_else_finds_or_counts_it_or_is_told_how_it_is_spelled(world: World, typed: str) -> None:
    for user in outsiders(world):
        results = find(world.viewer(user), typed)
        assert (results.total, results.hits, results.facets, results.did_you_mean) == (0, (), (), "")


def test_counts_are_of_what_the_viewer_may_see(world: World) -> None:
    def counted(user: User | None) -> int:
        results = find(world.viewer(user), "sagen")
        assert all(sum(v.count for v in facet.values) == results.total for facet in results.facets[:1])
        return results.total

    open_items = counted(None)
    assert open_items == 1
    assert counted(world.vibe) == open_items
    assert counted(world.sune) == open_items + 1  # what is taken in is for the circle
    assert counted(world.mads) == counted(world.ada) == open_items + 2


def test_suggestions_are_of_what_is_public_also_for_those_who_may_see_more(world: World) -> None:
    for typed in ("lægeh", "natl", "grund"):
        assert suggest(typed).is_empty
    assert suggest("tryg").questions == ("trygt",)


def test_a_misspelling_of_what_is_closed_is_not_put_right_for_members_either(world: World) -> None:
    assert find(world.viewer(world.mads), "lægehusnotta").did_you_mean == ""


def test_the_words_that_compounds_are_learned_from_are_public_ones(world: World) -> None:
    sara = world.viewer(world.sara)
    for day in range(1, 5):
        items = (
            an_item(f"Zyklotron {day}", number="1", is_closed=True),
            an_item(f"Xylotron {day}", number="2"),
        )
        recorded = a_recorded_meeting(sara, world.political, *items, held_on=date(2026, 5, day))
        publish_minutes(recorded.meeting, viewer=sara)
    assert "xylotron" in archive_words()
    assert "zyklotron" not in archive_words()


def test_contact_data_is_in_no_entry_whoever_asks(world: World) -> None:
    sara = world.viewer(world.sara)
    secret = "Skriv til oluf.birkmose@fjordby.example, ring 76 12 34 56, cpr 010190-1234."
    recorded = a_recorded_meeting(
        sara, world.political, an_item("Kontakt til borgeren", decision=secret), held_on=date(2026, 4, 1)
    )
    document = a_document(sara, f"Notat.\n{secret}", body=world.political)
    a_reading(document, f"Notat.\n{secret}")
    list_attachment(recorded.meeting.items.get(), "Brevet", document=document, viewer=sara)
    publish_minutes(recorded.meeting, viewer=sara)
    catch_up()
    for user in (*outsiders(world), world.sara, world.ada):
        viewer = world.viewer(user)
        assert find(viewer, "borgeren").total
        assert find(viewer, '"skriv til"').total >= 2
        for typed in ("birkmose", "oluf.birkmose@fjordby.example", "76123456", "010190", "1234", "birkm*"):
            assert find(viewer, typed).total == 0, typed
        shown = repr(find(viewer, "borgeren")) + repr(find(viewer, "notat"))
        assert not [word for word in ("birkmose", "76 12", "010190") if word in shown]
    assert suggest("birkm").is_empty


def test_words_masked_by_hand_are_found_by_nobody_until_the_mask_is_lifted(world: World) -> None:
    sara = world.viewer(world.sara)
    text = "Punkt 1. Klage\nBeslutning: Oluf\n  Birkmose får medhold."
    reading = a_reading(a_document(sara, text), text)
    item = an_item("Klage", decision="Oluf Birkmose får medhold.", points=())
    assert item.decision is not None
    decision = replace(item.decision, citations=(words(text, "Oluf\n  Birkmose får medhold.", "text"),))
    facts = minutes_of(world.political, replace(item, decision=decision), held_on=date(2026, 6, 1))
    recorded = record_minutes(
        replace(facts, document_id=reading.document_id, text_id=reading.pk), viewer=sara
    )
    publish_minutes(recorded.meeting, viewer=sara)
    catch_up()
    assert find(world.viewer(None), "birkmose").total
    start = text.index("Oluf")
    region = mask_words(reading, start=start, end=start + 15, reason="Personsag", viewer=sara)
    for is_followed in (False, True):
        if is_followed:
            catch_up()
        assert find(world.viewer(None), "birkmose").total == 0
        assert suggest("birkm").is_empty
        assert "Birkmose" not in repr(find(world.viewer(None), "medhold"))
    lift_words(region, reason="Samtykke", viewer=sara)
    catch_up()
    assert find(world.viewer(None), "birkmose").total


def test_a_person_who_is_not_public_is_found_by_those_who_see_them_only(world: World) -> None:
    a_seat(a_person("Valborg Hansen"), world.political)
    rebuild()
    assert find(world.viewer(None), "valborg").total == 0
    assert suggest("valb").is_empty
    assert find(world.viewer(world.ada), "valborg").total == 1


def test_an_entry_that_the_index_has_wrong_is_left_out_and_put_right(world: World) -> None:
    """A defect of following, or a hand in the database, shows nothing: the policy is asked again."""
    record = Record.objects.get(item__title="Trygt hjem fortsætter")
    Record.objects.filter(pk=record.pk).update(is_public=False)
    before = find(world.viewer(None), "trygt")
    assert record.pk not in [hit.record_id for hit in before.hits]
    assert before.total == len(before.hits)
    catch_up()
    assert not READERS.reader(home()).fingerprints([record.pk]) or find(world.viewer(None), "trygt").total
    assert record.pk not in [hit.record_id for hit in find(world.viewer(None), "trygt").hits]
