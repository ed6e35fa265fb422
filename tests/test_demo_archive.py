"""The demo archive hangs together: people have seats, money adds up, promises and planted faults stand where they should."""

from __future__ import annotations

import re
import sys
import tomllib
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

SAMPLES = Path(__file__).parent.parent / "samples"
sys.path[:0] = [str(SAMPLES), str(SAMPLES.parent / "libs/referat/tests/samples")]

from skabeloner import TEMPLATES  # noqa: E402 (the samples are no package)
from skabeloner.markup import blocks, cells  # noqa: E402
from skabeloner.meeting import Meeting, read_meeting  # noqa: E402

WORLD: dict[str, Any] = tomllib.loads((SAMPLES / "verden.toml").read_text(encoding="utf-8"))
MEETINGS = {path.stem: read_meeting(path) for path in sorted((SAMPLES / "kilder").glob("*.toml"))}
PLANTED_SUMS = {("vestbaelt-pn-2025-03-14", 4, "Trygt hjem")}

LEVELS = {"Politisk niveau": "pn", "Fagligt strategisk niveau": "fsn", "Driftsforum": "df"}
LISTED = [
    meeting
    for meeting in MEETINGS.values()
    if meeting.template == "sbsys" and meeting.people and meeting.level in LEVELS
]

each_meeting = pytest.mark.parametrize("meeting", MEETINGS.values(), ids=lambda meeting: meeting.name)


def kroner(text: str) -> Decimal | None:
    """Return a number as the tables write it, or None."""
    bare = text.replace(".", "").replace(",", ".")
    return Decimal(bare) if re.fullmatch(r"-?\d+(\.\d+)?", bare) else None


@each_meeting
def test_a_document_is_the_one_that_its_source_describes(meeting: Meeting) -> None:
    suffix, template = TEMPLATES[meeting.template]
    assert (SAMPLES / "vestbaelt" / f"{meeting.name}{suffix}").read_bytes() == template(meeting)


def test_there_is_no_document_without_a_source() -> None:
    assert {path.stem for path in (SAMPLES / "vestbaelt").iterdir()} == set(MEETINGS)


def test_the_archive_is_large_enough_and_of_several_kinds() -> None:
    assert len(MEETINGS) >= 26
    assert {meeting.template for meeting in MEETINGS.values()} == set(TEMPLATES)
    assert (
        sum((SAMPLES / "vestbaelt" / path.name).stat().st_size for path in (SAMPLES / "vestbaelt").iterdir())
        < 3e6
    )


@pytest.mark.parametrize("meeting", LISTED, ids=lambda meeting: meeting.name)
def test_the_line_of_participants_names_those_who_held_the_seats_on_the_day(meeting: Meeting) -> None:
    sitting = {
        seat["navn"]
        for seat in WORLD["plads"]
        if seat["organ"] == LEVELS[meeting.level]
        and seat["rolle"] in ("formand", "medlem", "patientrepræsentant")
        and seat["fra"] <= meeting.held_on <= seat["til"]
    }
    substitutes = {seat["navn"] for seat in WORLD["plads"] if seat["rolle"] in ("stedfortræder", "suppleant")}
    everybody = {seat["navn"] for seat in WORLD["plads"]}
    named = {name for name in everybody if name in meeting.people}
    assert named - substitutes == sitting


@each_meeting
def test_every_row_and_column_with_a_total_adds_up_except_the_planted_one(meeting: Meeting) -> None:
    wrong = set()
    for item in meeting.items:
        for block in blocks(item.case):
            if block.startswith("|"):
                wrong |= {(meeting.name, item.number, label) for label in wrong_totals(cells(block))}
    assert wrong == {fault for fault in PLANTED_SUMS if fault[0] == meeting.name}


def wrong_totals(rows: list[list[str]]) -> set[str]:
    """Return the labels of the rows and columns that do not add up to their total ('I alt')."""
    wrong = set()
    if rows[0][-1] == "I alt":
        for row in rows[1:]:
            numbers = [kroner(cell) or Decimal(0) for cell in row[1:]]
            if kroner(row[-1]) is not None and sum(numbers[:-1]) != numbers[-1]:
                wrong.add(row[0])
    if rows[-1][0] == "I alt":
        for c, total in enumerate(rows[-1][1:], start=1):
            parts = [kroner(row[c]) or Decimal(0) for row in rows[1:-1]]
            if kroner(total) is not None and sum(parts) != kroner(total):
                wrong.add(rows[0][c])
    return wrong


def test_the_municipalities_are_granted_the_same_for_every_inhabitant() -> None:
    people = {part["id"]: part["indbyggere"] for part in WORLD["part"] if "indbyggere" in part}
    for grant in WORLD["tildeling"]:
        shares = {part: Decimal(amount) for part, amount in grant["andele"].items()}
        assert all(
            shares[part] == count * Decimal(grant["kr_pr_indbygger"]) for part, count in people.items()
        )
        assert sum(shares.values()) == Decimal(grant["i_alt"])


def test_the_shares_of_every_allocation_add_up_except_for_one_oere() -> None:
    off = {
        (initiative["id"], allocation["bevillingsaar"]): sum(map(Decimal, allocation["andele"].values()))
        - Decimal(allocation["trykt_i_alt"])
        for initiative in WORLD["indsats"]
        for allocation in initiative.get("udmoentning", [])
    }
    assert {key: difference for key, difference in off.items() if difference} == {
        ("trygt-hjem", 2025): Decimal("0.01")
    }


def test_what_is_left_of_2025_and_2026_is_what_the_handover_says() -> None:
    granted = sum(Decimal(grant["i_alt"]) for grant in WORLD["tildeling"] if grant["aar"] != 2024)
    spent = sum(
        sum(map(Decimal, allocation["andele"].values()))
        for initiative in WORLD["indsats"]
        for allocation in initiative.get("udmoentning", [])
        if allocation["bevillingsaar"] != 2024
    )
    assert granted - spent == Decimal("1245829.99")


def test_the_promises_stand_in_decisions_of_their_meetings() -> None:
    status = Counter(promise["status"] for promise in WORLD["loefte"])
    assert status == {"holdt": 17, "holdt for sent": 3, "åben": 5, "løs ende": 3, "bortfaldet": 1}
    for promise in WORLD["loefte"]:
        meeting = MEETINGS[promise["lovet"]["fil"]]
        item = next(item for item in meeting.items if str(item.number) == promise["lovet"]["punkt"])
        assert item.decision


def test_the_planted_faults_are_in_documents_that_exist() -> None:
    for fault in WORLD["fejl"]:
        numbers = {str(item.number) for item in MEETINGS[fault["fil"]].items}
        assert fault.get("punkt") in numbers | {None} or fault["kode"] == "item_missing"
