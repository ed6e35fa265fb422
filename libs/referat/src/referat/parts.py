"""The parts of an item: which stretches of its text are summary, case, recommendation, decision and so on.

A part is opened by its heading and closed by the next. Text before any heading is the case; in minutes that use no
headings at all it is what the meeting said, and so the decision. A recommendation is cut out of the case where it
stands inside it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from itertools import pairwise

from referat.blocks import Piece
from referat.danish.words import WORDS, Heading, folded
from referat.endings import closing_at
from referat.headings import Head, absence_behind, case_number_in, first_case_number, is_any_number
from referat.leadins import lead_in_at
from referat.manuscript import Manuscript
from referat.model import BlockKind
from referat.outline import Entry
from referat.source import Span
from referat.subjects import is_about_people, title_of_item


class Role(StrEnum):
    """What a stretch of an item is. The first six are sections of the schema."""

    SUMMARY = "summary"
    CASE = "case"
    RECOMMENDATION = "recommendation"
    DECISION = "decision"
    ATTACHMENTS = "attachments"
    ABSENCE = "absence"
    CONSIDERATIONS = "considerations"
    META = "meta"  # file number, officer and other fields that belong to no section
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece, or what is left of it after a heading on the same line; `head` is the heading that opened it, if one did."""

    piece: Piece
    span: Span
    head: Head | None = None
    is_heading: bool = False  # a sub-heading, which belongs to the text
    action: bool = False  # in a list of who does what


@dataclass(frozen=True, slots=True)
class Parts:
    """The stretches of an item by role, in the order of the text, and the words of the headings that opened them."""

    by_role: Mapping[Role, tuple[Stretch, ...]]
    headings: Mapping[Role, tuple[Head, ...]]
    case_number: Span | None = None
    responsible: Span | None = None  # of a form: 'Ansvarlig', 'Frist' below the decision
    due: Span | None = None

    def of(self, role: Role) -> tuple[Stretch, ...]:
        """Return the stretches of one role; empty if the item has none."""
        return self.by_role.get(role, ())


@dataclass(frozen=True, slots=True)
class Setting:
    """What the walk must know of the rest of the document."""

    held_on: date | None = None
    body: str = ""  # folded
    minutes: bool = False  # and not an agenda
    loose: bool = (
        False  # minutes with few headings of sections: the text of an item without any is the decision
    )
    days: Mapping[int, date] = field(default_factory=dict)  # start of a dated heading → the day it names
    ends_at: int | None = None  # the start of what belongs to the document and not to its last item


_ROLES = {
    Heading.SUMMARY: Role.SUMMARY,
    Heading.CASE: Role.CASE,
    Heading.RECOMMENDATION: Role.RECOMMENDATION,
    Heading.DECISION: Role.DECISION,
    Heading.ACTIONS: Role.DECISION,
    Heading.ATTACHMENTS: Role.ATTACHMENTS,
    Heading.CONSIDERATIONS: Role.CONSIDERATIONS,
}
_OF_SECTIONS = frozenset({Heading.DECISION, Heading.CASE, Heading.SUMMARY, Heading.RECOMMENDATION})
_SENTENCE_LENGTH = 160
_SHORT_DECISION = 100
# 'SPT, ETL <tab> 30-01-2025': the last columns of a table of minutes, below the text of the row
_WHO_AND_WHEN = re.compile(
    r"[A-ZÆØÅ]{2,4}(?:\s*[,/+&]\s*[A-ZÆØÅ]{2,4})*(?:\s*\t\s*\S[^\t\n]{2,30})?|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}"
)
_IS_CLOSED = re.compile(
    r"(?:punktet|sagen|dette punkt|denne sag)\s+(?:er|behandles|blev|var)\s+(?:behandlet\s+)?(?:lukket|for\s+lukkede\s+døre)",
    re.IGNORECASE,
)


