"""A line that is the address of a fund becomes its matrix, as far as the reader may see it."""

from dataclasses import replace
from datetime import date

import pytest
from money import Purse, a_decision
from papers import a_recorded_meeting, an_item

from roedtraad.accounts.policy import Viewer
from roedtraad.fund.actions import show_fund
from roedtraad.fund.embedding import embedded
from roedtraad.meetings.facts import SectionFacts
from roedtraad.meetings.models import PaperKind, SectionKind
from roedtraad.publishing.actions import publish_minutes
from roedtraad.publishing.prose import BlockKind, blocks
from roedtraad.publishing.queries import compose

pytestmark = pytest.mark.django_db


@pytest.fixture
def spent(purse: Purse) -> Purse:
    purse.grant(purse.share(purse.fjordby, "1000.00"))
    purse.allocate(purse.share(purse.fjordby, "400.00", purse.home))
    return purse


def there(purse: Purse) -> str:
    return f"/midler/{purse.fund.record.public_id}"


def table(text: str) -> list[list[str]]:
    (found,) = [block for block in blocks(text) if block.kind is BlockKind.TABLE]
    return [[cell.text for cell in row] for row in found.rows]


@pytest.mark.parametrize("form", ["{}", "https://roedtraad.example{}?aar=2026", "  {}/klyngemidler  "])
def test_the_address_of_a_fund_on_a_line_of_its_own_is_its_matrix(spent: Purse, form: str) -> None:
    text = embedded(spent.sara, f"Sådan ser det ud:\n\n{form.format(there(spent))}\n\nSlut.")
    rows = table(text)
    fjordby = rows[0].index("Fjordby Kommune")
    assert {row[0]: row[fjordby] for row in rows[1:]} == {
        "Tildelt": "1.000,00",
        "Trygt hjem": "400,00",
        "Udmøntet i alt": "400,00",
        "Rest": "600,00",
    }
    assert text.endswith("Slut.")


def test_an_address_inside_a_sentence_or_of_another_year_is_left_alone(spent: Purse) -> None:
    for text in (f"Se {there(spent)} for mere.", f"{there(spent)}?aar=2031", "/midler/aaaaaaaaaa"):
        assert embedded(spent.sara, text) == text


def test_a_reader_gets_only_what_they_may_see(spent: Purse) -> None:
    closed = a_decision(spent.world, "Lukket", is_closed=True)
    spent.allocate(spent.share(spent.fjordby, "77.77", spent.car), decision=closed)
    publish_minutes(closed.item.meeting, viewer=spent.sara)
    nobody = Viewer(on=spent.sara.on)
    assert "77,77" in embedded(spent.sara, there(spent))
    assert "77,77" not in embedded(nobody, there(spent))
    show_fund(viewer=spent.sara, fund=spent.fund, is_public=False)
    assert embedded(nobody, there(spent)) == there(spent)


def test_minutes_are_composed_with_the_matrix_as_it_is_then(spent: Purse) -> None:
    text = f"Status på midlerne:\n\n{there(spent)}"
    item = replace(an_item("Økonomi"), sections=(SectionFacts(SectionKind.CASE, text),))
    meeting = a_recorded_meeting(spent.sara, spent.world.political, item, held_on=date(2026, 6, 1)).meeting
    before = compose(spent.sara, meeting.pk, PaperKind.MINUTES, version=1)
    spent.allocate(spent.share(spent.fjordby, "100.00", spent.car))
    after = compose(spent.sara, meeting.pk, PaperKind.MINUTES, version=2)
    told = [
        [
            cell.text
            for part in paper.items[-1].parts
            for block in part.blocks
            for row in block.rows
            for cell in row
        ]
        for paper in (before, after)
        if paper is not None
    ]
    assert ("600,00" in told[0], "500,00" in told[0], "500,00" in told[1]) == (True, False, True)
