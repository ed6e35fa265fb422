"""How agendas and minutes put what was recorded: headings, sentences, lists. No database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from roedtraad import danish
from roedtraad.bodies.models import Body
from roedtraad.cases.models import PieceKind, RecommendationPoint
from roedtraad.commitments.edtf import is_day
from roedtraad.commitments.queries.printed import PrintedPromise
from roedtraad.meetings.models import (
    AgendaItem,
    Decision,
    ItemSection,
    Meeting,
    Outcome,
    OutcomeKind,
    PaperKind,
    PartyConsent,
    SectionKind,
    Statement,
    Vote,
)
from roedtraad.meetings.presence import Attendance
from roedtraad.meetings.queries.attendance import AttendanceMatrix, AttendanceRow
from roedtraad.meetings.queries.pieces import PieceLine
from roedtraad.publishing.content import Labels, Part, People
from roedtraad.publishing.labels import Label
from roedtraad.publishing.prose import Block, BlockKind, blocks

Read = Callable[[str], str]
Own = Mapping[Label, str]  # the words of the body, in place of the usual ones


@dataclass(frozen=True, slots=True)
class Said:
    """What hangs on a decision."""

    outcomes: Sequence[Outcome]
    statements: Sequence[Statement]
    consents: Sequence[PartyConsent]
    votes: Sequence[Vote]
    points: Sequence[RecommendationPoint]


def heading(kind: PaperKind, own: Own) -> str:
    """Return what the paper is called."""
    if word := own.get(Label(kind.value)):
        return word
    if kind == PaperKind.DECISIONS:
        return pgettext("paper", "List of decisions")
    return pgettext("paper", "Agenda") if kind == PaperKind.AGENDA else pgettext("paper", "Minutes")


def bodies(those: Iterable[Body]) -> str:
    """Return who meets."""
    return danish.listed(body.name for body in those)


def when(meeting: Meeting) -> str:
    """Return when, with the weekday and the hours."""
    day = danish.weekday(meeting.held_on)
    if meeting.ends_on is not None and meeting.ends_on != meeting.held_on:
        day = f"{day} – {danish.weekday(meeting.ends_on)}"
    return " ".join(filter(None, (day, danish.hours(meeting.start_time, meeting.end_time))))


def place(meeting: Meeting, told: str) -> str:
    """Return where; that it is not decided yet, where that was said."""
    return told or (_("not decided yet") if meeting.is_place_open else "")


def labels() -> Labels:
    """Return the words that the files print beside the content."""
    return Labels(
        contents=pgettext("paper", "Contents"),
        time=pgettext("paper", "Time"),
        place=pgettext("paper", "Place"),
        page=pgettext("paper", "Page"),
        item=pgettext("paper", "Item"),
    )


def closed_title() -> str:
    """Return what stands for the title of an item that the reader may not see."""
    return _("Closed item")


def draft_title(title: str) -> str:
    """Return the title of an attachment that is still a draft: readers are told."""
    return _("%(title)s (draft)") % {"title": title}


def note(item: AgendaItem, kind: PaperKind) -> str:
    """Return what stands under the title of an item."""
    said = [_("Closed item")] if item.is_closed else []
    if item.is_supplementary:
        said.append(_("Added after the agenda was sent"))
    if kind == PaperKind.AGENDA and item.minutes_planned:
        said.append(_("%(number)s minutes") % {"number": item.minutes_planned})
    return ". ".join(said)


def people(matrix: AttendanceMatrix, own: Own) -> tuple[People, ...]:
    """Return who was there, who came for which items, who sent apologies, who was absent; empty groups are left out."""
    groups: dict[str, list[str]] = {
        own.get(Label.PARTICIPANTS) or pgettext("paper", "Participants"): [],
        pgettext("paper", "Participants at some of the items"): [],
        own.get(Label.APOLOGIES) or pgettext("paper", "Apologies"): [],
        pgettext("paper", "Absent"): [],
    }
    present, some, apologies, absent = groups.values()
    whole = {
        Attendance.PRESENT: present,
        Attendance.APOLOGY: apologies,
        Attendance.ABSENT: absent,
    }
    for row in matrix.rows:
        group = whole.get(row.whole, present) if row.whole else (some if row.was_there else apologies)
        there = (
            _(", took part in item %(numbers)s") % {"numbers": _there(matrix, row)} if group is some else ""
        )
        group.append(f"{_person(row)}{there}")
    return tuple(People(label, tuple(names)) for label, names in groups.items() if names)


def sections(rows: Iterable[ItemSection], read: Read, own: Own, *, has_points: bool) -> list[Part]:
    """Return the texts of an item. The printed recommendation is left out where its points stand below."""
    named = {
        SectionKind.SUMMARY: own.get(Label.SUMMARY) or pgettext("paper", "Summary"),
        SectionKind.CASE: own.get(Label.CASE) or pgettext("paper", "Case presentation"),
        SectionKind.RECOMMENDATION: own.get(Label.RECOMMENDATION) or pgettext("paper", "Recommendation"),
    }
    return [
        Part(read(row.heading) or named[SectionKind(row.kind)], blocks(read(row.text)))
        for row in rows
        if row.text.strip() and not (has_points and row.kind == SectionKind.RECOMMENDATION)
    ]


def pieces(lines: Sequence[PieceLine], read: Read, *, is_decided: bool) -> list[Part]:
    """Return what an item has beside its texts: the programme, alternatives, questions, quotations."""
    told: dict[PieceKind, list[str]] = {kind: [] for kind in PieceKind}
    for line in lines:
        told[line.kind].append(piece(line, read, is_decided=is_decided))
    headings = {
        PieceKind.ALTERNATIVE: pgettext("paper", "Alternatives"),
        PieceKind.QUESTION: pgettext("paper", "Questions to be clarified"),
        PieceKind.QUOTATION: pgettext("paper", "Quotations"),
        PieceKind.PROGRAMME: pgettext("paper", "Programme"),
    }
    return [
        Part(
            headings[kind],
            (Block(BlockKind.NUMBERS if kind == PieceKind.PROGRAMME else BlockKind.BULLETS, tuple(rows)),),
        )
        for kind, rows in told.items()
        if rows
    ]


def piece(line: PieceLine, read: Read, *, is_decided: bool = True) -> str:
    """Return a piece in one line."""
    row = line.piece
    words = {"label": read(row.label), "text": " ".join(read(row.text).split()), "answer": read(row.answer)}
    if line.kind == PieceKind.ALTERNATIVE:
        told = _("Alternative %(label)s: %(text)s") % words
        return _("%(told)s (chosen)") % {"told": told} if line.is_chosen and is_decided else told
    if line.kind == PieceKind.QUOTATION:
        return _("“%(text)s” (%(label)s)") % words
    if line.kind == PieceKind.QUESTION and row.answer:
        return _("%(text)s Clarified: %(answer)s") % words
    return words["text"]


def recommendation(
    points: Sequence[RecommendationPoint], recommender: str, read: Read, own: Own
) -> list[Part]:
    """Return what is recommended, point by point."""
    if not points:
        return []
    who = read(recommender)
    lead = _("%(who)s recommends") % {"who": who} if who else _("It is recommended")
    lines = tuple(" ".join(read(point.text).split()) for point in points)
    shape = BlockKind.NUMBERS if len(lines) > 1 else BlockKind.BULLETS
    word = own.get(Label.RECOMMENDATION) or pgettext("paper", "Recommendation")
    return [Part(word, (_paragraph(f"{lead}:"), Block(shape, lines)))]


def decision(row: Decision, said: Said, read: Read, own: Own) -> list[Part]:
    """Return what was decided: the text, else the outcome in words; outcomes by point, votes, statements, consent."""
    found = list(blocks(read(row.text)))
    whole = [one for one in said.outcomes if one.point_id is None]
    if not found and whole:
        found.append(_paragraph(" ".join(f"{_outcome(one, read)}." for one in whole)))
    numbers = {point.pk: number for number, point in enumerate(said.points, start=1)}
    by_point = sorted(
        (numbers[one.point_id], one.pk, one) for one in said.outcomes if one.point_id in numbers
    )
    if by_point:
        found.append(
            Block(
                BlockKind.BULLETS,
                tuple(
                    _("Point %(number)s: %(outcome)s") % {"number": number, "outcome": _outcome(one, read)}
                    for number, _pk, one in by_point
                ),
            )
        )
    found += [_paragraph(_vote(one, read)) for one in said.votes]
    found += [_paragraph(_statement(one, read)) for one in said.statements]
    if said.consents:
        found.append(Block(BlockKind.BULLETS, tuple(_consent(one, read) for one in said.consents)))
    word = own.get(Label.DECISION) or pgettext("paper", "Decision")
    return [Part(word, tuple(found))] if found else []


def promises(given: Sequence[PrintedPromise], read: Read, *, unless_in: str) -> list[Part]:
    """Return what was promised, with who owes it and when; not what the decision says in the same words."""
    said = " ".join(unless_in.split()).casefold()
    lines = tuple(_promise(one, read) for one in given if " ".join(one.text.split()).casefold() not in said)
    return [Part(pgettext("paper", "Follow-up"), (Block(BlockKind.BULLETS, lines),))] if lines else []


def attachments(titles: Sequence[str], own: Own) -> list[Part]:
    """Return the list of papers under an item."""
    if not titles:
        return []
    word = own.get(Label.ATTACHMENTS) or pgettext("paper", "Attachments")
    return [Part(word, (Block(BlockKind.BULLETS, tuple(titles)),))]


def _paragraph(text: str) -> Block:
    return Block(BlockKind.PARAGRAPH, (text,))


def _person(row: AttendanceRow) -> str:
    told = [str(row.person), row.title, str(row.party or "")]
    words = ", ".join(filter(None, told))
    if row.in_place_of is not None:
        words += f" ({_('in place of %(name)s') % {'name': row.in_place_of}})"
    return f"{words} ({'; '.join(row.notes)})" if row.notes else words


def _there(matrix: AttendanceMatrix, row: AttendanceRow) -> str:
    """Return the numbers of the items that somebody was there for: '1-3', '2 og 5-7'."""
    runs: list[list[str]] = []
    for place, (column, state) in enumerate(zip(matrix.columns, row.states, strict=True)):
        if state is not Attendance.PRESENT:
            continue
        if place and row.states[place - 1] is Attendance.PRESENT:
            runs[-1].append(column.number)
        else:
            runs.append([column.number])
    return danish.listed(run[0] if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def _outcome(one: Outcome, read: Read) -> str:
    words = _capital(str(OutcomeKind(one.kind).label))
    if one.is_changed:
        words = _("%(outcome)s with changes or remarks") % {"outcome": words}
    return f"{words} ({read(one.remark)})" if one.remark else words


def _promise(one: PrintedPromise, read: Read) -> str:
    """Return '<what> (<who>, <when>)'; who is left out where the words begin with the name."""
    text = " ".join(read(one.text).split()).rstrip(".")
    owners = [name for name in map(read, one.owners) if not text.casefold().startswith(name.casefold())]
    due = read(one.due_as_told) or (
        danish.day(date.fromisoformat(one.due_edtf)) if is_day(one.due_edtf) else ""
    )
    beside = ", ".join(filter(None, [danish.listed(owners), due]))
    return f"{text} ({beside})" if beside else text


def _vote(one: Vote, read: Read) -> str:
    who = str(one.person or read(one.as_written) or one.count or "")
    side = _capital(str(Vote.Side(one.side).label))
    about = f" ({read(one.about)})" if one.about else ""
    return f"{side}{about}: {who}."


def _statement(one: Statement, read: Read) -> str:
    who = ", ".join(str(name) for name in (one.person, one.party) if name)
    kind = _capital(str(Statement.Kind(one.kind).label))
    return f"{kind}{f', {who}' if who else ''}: {' '.join(read(one.text).split())}"


def _consent(one: PartyConsent, read: Read) -> str:
    words = f"{one.party}: {PartyConsent.Answer(one.answer).label}"
    return f"{words} ({read(one.remark)})" if one.remark else words


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
