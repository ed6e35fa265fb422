"""`roedtraad demo` sets up a whole cluster from the samples, and does nothing twice."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from html import unescape
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Sum
from django.test import Client
from pytest_django import Settings

from roedtraad.accounts.models import User
from roedtraad.commitments.models import Adoption, AdoptionState, Commitment, State
from roedtraad.fund.models import Entry, EntryKind, Fund, Posting
from roedtraad.importing.models import Draft, DraftState
from roedtraad.initiatives.models import Initiative
from roedtraad.meetings.models import AgendaItem, Meeting, MeetingPaper
from roedtraad.thread.models import Link, LinkState

SAMPLES = Path(__file__).parents[1] / "samples"

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_a_real_installation_is_not_filled_with_invented_minutes() -> None:
    with pytest.raises(CommandError, match="ROEDTRAAD_DEMO"):
        call_command("demo", str(SAMPLES), no_serve=True)
    assert not User.objects.exists()


def test_a_folder_without_the_world_is_refused_in_a_sentence(settings: Settings, tmp_path: Path) -> None:
    settings.IS_DEMO = True
    with pytest.raises(CommandError, match=r"verden\.toml"):
        call_command("demo", str(tmp_path), no_serve=True)


def test_the_demonstration_has_meetings_money_promises_and_a_user_for_each_role(settings: Settings) -> None:
    settings.IS_DEMO = True
    call_command("demo", str(SAMPLES), no_serve=True)
    assert Meeting.objects.count() >= 26
    assert Draft.objects.filter(state=DraftState.OPEN).count() <= 2
    assert MeetingPaper.objects.filter(published_at__isnull=False).count() >= 20
    assert Posting.objects.aggregate(sum=Sum("amount"))["sum"] == Decimal(0)
    assert Commitment.objects.filter(state=State.KEPT).count() >= 15
    assert User.objects.filter(is_active=True).count() >= 8
    the_thread_is_alive()
    the_ten_questions_are_answered()
    before = counted()
    call_command("demo", str(SAMPLES), no_serve=True)
    assert counted() == before


def counted() -> tuple[int, ...]:
    kinds = (Meeting, Entry, Commitment, User, Adoption, Link)
    settled = Link.objects.exclude(state=LinkState.PROPOSED).count()
    return (*(kind._default_manager.count() for kind in kinds), settled)


def the_thread_is_alive() -> None:
    """Adoptions are asked for, answered by mayors and secretariat, and one is late; vouchers and judged links are there."""
    answered = Adoption.objects.filter(state=AdoptionState.ADOPTED)
    assert answered.values("entered_by").distinct().count() >= 4
    late = Adoption.objects.filter(state=AdoptionState.WAITING, due_on__lt=date(2026, 11, 1))
    assert [one.party.name for one in late.select_related("party")] == ["Vesterø Kommune"]
    assert Entry.objects.filter(kind=EntryKind.SPEND).exclude(voucher="").count() >= 40
    judged = Link.objects.exclude(state=LinkState.PROPOSED)
    assert {link.settled_by.name for link in judged.select_related("settled_by")} == {"Lone Dalsminde"}
    assert judged.filter(state=LinkState.CONFIRMED).count() >= 60
    assert all(judged.filter(state=LinkState.REJECTED).values_list("note", flat=True))
    assert judged.filter(state=LinkState.REJECTED).exists()
    assert Link.objects.filter(state=LinkState.PROPOSED).exists()


def the_ten_questions_are_answered() -> None:
    """Anybody finds the answers of `samples/SPOERGSMAAL.md` where the handbook sends them."""
    home, youth = the_initiative("Trygt hjem"), the_initiative("Unge i mistrivsel")
    phone, back = (
        the_initiative("Fælles telefonvagt om natten"),
        the_initiative("Udviklingsprojekt om lænderyg"),
    )
    fund = Fund.objects.select_related("record").get()
    item = AgendaItem.objects.select_related("record").get(title="Overdragelse af åbne sager")
    rest = AgendaItem.objects.select_related("record").get(title="Overdragelse af penge")
    first = AgendaItem.objects.select_related("record").get(
        title="Forslag: borgere med hoftebrud følges hjem"
    )
    there = f"/midler/{fund.record.public_id}"
    answers = (
        (f"/traad/{home}", "Igangsættelse af Trygt hjem", "med den ændring, at udvidelsen til Vesterø"),
        (f"/punkt/{first.record.public_id}", "rtopædkirurgisk afdeling"),
        (f"/indsats/{home}", "239.483,51", "1.748.000,01", "18,4 % → 13,1 %", "23 af 176", "377", "420"),
        ("/loefter", "Vesterø Kommune opgør", "kompetenceplan"),
        (f"/indsats/{home}", "Vesterø Kommune har ikke vedtaget", "Nået 15. sep. 2025", "1. sep. 2025"),
        (f"/traad/{youth}", "varige midler", "Ellen Storkholm pegede på, at pausen skal have en slutdato"),
        (f"/indsats/{home}", "28. aug. 2025", "bækkenbrud", "aftale om sygetransport med færgen"),
        (f"{there}?aar=2024", "2.093.660,47", "17.119,53"),
        (f"{there}?aar=2025", "1.273.160,47", "820.500,00"),
        (f"/indsats/{phone}", "Ikke opbakning fra Hedelund og Strandby"),
        (f"/indsats/{back}", "Fjordby Kommune gennemfører det alene"),
        (f"/punkt/{item.record.public_id}", "Til Bælt Nord", "24", "Uden modtager", "47"),
        (f"/punkt/{rest.record.public_id}", "1.245.829,99"),
    )
    for path, *words in answers:
        response = Client().get(path, follow=True)
        assert response.status_code == 200, path
        text = unescape(response.content.decode()).replace("\xa0", " ")
        assert [word for word in words if word not in text] == [], path


def the_initiative(name: str) -> str:
    return Initiative.objects.select_related("record").get(name=name).record.public_id