class _Walk:
    """One pass over the pieces of an item; the state is the role that is open."""

    def __init__(self, script: Manuscript, entry: Entry, heads: Mapping[int, Head], setting: Setting) -> None:
        self.script = script
        self.entry = entry
        self.heads = heads
        self.setting = setting
        self.role: Role | None = None
        self.actions = False  # a list of who does what is open
        self.inside_case = False  # the recommendation that is open was found inside the case
        self.found: dict[Role, list[Stretch]] = {}
        self.headings: dict[Role, list[Head]] = {}
        self.case_number: Span | None = entry.title.case_number
        self.awaits_number = False  # 'Journalnr.' stood alone on its line
        self.responsible: Span | None = entry.responsible
        self.due: Span | None = entry.due
        self.level = 0  # of the heading that opened the role, where the format marks it
        self.following = {one.start: two for one, two in pairwise(entry.pieces)}
        own = [heads[piece.start].role for piece in entry.pieces if piece.start in heads]
        self.has_recommendation = Heading.RECOMMENDATION in own
        self.headed = is_headed(entry, heads)
        self.about_people = is_about_people(script, entry)
        self.own_decision = _own_decision(entry, heads, setting)

    def put(self, role: Role, stretch: Stretch) -> None:
        behind = absence_behind(self.script.text, stretch.span) if role is Role.DECISION else None
        if behind is not None and behind.rest is not None:
            self.put(Role.ABSENCE, Stretch(stretch.piece, Span(behind.rest, stretch.span.end), behind))
            stretch = replace(stretch, span=Span(stretch.span.start, behind.words.start))
        self.found.setdefault(role, []).append(stretch)

    def open(self, role: Role, head: Head, piece: Piece) -> None:
        self.role, self.inside_case = role, False
        self.actions = head.role is Heading.ACTIONS
        self.level = piece.level if piece.kind is BlockKind.HEADING else 0
        self.headings.setdefault(role, []).append(head)
        if head.rest is None or head.rest >= piece.end:
            return
        if role is Role.CASE:
            self.text(piece, head.rest)  # 'Sagsfremstilling: Det indstilles, at …'
        else:
            self.put(role, Stretch(piece, Span(head.rest, piece.end), head, action=self.actions))

    def text(self, piece: Piece, start: int | None = None) -> None:
        """Add a piece that is no heading to the role that is open."""
        span = Span(piece.start if start is None else start, piece.end)
        stretch = Stretch(piece, span, action=self.actions and self.role is Role.DECISION)
        if self.role is None:
            self.role = Role.DECISION if self.setting.loose and not self.headed else Role.CASE
        if self.role is Role.CASE and not self.has_recommendation and self._recommends(piece, span.start):
            self.role, self.inside_case = Role.RECOMMENDATION, True
        elif self._is_case_again(piece):
            self.role = Role.CASE
        self.put(self.role, stretch)

    def _is_case_again(self, piece: Piece) -> bool:
        if self.role is Role.RECOMMENDATION:
            return self.inside_case and not _goes_on(piece, self.found[self.role])
        is_sentence = len(piece.words) > _SENTENCE_LENGTH and piece.words.endswith(".")
        return self.role is Role.ATTACHMENTS and is_sentence

    def _recommends(self, piece: Piece, start: int) -> bool:
        """Whether a piece opens a recommendation inside the case.

        An 'anbefaler' in running text is an argument; it recommends when a list follows or the case ends with it.
        """
        lead = lead_in_at(self.script, start, piece.end)
        if lead is None or lead.certain:
            return lead is not None
        following = self.following.get(piece.start)
        if following is not None and following.kind is BlockKind.LIST_ITEM:
            return True
        proposes = self.script.text[lead.verb.start : lead.verb.end].casefold().startswith("anbefal")
        return proposes and (following is None or following.start in self.heads)

    def step(self, piece: Piece) -> None:
        head = self.heads.get(piece.start)
        if head is None and self.awaits_number and is_any_number(piece.words):
            self.awaits_number, self.case_number = False, self.case_number or piece.content
            self.put(Role.META, Stretch(piece, piece.content))
            return
        if _WHO_AND_WHEN.fullmatch(piece.words):
            self.put(Role.META, Stretch(piece, piece.content))
            return
        if self._form_field(piece):
            return
        if head is None and self.role is None and _IS_CLOSED.match(piece.words):
            self.put(Role.META, Stretch(piece, piece.content))
            return
        if head is None:
            self._without_head(piece)
            return
        self._under(head, piece)

    def _without_head(self, piece: Piece) -> None:
        is_out = piece.kind is BlockKind.HEADING and self.level and piece.level <= self.level
        if is_out and self.role is not Role.CASE:
            self.role = Role.CASE
        self.text(piece)

    def _under(self, head: Head, piece: Piece) -> None:
        match head.role:
            case Heading.CASE_NUMBER:
                self._case_number(piece, head)
            case Heading.OFFICER:
                self._officer(piece, head)
            case Heading.CONTEXT:
                self._context(piece, head)
            case Heading.ABSENCE:
                self._absence(piece, head)
            case Heading.DECISION if head.dated or head.body is not None:
                self._dated_decision(piece, head)
            case Heading.ATTACHMENTS if head.rest is not None and (
                self.role is Role.CASE or self.inside_case
            ):
                self.role, self.inside_case = Role.CASE, False
                self.text(piece)
            case _:
                self.open(_ROLES[head.role], head, piece)

    def _form_field(self, piece: Piece) -> bool:
        """Take in who does it and when, where a form says so on lines of their own below the decision."""
        label = piece.label
        if label is None or self.role is not Role.DECISION or label.value >= piece.end:
            return False
        if label.key in WORDS.responsible:
            self.responsible = Span(label.value, piece.end)
        elif label.key in WORDS.due:
            self.due = Span(label.value, piece.end)
        else:
            return False
        self.put(Role.META, Stretch(piece, piece.content))
        return True

    def _case_number(self, piece: Piece, head: Head) -> None:
        start = head.rest if head.rest is not None else piece.start
        span = case_number_in(self.script.text, start, piece.end) or first_case_number(
            self.script.text, start, piece.end
        )
        labelled = self.awaits_number or head.words.start < head.words.end
        self.awaits_number = span is None
        if self.case_number is None and span is not None and (labelled or self.role in (None, Role.META)):
            self.case_number = span
        elif not labelled and self.role not in (None, Role.META):
            self.text(piece)
            return
        self.put(Role.META, Stretch(piece, piece.content, head))

    def _officer(self, piece: Piece, head: Head) -> None:
        if self.role is None:
            self.put(Role.META, Stretch(piece, piece.content, head))
        else:
            self.text(piece)

    def _context(self, piece: Piece, head: Head) -> None:
        if self.role is Role.ATTACHMENTS and piece.kind is not BlockKind.HEADING and not piece.bold:
            self.text(piece)  # 'Høringssvar' below 'Bilag' is one
            return
        if head.rest is not None and self.role in (Role.DECISION, Role.CONSIDERATIONS, Role.ABSENCE):
            self.text(piece)
            return
        if self.role is not Role.CASE or self.inside_case:
            self.role, self.inside_case = Role.CASE, False
            self.level = piece.level if piece.kind is BlockKind.HEADING else 0
        self.put(Role.CASE, Stretch(piece, piece.content, is_heading=head.rest is None))

    def _absence(self, piece: Piece, head: Head) -> None:
        apology = folded(self.script.text[head.words.start : head.words.end]).startswith("afbud")
        decided = self.role in (Role.DECISION, Role.ATTACHMENTS) and not apology
        if self.about_people and not decided:
            self.text(piece)  # the meeting's own list of participants
            return
        if (
            apology
            and head.rest is not None
            and piece.words.endswith(".")
            and not self.found.get(Role.DECISION)
        ):
            self.text(piece)
            return
        if head.stop is not None and self.role is not Role.DECISION:
            self.text(piece)  # 'NN var fraværende' in a case tells of another meeting
            return
        if self.role is Role.CONSIDERATIONS:
            self.put(
                Role.META, Stretch(piece, piece.content)
            )  # who was away from that meeting, not from this
            return
        self.headings.setdefault(Role.ABSENCE, []).append(head)
        start = head.rest if head.rest is not None else piece.end
        if start < piece.end:
            self.put(Role.ABSENCE, Stretch(piece, Span(start, head.stop or piece.end), head))
        else:
            self.role = Role.ABSENCE

    def _dated_decision(self, piece: Piece, head: Head) -> None:
        if (
            self.own_decision is not None
            and piece.start != self.own_decision
            and self._is_foreign(piece, head)
        ):
            self.role = Role.CONSIDERATIONS
            self.put(Role.CONSIDERATIONS, Stretch(piece, piece.content, head))
            return
        self.open(Role.DECISION, head, piece)

    def _is_foreign(self, piece: Piece, head: Head) -> bool:
        day = self.setting.days.get(piece.start)
        if day is not None and self.setting.held_on is not None:
            return day != self.setting.held_on
        return True


