"""The review page beside the register: whoever is known can be found and chosen, and what does not add up be answered."""

from __future__ import annotations

import re

import pytest
from django.http import HttpResponse
from django.test import Client
from drafting import MINUTES, a_draft
from people import World, a_body, a_collaboration, a_person, a_seat, a_world
from sessions import log_in

from roedtraad.accounts.models import RecordKind
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.records import register
from roedtraad.bodies.models import Person, PersonAlias, SeatRole
from roedtraad.checks.models import Finding, FindingState
from roedtraad.importing.models import Draft
from roedtraad.importing.proposing import AnswerKind, content_of, propose
from roedtraad.importing.queries import known_by_name
from roedtraad.importing.sheet.things import Field, Thing

pytestmark = pytest.mark.django_db
UNEVEN = MINUTES + (
    "\nPunkt 4. Lokaler\nSagsfremstilling:\nDer er intet bilag.\nBeslutning:\nGodkendt.\n"  # no item 3
)


@pytest.fixture
def world() -> World:
    return a_world()


@pytest.fixture
def sara(world: World) -> Viewer:
    return world.viewer(world.sara)


@pytest.fixture
def page(client: Client, world: World) -> Client:
    return log_in(client, world.sara)


def shown(name: str, world: World) -> Person:
    """Somebody whom the secretariat may see: a seat in its body."""
    person = a_person(name)
    a_seat(person, world.political, SeatRole.MEMBER)
    make_public(person)
    return person


def make_public(person: Person) -> None:
    person.record.is_public = True
    person.record.save()


def address(draft: Draft, query: str = "", act: str = "") -> str:
    return f"/kladde/{draft.record.public_id}{act}{query}"


def named(draft: Draft, name: str) -> Thing:
    sheet = content_of(Draft.objects.select_related("reading__text").get(pk=draft.pk)).sheet
    return next(one for one in sheet.people if one.get(Field.NAME) == name)


def taken_for(draft: Draft, name: str) -> str:
    match = propose(content_of(Draft.objects.get(pk=draft.pk))).person(name)
    assert match is not None
    return match.chosen


def text(answer: HttpResponse) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_a_question_is_answered_with_somebody_whom_the_draft_does_not_propose(
    page: Client, world: World, sara: Viewer
) -> None:
    hertha = shown("Hertha Åkjær", world)
    draft = a_draft(sara, MINUTES.replace("Mads Ravn", "Mads"))
    begun = page.get(address(draft)).content.decode()
    assert "Hertha Åkjær" not in begun
    about = re.search(r'name="spoerg" value="(person\|[^"]+)"', begun)
    assert about is not None
    found = page.get(address(draft), {"find": "åkjær", "spoerg": about[1]}).content.decode()
    assert f'value="person:{hertha.pk}"' in found
    sent = {"kode": "person", "om": "Mads", "svar": f"person:{hertha.pk}", "version": str(draft.version)}
    page.post(address(draft, act="/svar"), sent)
    assert taken_for(draft, "Mads") == f"person:{hertha.pk}"


def test_a_name_that_nobody_asks_about_is_taken_for_another_too(
    page: Client, world: World, sara: Viewer
) -> None:
    hertha = shown("Hertha Åkjær", world)
    draft = a_draft(sara)
    ref = named(draft, "Mads Ravn").ref
    found = page.get(address(draft), {"ret": ref, "find": "Hertha"})
    assert "Hertha Åkjær" in text(found)
    thing = named(draft, "Mads Ravn")
    sent = {value.field.value: value.value for value in thing.values}
    place = {"ret": ref, "punkt": "0", "find": "Hertha", "who": f"person:{hertha.pk}"}
    page.post(address(draft, act="/ret"), {**sent, **place, "version": str(draft.version)})
    assert taken_for(draft, "Mads Ravn") == f"person:{hertha.pk}"


def test_whoever_was_not_looked_for_cannot_be_slipped_in(page: Client, world: World, sara: Viewer) -> None:
    hertha = shown("Hertha Åkjær", world)
    draft = a_draft(sara)
    thing = named(draft, "Mads Ravn")
    before = taken_for(draft, "Mads Ravn")
    sent = {value.field.value: value.value for value in thing.values}
    place = {"ret": thing.ref, "punkt": "0", "find": "Mads", "who": f"person:{hertha.pk}"}
    page.post(address(draft, act="/ret"), {**sent, **place, "version": str(draft.version)})
    assert taken_for(draft, "Mads Ravn") == before


def test_a_name_that_is_not_there_says_so(page: Client, sara: Viewer) -> None:
    draft = a_draft(sara, MINUTES.replace("Mads Ravn", "Mads"))
    said = text(page.get(address(draft), {"find": "Findes Ikke", "spoerg": "person|Mads"}))
    assert "Der står ingen med det navn i registeret" in said


