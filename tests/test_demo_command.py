"""`roedtraad demo` sets up a whole cluster from the samples, and does nothing twice."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Sum
from pytest_django import Settings

from roedtraad.accounts.models import User
from roedtraad.commitments.models import Commitment, State
from roedtraad.fund.models import Entry, Posting
from roedtraad.importing.models import Draft, DraftState
from roedtraad.meetings.models import Meeting, MeetingPaper

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
    before = Meeting.objects.count(), Entry.objects.count(), Commitment.objects.count(), User.objects.count()
    call_command("demo", str(SAMPLES), no_serve=True)
    after = Meeting.objects.count(), Entry.objects.count(), Commitment.objects.count(), User.objects.count()
    assert before == after
