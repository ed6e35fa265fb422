"""The walk: a document's text → minutes. One pass for each concern, none over every item times the whole text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from referat.absence import absent_in
from referat.attendance import names_of, participants
from referat.blocks import pieces
from referat.checks import findings_of
from referat.checks.places import amounts_in
from referat.commitments import Ahead
from referat.contents import entry_of, find_contents
from referat.coverage import blocks_of
from referat.danish.words import WORDS, folded
from referat.endings import lone_attachments
from referat.fields import fields_of
from referat.items import Found, item_of
from referat.leadins import lead_in_at
from referat.manuscript import Manuscript, manuscript
from referat.meeting import read_meeting
from referat.mentions import all_mentions
from referat.model import Absence, DocumentType, Item, Meeting, Minutes, Problem
from referat.outline import Outline, outline
from referat.parts import Parts, Role, Setting, is_headed, parts_of
from referat.second_meeting import second_meeting
from referat.source import SourceText, Span
from referat.times import Times, day_of, find_all, next_meeting

_TIME_NEAR = 60
_HEAD_PIECES = 40
_CLOSING_PIECES = 12  # how near the end the meeting is closed


def _asked(script: Manuscript, plan: Outline) -> list[Span]:
    """Return who is asked by the recommendations of the document."""
    asked: list[Span] = []
    for piece in (piece for entry in plan.entries for piece in entry.pieces if "nd" in piece.words[:200]):
        head = plan.heads.get(piece.start)
        start = head.rest if head is not None and head.rest is not None else piece.start
        lead = lead_in_at(script, start, piece.end)
        if lead is not None and lead.addressee is not None:
            asked.append(lead.addressee)
    return asked


def _setting(script: Manuscript, plan: Outline, times: Times, meeting: Meeting) -> Setting:
    """Return what the reading of an item must know of the rest of the document."""
    days = {
        start: day
        for start, head in plan.heads.items()
        if head.dated and (named := times.first_day(head.words)) and (day := day_of(named, meeting.held_on))
    }
    headed = sum(is_headed(entry, plan.heads) for entry in plan.entries)
    loose = meeting.document_type is DocumentType.MINUTES and headed * 3 <= len(plan.entries)
    body = folded(meeting.body.text) if meeting.body else ""
    minutes = meeting.document_type is DocumentType.MINUTES
    return Setting(meeting.held_on, body, minutes, loose, days, lone_attachments(plan.entries, plan.heads))


def parse(source: SourceText) -> Minutes:
    """Return what the document says. Never raises; the same text gives the same minutes; time is linear in the text."""
    script = manuscript(source)
    announced, apart = find_contents(script)
    parts_of_text = pieces(script, apart)
    plan = outline(script, parts_of_text, announced)
    times = find_all(source.text)
    fields = fields_of(script, plan.head)
    closing = _closing(script, plan)
    meeting, problems = read_meeting(script, plan, fields, times, asked=_asked(script, plan), closing=closing)
    setting = _setting(script, plan, times, meeting)
    last = len(plan.entries) - 1
    parts = [
        parts_of(script, entry, plan.heads, setting, last=at == last) for at, entry in enumerate(plan.entries)
    ]
    amounts = amounts_in(source.text)
    absent = [absent_in(script, part) for part in parts]
    people = participants(script, all_mentions(script, plan, parts), _away(parts, absent))
    ahead = Ahead(times, meeting.held_on, next_meeting(script, times, meeting.held_on), names_of(people))
    found = Found(times, amounts, tuple(one.span.start for one in amounts), ahead, meeting.held_on)
    items = tuple(
        item_of(script, entry, part, found, absent=away)
        for entry, part, away in zip(plan.entries, parts, absent, strict=True)
    )
    contents = tuple(made for one in plan.contents if (made := entry_of(script, one)) is not None)
    in_fields = frozenset(piece.start for field in fields for piece in field.pieces)
    blocks, unread = blocks_of(
        script, parts_of_text, plan, apart, meeting=meeting, people=people, fields=in_fields
    )  # fmt: skip
    problems += _problems_of(plan, items)
    another = second_meeting(script, parts_of_text, plan, times, meeting.held_on)
    problems += [another] if another is not None else []
    minutes = Minutes(meeting, people, items, contents, (), tuple(problems), unread, blocks)
    return replace(minutes, findings=findings_of(source, minutes))


def _closing(script: Manuscript, plan: Outline) -> list[Span]:
    """Return the pieces at the end that may say when the meeting was closed."""
    at_end = [
        *(plan.entries[-1].pieces[-_CLOSING_PIECES:] if plan.entries else ()),
        *plan.head[:_HEAD_PIECES],
        *plan.tail,
    ]
    found = ((piece, WORDS.ends.search(script.text, piece.start, piece.end)) for piece in at_end)
    return [Span(said.start(), min(said.end() + _TIME_NEAR, piece.end)) for piece, said in found if said]


def _away(parts: Sequence[Parts], absent: Sequence[Sequence[Absence]]) -> list[list[Span]]:
    """Return the names recorded as absent for each item that was decided."""
    return [
        [absence.name.spans[0] for absence in away if absence.reason == "absent"]
        for part, away in zip(parts, absent, strict=True)
        if part.of(Role.DECISION)
    ]


def _problems_of(plan: Outline, items: Sequence[Item]) -> list[Problem]:
    """Return what was inferred about the items: numbers that the document does not print, titles that it lacks."""
    problems: list[Problem] = []
    for entry, item in zip(plan.entries, items, strict=True):
        if not entry.numbered:
            said = f"Punktet har intet nummer i dokumentet og er talt som nummer {item.number}."
            problems.append(Problem("number_inferred", said, item.title.spans, item.number))
        if entry.title.missing:
            said = f"Punkt {item.number} har ingen titel i dokumentet."
            problems.append(Problem("title_missing", said, entry.number_spans, item.number))
    if not items:
        problems.append(Problem("items_missing", "Der blev ikke fundet punkter i dokumentet."))
    return problems
