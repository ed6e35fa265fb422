"""What the program exports, the library reads again: items, recommendations, outcomes, attendance, attachments."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from papers import an_item, minutes_of, present
from people import World, a_person, a_world, known_to_their_body

from referat import Minutes, parse, read
from referat.model import SectionKind as ReadKind
from roedtraad.cases.actions import PaperGiven
from roedtraad.cases.models import Attachment
from roedtraad.commitments.actions import give
from roedtraad.commitments.due import DueTold
from roedtraad.commitments.facts import Promise
from roedtraad.documents.queries.originals import original_name
from roedtraad.meetings import actions
from roedtraad.meetings.actions import OutcomeGiven, Particulars, record_minutes
from roedtraad.meetings.facts import DecisionFacts, OutcomeFacts, SectionFacts
from roedtraad.meetings.models import (
    Meeting,
    OutcomeKind,
    PaperKind,
    Participant,
    PresenceKind,
    SectionKind,
)
from roedtraad.publishing.actions import issue, set_logo, set_words
from roedtraad.publishing.labels import CHOICES
from roedtraad.publishing.models import FileFormat

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>'
TITLES = ("Lægevagt i weekenden", "Sygetransport", "Genoptræning efter hospital")
PAPERS = ("Budget for indsatsen", "Aftale om lægevagt", "Evaluering af Trygt hjem", "Tidsplan")
OUTCOMES = (OutcomeKind.APPROVED, OutcomeKind.NOTED, OutcomeKind.DISCUSSED, OutcomeKind.POSTPONED)


def the_minutes(world: World):  # type: ignore[no-untyped-def]
    items = [
        replace(
            an_item(f"Trygt hjem, del {n}", number=str(n), points=("at budgettet godkendes", "at planen følges"), attachments=(PAPERS[n - 1],)),
            sections=(SectionFacts(SectionKind.CASE, f"Sagen handler om del {n} af indsatsen."),),
            decision=DecisionFacts("", outcomes=(OutcomeFacts(outcome),)),
        )
        for n, outcome in enumerate(OUTCOMES, start=1)
    ]  # fmt: skip
    gone = a_person("Rigmor Sandhave")
    people = (present(world.mads.person.pk), present(gone.pk, kind=PresenceKind.APOLOGY))
    return minutes_of(world.political, *items, participants=people)


LOOKS = range(max(map(len, CHOICES.values())))


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("file_format", list(FileFormat))
def test_what_is_exported_is_read_again_whatever_words_the_body_uses(
    file_format: FileFormat, look: int
) -> None:
    world = a_world()
    sara = world.viewer(world.sara)
    if look:
        set_words(
            world.political,
            {label: words[look % len(words)] for label, words in CHOICES.items()},
            viewer=sara,
        )
        set_logo(world.political, LOGO, alt="Sundhedsklyngens logo", viewer=sara)
    made = issue(record_minutes(the_minutes(world), viewer=sara).meeting, PaperKind.MINUTES, viewer=sara)
    document = made.files.get(format=file_format).document
    with default_storage.open(original_name(document.sha256)) as file:
        minutes = parse(read(file.read(), filename=document.filename))
    numbers = [1, 2, 3, 4]
    assert [(str(one.number), one.title.text) for one in minutes.items] == [
        (str(n), f"Trygt hjem, del {n}") for n in numbers
    ]
    for n, item in zip(numbers, minutes.items, strict=True):
        assert [one.quote.text for one in item.recommendations] == [
            "at budgettet godkendes",
            "at planen følges",
        ]
        assert [str(one.outcome) for one in item.conclusions] == [str(OUTCOMES[n - 1])]
        assert [one.text for one in item.attachments] == [PAPERS[n - 1]]
        case = item.section(ReadKind.CASE)
        assert case is not None
    present_ones = [one for one in minutes.participants if str(one.attendance) == "present"]
    assert [one.name.text for one in present_ones] == ["Mads Ravn"]
    assert [one.name.text for one in minutes.participants if one not in present_ones] == ["Rigmor Sandhave"]


def the_meeting(world: World, *, held_on: date) -> Meeting:
    """A meeting that is made here: an agenda that was sent out, with a draft and a finished attachment; then it is held."""
    known_to_their_body(world)
    sara, lone = world.viewer(world.sara), world.viewer(world.lone)
    meeting = actions.plan_meeting(world.political, Particulars(held_on, place="Fjordby Rådhus"), viewer=sara)
    draft = Attachment.Status.DRAFT
    for number, title in enumerate(TITLES, start=1):
        item = actions.add_item(meeting, title, number=str(number), viewer=sara)
        actions.write_section(item, SectionKind.CASE, f"Sagen handler om {title.lower()}.", viewer=sara)
        for name, status in ((f"Notat {number}.pdf", None), (f"Budget {number}.pdf", draft)):
            file = SimpleUploadedFile(name, b"%PDF-1.7 " + name.encode())
            given = PaperGiven("", False, status or Attachment.Status.FINAL)
            actions.add_item_paper(item, file, given, viewer=sara)
    actions.approve_agenda(meeting, at=AT, viewer=lone)
    actions.release_agenda(meeting, at=AT, viewer=sara)
    return meeting


def hold(world: World, meeting: Meeting) -> None:
    """Everybody is there; Mads leaves after the second item. Each item is decided, in the first something is promised."""
    sara = world.viewer(world.sara)
    actions.begin_meeting(meeting, at=AT, viewer=sara)
    items = list(meeting.items.order_by("order"))
    mads = Participant.objects.get(meeting=meeting, person=world.mads.person)
    actions.set_presence(mads, PresenceKind.ABSENT, first=items[2], last=items[-1], viewer=sara)
    for item, kind in zip(items, OUTCOMES, strict=False):
        actions.decide(item, viewer=sara, text="", outcomes=[OutcomeGiven(kind)])
    promise = Promise("Sekretariatet udarbejder en tidsplan", due=DueTold(words="på næste møde"))
    give(items[0], promise, viewer=sara)
    actions.end_meeting(meeting, at=AT, viewer=sara)
    meeting.refresh_from_db()


def read_again(world: World, meeting: Meeting, kind: PaperKind, file_format: FileFormat) -> Minutes:
    """What the library reads in the file that is published."""
    made = issue(meeting, kind, viewer=world.viewer(world.sara))
    document = made.files.get(format=file_format).document
    with default_storage.open(original_name(document.sha256)) as file:
        return parse(read(file.read(), filename=document.filename))


@pytest.mark.parametrize("file_format", list(FileFormat))
def test_an_agenda_made_here_is_read_again_with_its_drafts(file_format: FileFormat) -> None:
    world = a_world()
    meeting = the_meeting(world, held_on=date(2026, 12, 11))
    agenda = read_again(world, meeting, PaperKind.AGENDA, file_format)
    assert [(str(one.number), one.title.text) for one in agenda.items] == list(
        zip("123", TITLES, strict=True)
    )
    for number, item in enumerate(agenda.items, start=1):
        assert [one.text for one in item.attachments] == [f"Notat {number}", f"Budget {number} (udkast)"]
        assert not item.conclusions


@pytest.mark.parametrize("file_format", list(FileFormat))
@pytest.mark.parametrize("kind", [PaperKind.DECISIONS, PaperKind.MINUTES])
def test_what_was_recorded_in_the_meeting_is_read_again(kind: PaperKind, file_format: FileFormat) -> None:
    world = a_world()
    meeting = the_meeting(world, held_on=world.viewer(world.sara).on)
    hold(world, meeting)
    minutes = read_again(world, meeting, kind, file_format)
    assert [(str(one.number), one.title.text) for one in minutes.items] == list(
        zip("123", TITLES, strict=True)
    )
    read_outcomes = [[str(one.outcome) for one in item.conclusions] for item in minutes.items]
    assert read_outcomes == [[str(one)] for one in OUTCOMES[:3]]
    promised = [one.quote.text for item in minutes.items for one in item.commitments]
    assert any("Sekretariatet udarbejder en tidsplan" in one for one in promised)
    names = {one.name.text: str(one.attendance) for one in minutes.participants}
    if kind == PaperKind.DECISIONS:
        assert not names, "who was there comes with the minutes"
        return
    assert set(names) == {"Lone Dalsminde", "Mads Ravn", "Sara Holm"}
    assert set(names.values()) == {"present"}
    assert minutes.items[0].attachments[1].text == "Budget 1 (udkast)"
