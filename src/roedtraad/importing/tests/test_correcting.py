"""Correcting a draft: values, things, items joined and taken apart; two people at once; everything can be taken back."""

import pytest
from drafting import MINUTES, a_draft
from people import SeatRole, World, somebody
from refusing import refused

from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import NotAllowed
from roedtraad.importing.actions import (
    Outdated,
    accept,
    add_thing,
    answer,
    choose_body,
    choose_name,
    merge_items,
    remove_thing,
    set_value,
    split_item,
    take_back,
)
from roedtraad.importing.models import Correction, Draft
from roedtraad.importing.proposing import content_of
from roedtraad.importing.sheet.things import Field, Kind, Sheet, Thing
from roedtraad.meetings.models import AgendaItem, Participant, Statement

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(sara: Viewer) -> Draft:
    return a_draft(sara)


@pytest.fixture
def kaj(world: World) -> Viewer:
    """A second secretary of the same body."""
    return world.viewer(somebody("Kaj Lund", world.political, SeatRole.SECRETARIAT))


def sheet(draft: Draft) -> Sheet:
    return content_of(Draft.objects.select_related("reading__text").get(pk=draft.pk)).sheet


def item(draft: Draft, number: str) -> Thing:
    return next(one for one in sheet(draft).items if one.get(Field.NUMBER) == number)


def person(draft: Draft, name: str) -> Thing:
    return next(one for one in sheet(draft).people if one.get(Field.NAME) == name)


def test_a_value_is_corrected_and_the_reading_is_still_known(draft: Draft, sara: Viewer) -> None:
    ref = item(draft, "1").ref
    after = set_value(draft, ref, Field.TITLE, "Akutteamet", version=draft.version, viewer=sara)
    said = item(after, "1").said(Field.TITLE)
    assert said is not None
    assert (said.value, said.original, said.is_corrected) == ("Akutteamet", "Fælles akutteam", True)
    assert after.version == draft.version + 1
    accept(after, version=after.version, viewer=sara)
    assert AgendaItem.objects.get(number="1").title == "Akutteamet"


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        (Field.HELD_ON, "i går", "importing.day"),
        (Field.STARTS_AT, "25:99", "importing.clock"),
        (Field.DOCUMENT_TYPE, "novelle", "importing.choice"),
        (Field.TITLE, "  ", "importing.empty"),
        (Field.OUTCOME, "approved", "importing.field"),
    ],
)
def test_what_a_field_cannot_be_is_refused_in_words(
    draft: Draft, sara: Viewer, field: Field, value: str, code: str
) -> None:
    with refused(code):
        set_value(draft, "meeting", field, value, version=draft.version, viewer=sara)
    assert not Correction.objects.exists()


def test_the_second_of_two_secretaries_is_told_and_loses_nothing(
    draft: Draft, sara: Viewer, kaj: Viewer
) -> None:
    ref, seen = item(draft, "1").ref, draft.version
    set_value(draft, ref, Field.TITLE, "Saras titel", version=seen, viewer=sara)
    with pytest.raises(Outdated) as told:
        set_value(draft, ref, Field.TITLE, "Kajs titel", version=seen, viewer=kaj)
    assert told.value.by == sara.user
    assert told.value.theirs is not None
    assert told.value.theirs.value == "Saras titel"
    assert item(draft, "1").get(Field.TITLE) == "Saras titel"
    set_value(draft, ref, Field.TITLE, "Kajs titel", version=told.value.version, viewer=kaj)
    assert item(draft, "1").get(Field.TITLE) == "Kajs titel"


def test_two_secretaries_may_work_on_different_values_at_once(
    draft: Draft, sara: Viewer, kaj: Viewer
) -> None:
    seen = draft.version
    set_value(draft, item(draft, "1").ref, Field.TITLE, "Saras", version=seen, viewer=sara)
    set_value(draft, item(draft, "2").ref, Field.TITLE, "Kajs", version=seen, viewer=kaj)
    assert [one.get(Field.TITLE) for one in sheet(draft).items] == ["Saras", "Kajs"]
    with pytest.raises(Outdated):
        accept(draft, version=seen, viewer=kaj)


