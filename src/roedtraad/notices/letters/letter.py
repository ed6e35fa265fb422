"""A letter: what a mail says, before it is made into text and HTML."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roedtraad import danish
from roedtraad.accounts.addresses import address_of
from roedtraad.accounts.models import RecordKind
from roedtraad.documents.contacts import without

MOST_LINES = 12  # of a section; the rest is counted
LONGEST_LINE = 240


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a list: what, where, and a word beside it. `url` is whole, or ''."""

    text: str
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under a heading; `more` says how many were left out."""

    heading: str
    lines: tuple[Line, ...]
    more: str = ""


@dataclass(frozen=True, slots=True)
class Button:
    """Where the letter leads."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that goes with the letter."""

    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Entry:
    """The meeting for the reader's calendar: the file, whether it asks or cancels, and how they are invited."""

    data: bytes
    method: str  # REQUEST or CANCEL
    meeting_id: int
    part: str
    sequence: int


@dataclass(frozen=True, slots=True)
class Letter:
    """What a mail says. `thread` is the public id of what it is about: mails about one thing stand together.

    `told` is what counts as told when it is sent (`models.Mail.told`).
    """

    subject: str
    opening: tuple[str, ...]
    sections: tuple[Section, ...] = ()
    button: Button | None = None
    closing: tuple[str, ...] = ()
    thread: str = ""
    entry: Entry | None = None
    enclosures: tuple[Enclosure, ...] = field(default=())
    told: str = ""


@dataclass(frozen=True, slots=True)
class NothingToSay:
    """There is nothing to tell any more, and why."""

    why: str


def safe(text: str) -> str:
    """Return a text for a mail: in one line, without contact data, not too long."""
    line = " ".join(without(text).split())
    return line if len(line) <= LONGEST_LINE else f"{line[: LONGEST_LINE - 1].rstrip()}…"


def whole_url(path: str) -> str:
    """Return the whole address of a path of this site."""
    return f"{settings.BASE_URL}{path}"


def record_url(kind: RecordKind, public_id: str, title: object = "", *, is_closed: bool = False) -> str:
    """Return the whole address of a record; of a closed one without the words of its title."""
    return whole_url(address_of(kind, public_id, "" if is_closed else title))


def closed_words() -> str:
    """Return what stands for everything that is closed."""
    return _("Closed item")


def section(heading: str, lines: list[Line], *, of: int | None = None) -> Section:
    """Return a section with the first lines, and how many there are more; `of`: of how many these are the first."""
    shown = tuple(lines[:MOST_LINES])
    rest = (len(lines) if of is None else of) - len(shown)
    more = ""
    if rest > 0:
        more = ngettext("and %(number)s more", "and %(number)s more", rest) % {"number": danish.number(rest)}
    return Section(heading, shown, more)
