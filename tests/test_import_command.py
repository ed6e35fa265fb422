"""`roedtraad import`: a folder becomes drafts and meetings; it can be run again; one bad file stops no other."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from drafting import MINUTES

from roedtraad.accounts.models import User
from roedtraad.bodies.actions.loading import load_register
from roedtraad.bodies.models import Collaboration, Party, Person
from roedtraad.bodies.register import SHIPPED
from roedtraad.documents.models import Citation, Document
from roedtraad.importing.models import Batch, Draft, DraftState, Reading
from roedtraad.meetings.models import AgendaItem, Decision, Meeting, MeetingPaper, Participant

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples"
SEEDS = ROOT.parent / "shared" / "seeds"
EMAIL = "ada@vestbaelt.example"

pytestmark = pytest.mark.django_db
needs_seeds = pytest.mark.skipif(not SEEDS.is_dir(), reason="../shared/seeds is not there")


@pytest.fixture
def ada() -> User:
    return User.objects.create_user(EMAIL, name="Ada Birk", is_administrator=True)


def run(*words: str) -> str:
    said = StringIO()
    call_command("import", *words, stdout=said)
    return said.getvalue()


def citations_open_the_right_words(citations: Iterable[Citation]) -> bool:
    """Whether the letters of each quote stand where it says, in order; markers of lists may stand between them."""
    for citation in citations:
        there = iter("".join(citation.text.text[citation.start : citation.end].split()).casefold())
        if not all(letter in there for letter in "".join(citation.quote.split()).casefold()):
            return False
    return True


@needs_seeds
def test_the_five_real_documents_become_five_meetings_of_five_collaborations(ada: User) -> None:
    load_register(SHIPPED, viewer=None)
    run(str(SEEDS), "--accept-as", EMAIL)
    assert Meeting.objects.count() == 5
    assert Collaboration.objects.filter(bodies__meetings__isnull=False).distinct().count() == 5
    assert AgendaItem.objects.count() == 35
    assert not MeetingPaper.objects.filter(published_at__isnull=False).exists()
    for model in (Meeting, AgendaItem, Decision):
        assert not model._default_manager.filter(record__citations=None).exists()
    assert citations_open_the_right_words(Citation.objects.select_related("text"))


@needs_seeds
def test_the_people_of_the_real_documents_have_their_parties(ada: User) -> None:
    load_register(SHIPPED, viewer=None)
    run(str(SEEDS), "--accept-as", EMAIL)
    listed = Participant.objects.select_related("party")
    assert listed.count() == 88
    # A letter is a political party; two people stand without any organisation.
    without = listed.filter(party=None, letter="")
    assert without.count() <= 8
    in_words = {row.party.name for row in listed if row.party is not None}
    assert {"Region Syddanmark", "Region Nordjylland", "Vejen Kommune", "Sygehus Lillebælt"} <= in_words
    # Nobody who sits for the same party in two clusters is two people.
    twice = Person.objects.filter(name="Frank Schmidt-Hansen")
    assert twice.count() == 1
    assert Participant.objects.filter(person=twice.get()).count() == 2


def test_the_invented_archive_is_imported_and_nothing_in_it_is_in_doubt(ada: User) -> None:
    load_register(SAMPLES / "verden.toml", viewer=None)
    run(str(SAMPLES / "vestbaelt"), "--accept-as", EMAIL)
    assert Draft.objects.count() == 29
    assert not Draft.objects.filter(state=DraftState.OPEN).exists()
    assert Meeting.objects.count() == 28  # one has both agenda and minutes
    assert Batch.objects.count() == 1
    joint = Meeting.objects.get(held_on="2026-12-11")
    assert {row.body.name for row in joint.bodies.all()} == {"Sundhedsråd Bælt Nord", "Sundhedsråd Bælt Syd"}
    # The case with the number that the items mention goes through the bodies as one.
    hip = Meeting.objects.filter(items__cases__consideration__case__file_numbers__number="VB-2025-017")
    assert hip.distinct().count() >= 6


def test_the_invented_archive_is_whole_where_doubts_are_accepted_too(ada: User) -> None:
    load_register(SAMPLES / "verden.toml", viewer=None)
    run(str(SAMPLES / "vestbaelt"), "--accept-as", EMAIL, "--with-doubts")
    assert not Draft.objects.filter(state=DraftState.OPEN).exists()
    assert Meeting.objects.count() == 28
    world = tomllib.loads((SAMPLES / "verden.toml").read_text(encoding="utf-8"))
    known = {seat["navn"] for seat in world["plads"]}
    assert not {name for name in known if Person.objects.filter(name=name).count() != 1}
    assert Party.objects.filter(name="Fjordby Kommune").count() == 1


def test_importing_again_does_nothing_twice(ada: User, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(MINUTES, encoding="utf-8")
    (tmp_path / "b.txt").write_text(MINUTES.replace("13. marts", "10. april"), encoding="utf-8")
    run(str(tmp_path))
    before = [model._default_manager.count() for model in (Document, Reading, Draft, Batch)]
    run(str(tmp_path))
    assert [model._default_manager.count() for model in (Document, Reading, Draft, Batch)] == before
    assert not Meeting.objects.exists()  # nobody accepted anything


def test_a_bad_file_is_told_and_the_rest_is_imported(ada: User, tmp_path: Path) -> None:
    (tmp_path / "billede.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    (tmp_path / "referat.txt").write_text(MINUTES, encoding="utf-8")
    (tmp_path / "tom.pdf").write_bytes(b"")
    (tmp_path / ".skjult").write_text(MINUTES, encoding="utf-8")
    said = StringIO()
    with pytest.raises(CommandError):
        call_command("import", str(tmp_path), stdout=said)
    assert "billede.png" in said.getvalue()
    assert "tom.pdf" in said.getvalue()
    assert [draft.document.filename for draft in Draft.objects.all()] == ["referat.txt"]


def test_accepting_is_the_act_of_a_known_person(ada: User, tmp_path: Path) -> None:
    (tmp_path / "referat.txt").write_text(MINUTES, encoding="utf-8")
    with pytest.raises(CommandError, match=r"nobody@vestbaelt\.example"):
        run(str(tmp_path), "--accept-as", "nobody@vestbaelt.example")
    with pytest.raises(CommandError):
        run(str(tmp_path / "ikke her"))
    assert not Document.objects.exists()


def test_in_an_empty_installation_collaboration_body_parties_and_people_are_founded(
    ada: User, tmp_path: Path
) -> None:
    (tmp_path / "referat.txt").write_text(MINUTES, encoding="utf-8")
    (tmp_path / "senere.txt").write_text(MINUTES.replace("13. marts", "10. april"), encoding="utf-8")
    run(str(tmp_path), "--accept-as", EMAIL)
    meetings = Meeting.objects.select_related("body__collaboration")
    assert {one.body.collaboration.name for one in meetings} == {"Sundhedsklynge Vestbælt"}
    assert len({one.body_id for one in meetings}) == 1
    assert Person.objects.count() == 3
    assert {party.name for party in Party.objects.all()} == {
        "Region Bæltet",
        "Fjordby Kommune",
        "Hedelund Kommune",
    }
    assert {draft.settled_by for draft in Draft.objects.all()} == {ada}


def test_where_there_is_a_register_a_new_body_is_founded_only_where_doubts_are_accepted(
    ada: User, tmp_path: Path
) -> None:
    load_register(SHIPPED, viewer=None)
    (tmp_path / "referat.txt").write_text(MINUTES, encoding="utf-8")
    said = run(str(tmp_path), "--accept-as", EMAIL)
    assert "Sundhedsklynge Vestbælt" in said
    assert not Meeting.objects.exists()
    run(str(tmp_path), "--accept-as", EMAIL, "--with-doubts")
    assert Meeting.objects.get().body.collaboration.name == "Sundhedsklynge Vestbælt"