def test_a_stranger_corrects_nothing(draft: Draft, world: World) -> None:
    with pytest.raises(NotAllowed):
        set_value(
            draft, "meeting", Field.PLACE, "Et sted", version=draft.version, viewer=world.viewer(world.mads)
        )


def test_people_and_parts_are_added_and_removed(draft: Draft, sara: Viewer) -> None:
    after = add_thing(
        draft,
        Kind.PERSON,
        {Field.NAME: "Ulla Nørre", Field.AFFILIATION: "Fjordby Kommune", Field.ATTENDANCE: "present"},
        version=draft.version,
        viewer=sara,
    )
    after = add_thing(
        after,
        Kind.REMARK,
        {Field.STATEMENT: "reservation", Field.TEXT: "Fjordby tog forbehold."},
        item=item(after, "1").ref,
        version=after.version,
        viewer=sara,
    )
    after = remove_thing(after, person(after, "Bente Ravnmose").ref, version=after.version, viewer=sara)
    accept(after, version=after.version, viewer=sara)
    names = set(Participant.objects.values_list("person__name", flat=True))
    assert names == {"Rigmor Sandhave", "Mads Ravn", "Ulla Nørre"}
    assert Statement.objects.get().text == "Fjordby tog forbehold."


def test_items_are_joined_and_taken_apart(draft: Draft, sara: Viewer) -> None:
    first, second = item(draft, "1").ref, item(draft, "2").ref
    after = merge_items(draft, second, into=first, version=draft.version, viewer=sara)
    assert [one.get(Field.NUMBER) for one in sheet(after).items] == ["1"]
    text = sheet(after).text
    start = text.index("Akutteamet har haft")
    after = split_item(
        after, (start, start + len("Akutteamet")), number="1a", version=after.version, viewer=sara
    )
    assert [one.get(Field.TITLE) for one in sheet(after).items] == ["Fælles akutteam", "Akutteamet"]


def test_a_correction_is_taken_back(draft: Draft, sara: Viewer) -> None:
    after = set_value(draft, "meeting", Field.PLACE, "Hedelund", version=draft.version, viewer=sara)
    after = take_back(after, Correction.objects.get(), version=after.version, viewer=sara)
    assert sheet(after).meeting.get(Field.PLACE) == "Fjordby Rådhus"
    assert Correction.objects.get().withdrawn_by == sara.user


def test_a_name_is_said_to_be_somebody_known(world: World, draft: Draft, sara: Viewer) -> None:
    lone = world.lone.person
    after = choose_name(draft, "Bente Ravnmose", f"person:{lone.pk}", version=draft.version, viewer=sara)
    accept(after, version=after.version, viewer=sara)
    assert Participant.objects.filter(person=lone).exists()


def test_a_name_that_may_be_somebody_known_is_asked_and_answered(world: World, sara: Viewer) -> None:
    draft = a_draft(sara, MINUTES.replace("Mads Ravn", "Mads"))
    asked = draft.questions.get(code="person")
    assert (asked.weight, asked.candidates[0]["label"]) == ("look", "Mads Ravn")
    after = answer(
        draft, "person", asked.key, f"person:{world.mads.person.pk}", version=draft.version, viewer=sara
    )
    assert after.is_unproblematic
    assert not after.questions.filter(answer="", code="person").exists()


def test_the_body_is_chosen_or_founded(world: World, ada: Viewer) -> None:
    draft = a_draft(
        ada, MINUTES.replace("Sundhedsklynge Vestbælt - politisk niveau", "Forum for Akutområdet")
    )
    assert draft.questions.get(code="new_body").weight == "look"
    after = choose_body(draft, f"body:{world.strategic.pk}", version=draft.version, viewer=ada)
    assert after.body == world.strategic
    after = choose_body(
        after, f"collaboration:{world.political.collaboration_id}", version=after.version, viewer=ada
    )
    recorded = accept(after, version=after.version, viewer=ada)
    assert recorded.meeting.body.collaboration_id == world.political.collaboration_id
    assert recorded.meeting.body.name == "Forum for Akutområdet"


def test_only_what_answers_a_question_is_taken(draft: Draft, sara: Viewer) -> None:
    for wrong in ("person:999999", "party:1", "none", "måske", ""):
        with refused("importing.answer"):
            choose_name(draft, "Mads Ravn", wrong, version=draft.version, viewer=sara)
