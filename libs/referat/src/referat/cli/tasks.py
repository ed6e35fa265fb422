"""What goes to a worker and what comes back: values that travel as a line of JSON between two processes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from referat.cli.arguments import View


@dataclass(frozen=True, slots=True)
class Task:
    """Read one file. `path` is opened, `name` is what is shown and `filename` what is stored; `width` and `colour` are the terminal's."""

    number: int
    path: str
    name: str
    filename: str | None
    view: View
    json: bool = False  # the document as JSON is wanted, beside the view
    one_line: bool = False  # of JSON
    width: int = 80
    colour: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """What was found in one document, counted."""

    characters: int = 0
    unread: int = 0
    items: int = 0
    decisions: int = 0
    amounts: int = 0
    commitments: int = 0
    findings: Mapping[str, int] = field(default_factory=dict)  # by code


@dataclass(frozen=True, slots=True)
class Reading:
    """A file that was read: what is to be printed for it, its JSON if it was wanted, and its counts."""

    number: int
    printed: str
    json: str | None
    tally: Tally


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that could not be read, with a Danish sentence."""

    number: int
    reason: str


def task_line(task: Task) -> bytes:
    """Return the task as a line for a worker's standard input."""
    return json.dumps(asdict(task)).encode("ascii") + b"\n"


def task_from(line: bytes) -> Task:
    """Return the task that stands on the line."""
    fields: dict[str, Any] = json.loads(line)
    return Task(**fields | {"view": View(fields["view"])})


def answer_line(answer: Reading | Refusal) -> bytes:
    """Return an answer as a line for a worker's standard output."""
    return json.dumps(asdict(answer)).encode("ascii") + b"\n"


def answer_from(line: bytes) -> Reading | Refusal:
    """Return the answer that stands on the line.

    Raises:
        ValueError, KeyError, TypeError: the line is no answer; the worker broke off in the middle of it.
    """
    fields: dict[str, Any] = json.loads(line)
    if "reason" in fields:
        return Refusal(**fields)
    return Reading(**fields | {"tally": Tally(**fields["tally"])})