def test_everybody_is_found_by_each_name_they_have_and_only_by_those_who_may_see_them(
    world: World, sara: Viewer
) -> None:
    hertha = shown("Hertha Åkjær", world)
    PersonAlias.objects.create(person=hertha, name="Hertha Storm")
    old = Person.objects.create(record=register(RecordKind.PERSON), name="H. Gammelnavn", same_as=hertha)
    make_public(old)
    hidden = a_person("Hertha Skjult")
    hidden.record.is_public = False
    hidden.record.save()
    wanted = f"person:{hertha.pk}"
    for typed in ("hertha", "Åkjær", "åkjær hertha", "storm", old.name):
        found = [one.answer for one in known_by_name(sara, AnswerKind.PERSON, typed)]
        assert found == [wanted], typed
    assert world.political.name in known_by_name(sara, AnswerKind.PERSON, "Storm")[0].reason
    assert known_by_name(sara, AnswerKind.PERSON, "   ") == ()


def test_bodies_and_parties_are_found_by_name(world: World, sara: Viewer) -> None:
    elsewhere = a_body("Driftsforum for smaa oeer", collaboration=a_collaboration("Sundhedsklynge Oerne"))
    elsewhere.record.is_public = True
    elsewhere.record.save()
    (body,) = known_by_name(sara, AnswerKind.BODY, "smaa oeer")
    assert (body.answer, body.reason) == (f"body:{elsewhere.pk}", "Sundhedsklynge Oerne")
    party = known_by_name(sara, AnswerKind.PARTY, "kommune")
    assert party
    assert all(one.answer.startswith("party:") for one in party)


def test_a_search_costs_the_same_however_many_are_known(
    world: World,
    sara: Viewer,
    django_assert_num_queries,  # type: ignore[no-untyped-def]
) -> None:
    for number in range(20):
        shown(f"Hertha Nummer {number}", world)
    with django_assert_num_queries(3):
        assert len(known_by_name(sara, AnswerKind.PERSON, "hertha")) == 12


def the_finding(draft: Draft) -> Finding:
    found = Finding.objects.filter(document=draft.document, state=FindingState.OPEN).first()
    assert found is not None
    return found


def test_what_does_not_add_up_is_answered_before_the_draft_is_accepted(page: Client, sara: Viewer) -> None:
    draft = a_draft(sara, UNEVEN)
    finding = the_finding(draft)
    number = finding.item_number
    sent = {"fund": finding.record.public_id, "svar": "explained", "grund": "Punkt 3 udgik på mødet."}
    page.post(address(draft, act="/uoverensstemmelse"), {**sent, "version": str(draft.version)})
    finding.refresh_from_db()
    assert (finding.state, finding.reason) == (FindingState.EXPLAINED, "Punkt 3 udgik på mødet.")
    parts = [page.get(address(draft, f"?punkt={part}")) for part in range(4)]
    assert any("Punkt 3 udgik på mødet." in text(one) for one in parts), number


def test_an_answer_without_a_reason_is_not_taken(page: Client, sara: Viewer) -> None:
    draft = a_draft(sara, UNEVEN)
    finding = the_finding(draft)
    sent = {"fund": finding.record.public_id, "svar": "explained", "grund": ""}
    answer = page.post(address(draft, act="/uoverensstemmelse"), sent, follow=True)
    assert "skriv hvorfor" in text(answer)
    finding.refresh_from_db()
    assert finding.state == FindingState.OPEN


def test_a_finding_of_another_document_is_not_answered_here(page: Client, world: World, sara: Viewer) -> None:
    draft = a_draft(sara)
    other = the_finding(a_draft(sara, UNEVEN.replace("13. marts", "20. marts"), filename="andet.txt"))
    sent = {"fund": other.record.public_id, "svar": "explained", "grund": "Punkt 3 udgik."}
    page.post(address(draft, act="/uoverensstemmelse"), sent)
    other.refresh_from_db()
    assert other.state == FindingState.OPEN


def test_only_those_who_keep_the_document_answer_its_findings(world: World, sara: Viewer) -> None:
    draft = a_draft(sara, UNEVEN)
    finding = the_finding(draft)
    sent = {"fund": finding.record.public_id, "svar": "explained", "grund": "Punkt 3 udgik."}
    path = address(draft, act="/uoverensstemmelse")
    assert Client().post(path, sent).status_code == 401
    for user in (world.mads, world.lone, world.vibe):
        assert log_in(Client(), user).post(path, sent).status_code == 404
    finding.refresh_from_db()
    assert finding.state == FindingState.OPEN
