"""What the program exports, the library reads again: items, recommendations, outcomes, attendance, attachments."""

from dataclasses import replace

import pytest
from django.core.files.storage import default_storage
from papers import an_item, minutes_of, present
from people import World, a_person, a_world

from referat import parse, read
from referat.model import SectionKind as ReadKind
from roedtraad.documents.queries.originals import original_name
from roedtraad.meetings.actions import record_minutes
from roedtraad.meetings.facts import DecisionFacts, OutcomeFacts, SectionFacts
from roedtraad.meetings.models import OutcomeKind, PaperKind, PresenceKind, SectionKind
from roedtraad.publishing.actions import issue
from roedtraad.publishing.models import FileFormat

pytestmark = pytest.mark.django_db
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


@pytest.mark.parametrize("file_format", list(FileFormat))
def test_what_is_exported_is_read_again(file_format: FileFormat) -> None:
    world = a_world()
    sara = world.viewer(world.sara)
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
