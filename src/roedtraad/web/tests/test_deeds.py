"""The journal in words: every act that the program writes can be told."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from people import a_world
from sessions import log_in

from roedtraad import accounts
from roedtraad.accounts.models import JournalEntry
from roedtraad.checks.models import FindingState
from roedtraad.commitments.models import EventKind
from roedtraad.fund.models import EntryKind
from roedtraad.meetings.models import PaperKind
from roedtraad.web.deeds import is_known, told

SOURCE = Path(accounts.__file__).parents[1]
ACT = re.compile(r"[a-z]+\.[a-z_]+\.[a-z_]+")


def written(path: Path) -> Iterator[str]:
    """The acts that a file hands to `journal.write`, or to what writes on its behalf (`act=`)."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        handed = [word.value for word in node.keywords if word.arg == "act"]
        if isinstance(node.func, ast.Attribute) and ast.unparse(node.func).startswith("journal.write"):
            handed += node.args
        for argument in handed:
            for part in ast.walk(argument):
                if (
                    isinstance(part, ast.Constant)
                    and isinstance(part.value, str)
                    and ACT.fullmatch(part.value)
                ):
                    yield part.value


def acts() -> set[str]:
    found = {act for path in SOURCE.glob("*/**/*.py") if "tests" not in path.parts for act in written(path)}
    found |= {f"checks.finding.{state}" for state in FindingState if state != FindingState.OPEN}
    found |= {f"commitments.commitment.{kind}" for kind in EventKind}
    found |= {f"fund.entry.{kind}" for kind in EntryKind}
    found |= {f"{app}.{kind}.{verb}" for kind in PaperKind for app, verb in PAPERS}
    return found | {"meeting.withdrawn", "commitment.withdrawn", "bodies.party.alias_withdrawn"}


PAPERS = (("meetings", "recorded"), ("publishing", "published"))


def test_every_act_that_is_written_can_be_told_in_words() -> None:
    assert len(acts()) > 90
    assert sorted(act for act in acts() if not is_known(act)) == []


def test_an_act_that_nobody_knows_is_shown_as_it_stands() -> None:
    assert told("thread.link.woven") == "thread.link.woven"
    assert told("bodies.seat.ended") == "afsluttede en plads"
    assert told("meeting.withdrawn") == "trak et møde tilbage"


@pytest.mark.django_db
def test_an_administrator_closes_a_user_who_is_then_out_at_once() -> None:
    world = a_world()
    mads = log_in(Client(), world.mads)
    assert mads.get("/skrivebord").status_code == 200
    ada = log_in(Client(), world.ada)
    path = f"/brugere/{world.mads.pk}/luk"
    assert "Luk Mads Ravn" in ada.get(path).content.decode()
    assert ada.post(path, {"grund": ""}).status_code == 200
    assert ada.post(path, {"grund": "Udtrådt af klyngen."}).status_code == 302
    assert mads.get("/skrivebord").status_code == 302
    entry = JournalEntry.objects.get(act="accounts.user.closed")
    assert (entry.actor, entry.reason) == (world.ada, "Udtrådt af klyngen.")
    said = ada.get("/journal").content.decode()
    assert "lukkede en bruger" in said
    assert ada.post(path, {"grund": "Igen."}).status_code == 403


@pytest.mark.django_db
def test_nobody_else_closes_a_user_and_no_administrator_themselves() -> None:
    world = a_world()
    for user in (world.sara, world.lone):
        assert (
            log_in(Client(), user).post(f"/brugere/{world.mads.pk}/luk", {"grund": "Nej."}).status_code == 404
        )
    answer = log_in(Client(), world.ada).post(f"/brugere/{world.ada.pk}/luk", {"grund": "Ferie."})
    assert answer.status_code == 403
    assert "Du kan ikke lukke dig selv." in answer.content.decode()
    world.ada.refresh_from_db()
    assert world.ada.is_active