def is_headed(entry: Entry, heads: Mapping[int, Head]) -> bool:
    """Whether an item has a heading that says which part of it is which."""
    return any(piece.start in heads and heads[piece.start].role in _OF_SECTIONS for piece in entry.pieces)


def _own_decision(entry: Entry, heads: Mapping[int, Head], setting: Setting) -> int | None:
    """Return the start of the dated heading under which this meeting's own decision stands.

    It is the one with the day of the meeting; else the last, unless the item has a plain heading 'Beslutning' too
    (then -1: none of the dated ones). None if there is no dated heading.
    """
    dated = [
        p
        for p in entry.pieces
        if p.start in heads
        and heads[p.start].role is Heading.DECISION
        and (heads[p.start].dated or heads[p.start].body)
    ]
    if not dated:
        return None
    for piece in dated:
        if setting.held_on is not None and setting.days.get(piece.start) == setting.held_on:
            return piece.start
    plain = any(
        p.start in heads and heads[p.start].role is Heading.DECISION and p not in dated for p in entry.pieces
    )
    return -1 if plain else dated[-1].start


def _goes_on(piece: Piece, so_far: Sequence[Stretch]) -> bool:
    """Whether a piece still belongs to a recommendation that was opened by its lead-in: its list, or its 'at' lines."""
    if piece.kind is BlockKind.LIST_ITEM:
        return True
    last = so_far[-1].piece.words
    return last.endswith((":", ",", " at", ";")) and len(so_far) == 1 and piece.kind is not BlockKind.TABLE


