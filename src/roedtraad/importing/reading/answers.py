"""What a reading process is asked, and what it answers: values that travel between two processes."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

import referat

_NOT_TEXT = re.compile("[\x00\ud800-\udfff]")


def reader_version() -> str:
    """Return which version of the reader this program has; what it reads is kept under that."""
    return referat.__version__[:20]


# What had to do with the reader or the machine and not with the file: another time it may go well.
PASSING = frozenset({"too_slow", "broke_off", "no_reader", "no_draft", "missing", "missing_reader"})


def may_help(code: str, *, read_by: str) -> bool:
    """Return whether trying again can help a file that was refused with this code by this version of the reader."""
    return code in PASSING or read_by != reader_version()


@dataclass(frozen=True, slots=True)
class Answer:
    """A file that was read. `record` is the JSON of `written`; `pages` are the offsets at which pages begin."""

    text: str
    pages: tuple[int, ...]
    media_type: str
    record: dict[str, Any]
    milliseconds: int = 0

    @property
    def result(self) -> str:
        """Return the record as it is kept."""
        return json.dumps(self.record, ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that cannot be read: a stable code and a Danish sentence. `is_final`: it will be the same another time."""

    code: str
    message: str
    is_final: bool = True


def plain(text: str) -> str:
    """Return a text with what no database keeps replaced; its length is the same."""
    return _NOT_TEXT.sub("\ufffd", text)
