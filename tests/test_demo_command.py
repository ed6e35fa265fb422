"""`roedtraad demo` sets up a whole cluster from the samples, and does nothing twice."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Sum
from pytest_django import Settings

from roedtraad.accounts.models import User
from roedtraad.commitments.models import Adoption, AdoptionState, Commitment, State
from roedtraad.fund.models import Entry, EntryKind, Posting
from roedtraad.importing.models import Draft, DraftState
from roedtraad.meetings.models import Meeting, MeetingPaper
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