def parts_of(
    script: Manuscript, entry: Entry, heads: Mapping[int, Head], setting: Setting, *, last: bool
) -> Parts:
    """Return the parts of an item. `last` says that what closes the meeting may stand at its end."""
    walk = _Walk(script, entry, heads, setting)
    if entry.title.rest is not None:
        walk.text(replace(entry.opening, end=entry.title.rest.end), entry.title.rest.start)
    about_meetings = "møde" in title_of_item(script, entry)
    bare = entry.title.rest is None
    stop = (
        closing_at(entry.pieces, told_before=not bare, about_meetings=about_meetings)
        if last
        else len(entry.pieces)
    )
    stop = next((at for at, piece in enumerate(entry.pieces[:stop]) if piece.start == setting.ends_at), stop)
    for piece in entry.pieces[:stop]:
        walk.step(piece)
    for piece in entry.pieces[stop:]:
        walk.put(Role.CLOSING, Stretch(piece, piece.content))
    _concluded(script, walk, setting)
    return Parts(
        {role: tuple(stretches) for role, stretches in walk.found.items()},
        {role: tuple(found) for role, found in walk.headings.items()},
        walk.case_number,
        walk.responsible,
        walk.due,
    )


def _concluded(script: Manuscript, walk: _Walk, setting: Setting) -> None:
    """Turn the only words of an item into its decision where they are one: 'Godkendt uden bemærkninger.', 'Intet.'"""
    case = walk.found.get(Role.CASE, [])
    others = {Role.DECISION, Role.RECOMMENDATION, Role.SUMMARY} & set(walk.found)
    if (
        not setting.minutes
        or len(case) != 1
        or others
        or len(case[0].piece.words) > _SHORT_DECISION
        or case[0].is_heading
    ):
        return
    words = script.text[case[0].span.start : case[0].span.end]
    if WORDS.is_conclusion(words):
        walk.found[Role.DECISION] = walk.found.pop(Role.CASE)
