"""What is written beside the ledger on the pages of a fund: the budget of an initiative, ranks, and taking back."""

from __future__ import annotations

import pytest
from django.test import Client
from money import Purse, a_purse, an_initiative
from people import a_world
from sessions import log_in

from roedtraad import danish
from roedtraad.accounts.models import JournalEntry
from roedtraad.fund.models import BudgetLine, Estimate, Posting, Priority
from roedtraad.publishing.actions import publish_minutes

pytestmark = pytest.mark.django_db


@pytest.fixture
def purse() -> Purse:
    made = a_purse(a_world())
    made.grant(made.share(made.region, "1483000.00"))
    made.allocate(made.share(made.region, "454600.00", made.home))
    publish_minutes(made.decision.item.meeting, viewer=made.sara)
    return made


def there(purse: Purse, word: str = "") -> str:
    return f"/midler/{purse.fund.record.public_id}{word}"


def page(purse: Purse, user: object = None) -> str:
    answer = log_in(Client(), user).get(there(purse))  # type: ignore[arg-type]
    assert answer.status_code == 200
    return answer.content.decode().replace(danish.NBSP, " ")


def a_budget(purse: Purse, **changes: str) -> dict[str, str]:
    return {
        "initiative": purse.home.record.public_id,
        "decision": purse.decision.record.public_id,
        "text": "Budget for opstarten",
        "on": "2026-03-20",
        "first_on": "2026-07-01",
        "last_on": "2026-12-31",
        "kr_staff": "310.000",
        "kr_materials": "45.000,50",
        "hours_a_week": "10",
    } | changes


def test_a_budget_for_a_half_year_stands_beside_what_was_allocated(purse: Purse) -> None:
    before = Posting.objects.count()
    answer = log_in(Client(), purse.world.sara).post(there(purse, "/skriv/budget"), a_budget(purse))
    assert answer.headers["Location"] == there(purse)
    said = page(purse)
    for words in (
        "Budget for opstarten",
        "1. juli 2026",
        "31. dec. 2026",
        "Projektmedarbejdere: 310.000,00",
        "10 timer om ugen",
        "355.000,50",
        "454.600,00",
    ):
        assert words in said
    assert Posting.objects.count() == before, "a budget is no money"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"kr_staff": "", "kr_materials": ""}, "Skriv et beløb til mindst én slags udgift."),
        ({"last_on": "2026-06-30"}, "Perioden slutter, før den begynder."),
        ({"kr_staff": "mange"}, "mange"),
        ({"initiative": ""}, "Feltet skal udfyldes."),
    ],
)
def test_a_budget_that_says_nothing_is_refused_and_what_was_written_is_kept(
    purse: Purse, changes: dict[str, str], words: str
) -> None:
    client = log_in(Client(), purse.world.sara)
    said = client.post(there(purse, "/skriv/budget"), a_budget(purse, **changes)).content.decode()
    assert words in said
    assert "Budget for opstarten" in said
    assert not Estimate.objects.exists()
    assert not BudgetLine.objects.exists()


@pytest.mark.parametrize("who", ["mads", "lone", "vibe"])
@pytest.mark.parametrize("what", ["budget", "prioriter", "tag-tilbage"])
def test_members_write_nothing_beside_the_ledger(purse: Purse, who: str, what: str) -> None:
    client = log_in(Client(), getattr(purse.world, who))
    assert client.post(there(purse, f"/skriv/{what}"), a_budget(purse)).status_code == 403
    assert not Estimate.objects.exists()
    assert not Priority.objects.exists()


def test_a_budget_that_was_written_wrongly_is_taken_back_for_a_reason(purse: Purse) -> None:
    client = log_in(Client(), purse.world.sara)
    client.post(there(purse, "/skriv/budget"), a_budget(purse))
    budget = Estimate.objects.get()
    data = {"estimate": budget.record.public_id, "reason": ""}
    assert client.post(there(purse, "/skriv/tag-tilbage"), data).status_code == 200
    assert "Budget for opstarten" in page(purse)
    client.post(there(purse, "/skriv/tag-tilbage"), data | {"reason": "Skrevet på den forkerte indsats"})
    assert "Budget for opstarten" not in page(purse)
    entry = JournalEntry.objects.get(record=budget.record, act="estimate.withdrawn")
    assert entry.reason == "Skrevet på den forkerte indsats"


def test_initiatives_are_ranked_and_ranked_anew(purse: Purse) -> None:
    third = an_initiative(purse.world, "Unge i mistrivsel")
    client = log_in(Client(), purse.world.sara)
    places = {purse.home: "2", purse.car: "1", third: ""}
    data = {"year": "2026"} | {f"plads_{one.record.public_id}": place for one, place in places.items()}
    client.post(there(purse, "/skriv/prioriter"), data)
    assert [row.initiative for row in Priority.objects.order_by("rank")] == [purse.car, purse.home]
    shown = client.get(there(purse, "/skriv/prioriter?aar=2026")).content.decode()
    assert f'name="plads_{purse.car.record.public_id}" value="1"' in shown
    twice = data | {f"plads_{third.record.public_id}": "1"}
    assert "har den samme plads" in client.post(there(purse, "/skriv/prioriter"), twice).content.decode()
    assert Priority.objects.count() == 2
    client.post(there(purse, "/skriv/prioriter"), twice | {f"plads_{purse.car.record.public_id}": ""})
    assert [row.initiative for row in Priority.objects.order_by("rank")] == [third, purse.home]
