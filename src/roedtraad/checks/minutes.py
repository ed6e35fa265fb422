"""What is to be looked at in minutes before they are published. Said beside them, never written into them."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from roedtraad import danish
from roedtraad.accounts.policy import Viewer, visible
from roedtraad.cases.models import RecommendationPoint
from roedtraad.cases.written.checks import TextGiven, troubles_in
from roedtraad.commitments.models import Commitment
from roedtraad.meetings.models import (
    AgendaItem,
    Decision,
    ItemAttachment,
    ItemSection,
    Meeting,
    PartyConsent,
    Statement,
    Vote,
)
from roedtraad.meetings.presence import Attendance
from roedtraad.meetings.queries.attendance import AttendanceMatrix, AttendanceRow, agenda_of, attendance_of
from roedtraad.meetings.queries.decided import Decided, decided_under
from roedtraad.meetings.queries.seeing import seen_meeting

AWAY = (Attendance.APOLOGY, Attendance.ABSENT, Attendance.DISQUALIFIED)
NEARLY = 0.85  # so alike are two spellings of one name
_WANTED = gettext_lazy("Item %(number)s: %(name)s wanted something in the minutes, but was not there.")
_VOTED = gettext_lazy("Item %(number)s: %(name)s voted, but was not there.")
_NAME = re.compile(r"\b[A-ZÆØÅ][a-zæøåéü]+(?:[ -][A-ZÆØÅ][a-zæøåéü]+){1,3}\b")
_ITEM = re.compile(r"\b(?:dagsorden(?:s)?)?punkt(?:et)?[\s\u00a0]+(\d{1,3})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something to look at: of which kind, in which item (None: in the minutes as a whole)."""

    code: str
    sentence: str
    item: AgendaItem | None = None


@dataclass(frozen=True, slots=True)
class _Minutes:
    items: Sequence[AgendaItem]
    decided: Decided
    points: Mapping[int, int]
    papers: Mapping[int, int]
    sections: Mapping[int, Sequence[str]]
    attendance: AttendanceMatrix

    @property
    def decisions(self) -> Mapping[int, Decision]:
        """Return what was decided, by item."""
        return self.decided.decisions


def doubts_about(viewer: Viewer, meeting: Meeting, *, as_corrected: bool = False) -> tuple[Doubt, ...]:
    """Return what is to be looked at in the minutes of a meeting, as far as the viewer may see. 20 queries at most.

    `as_corrected`: in the minutes as a correction has them that is not published yet.
    """
    seen = seen_meeting(viewer, pk=meeting.pk)
    if seen is None:
        return ()
    agenda = agenda_of(viewer, meeting.pk)
    ids = [column.item_id for column in agenda.columns]
    items = [one for one in agenda.items if one.pk in set(ids)]
    attendance = attendance_of(seen, agenda, as_corrected=as_corrected)
    told = _loaded(items, attendance, decided_under(viewer, items, as_corrected=as_corrected))
    found = [*_people(told), *_promises(viewer, ids)]
    for item in told.items:
        found += [*_undecided(item, told), *_texts(item, told), *_references(item, told), *_names(item, told)]
    found += [*_clashes(told)]
    places = {item.pk: place for place, item in enumerate(told.items)}
    return tuple(sorted(found, key=lambda one: places[one.item.pk] if one.item else -1))


def _loaded(items: Sequence[AgendaItem], attendance: AttendanceMatrix, decided: Decided) -> _Minutes:
    ids = [item.pk for item in items]
    points: dict[int, int] = defaultdict(int)
    for item in RecommendationPoint.objects.filter(consideration__items__item__in=ids).values_list(
        "consideration__items__item", flat=True
    ):
        points[item or 0] += 1
    papers: dict[int, int] = defaultdict(int)
    for item in ItemAttachment.objects.filter(item__in=ids).values_list("item", flat=True):
        papers[item] += 1
    sections: dict[int, list[str]] = defaultdict(list)
    for item, text in ItemSection.objects.filter(item__in=ids).values_list("item", "text"):
        sections[item].append(text)
    return _Minutes(items, decided, points, papers, sections, attendance)


def _undecided(item: AgendaItem, told: _Minutes) -> Iterator[Doubt]:
    decision = told.decisions.get(item.pk)
    outcomes = told.decided.outcomes[decision.pk] if decision else []
    if decision is None or not (decision.text.strip() or outcomes):
        sentence = _("Nothing is recorded under item %(number)s.") % {"number": item.number}
        yield Doubt("undecided", sentence, item)
        return
    open_points = told.points.get(item.pk, 0) - len({one.point_id for one in outcomes if one.point_id})
    if open_points > 0 and not any(one.point_id is None for one in outcomes):
        sentence = ngettext(
            "Item %(number)s: %(count)s recommendation point has no outcome.",
            "Item %(number)s: %(count)s recommendation points have no outcome.",
            open_points,
        )
        yield Doubt("open_points", sentence % {"number": item.number, "count": open_points}, item)


def _texts(item: AgendaItem, told: _Minutes) -> Iterator[Doubt]:
    """Yield days that are none, weekdays and sums that do not fit, attachments that are not there."""
    decision = told.decisions.get(item.pk)
    if decision is None or not decision.text.strip():
        return
    given = [TextGiven(str(item.pk), item.title, decision.text)]
    for one in troubles_in(given, points=[("note", "–")], attachments=told.papers.get(item.pk, 0)):
        sentence = _("Item %(number)s: %(what)s") % {"number": item.number, "what": one.sentence}
        yield Doubt(one.code, sentence, item)


def _references(item: AgendaItem, told: _Minutes) -> Iterator[Doubt]:
    numbers = {one.number for one in told.items}
    decision = told.decisions.get(item.pk)
    texts = [*told.sections.get(item.pk, ()), decision.text if decision else ""]
    named = {found[1] for text in texts for found in _ITEM.finditer(text)}
    for number in sorted(named - numbers, key=int):
        sentence = _("Item %(number)s mentions item %(other)s, which the meeting does not have.")
        yield Doubt("no_item", sentence % {"number": item.number, "other": number}, item)


def _names(item: AgendaItem, told: _Minutes) -> Iterator[Doubt]:
    """Yield names that are nearly those of people on the list."""
    decision = told.decisions.get(item.pk)
    known = {row.person.name for row in told.attendance.rows}
    words = {found[0] for found in _NAME.finditer(decision.text)} if decision else set()
    for name in sorted(words - known):
        near = difflib.get_close_matches(name, known, n=1, cutoff=NEARLY)
        if near:
            sentence = _("Item %(number)s: “%(name)s” is nearly “%(known)s”, who was on the list.")
            yield Doubt("name", sentence % {"number": item.number, "name": name, "known": near[0]}, item)


def _clashes(told: _Minutes) -> Iterator[Doubt]:
    """Yield what people said or voted, and parties agreed, on items at which they were not."""
    for item in told.items:
        decision = told.decisions.get(item.pk)
        if decision is None:
            continue
        away = _away(told.attendance, item.pk)
        yield from _said_by_absent(item, told.decided.statements[decision.pk], away, _WANTED)
        yield from _said_by_absent(item, told.decided.votes[decision.pk], away, _VOTED)
        for consent in told.decided.consents[decision.pk]:
            sent = [one for one, _state in told.attendance.at_item(item.pk) if one.party == consent.party]
            is_absent = consent.answer == PartyConsent.Answer.ABSENT
            if not is_absent and sent and all(one.person.pk in away for one in sent):
                sentence = _("Item %(number)s: %(party)s answered, but nobody from there was present.")
                yield Doubt("absent_party", sentence % {"number": item.number, "party": consent.party}, item)


def _said_by_absent(
    item: AgendaItem, rows: Iterable[Statement | Vote], away: set[int], words: Promise
) -> Iterator[Doubt]:
    for row in rows:
        if row.person_id in away:
            yield Doubt("absent", str(words) % {"number": item.number, "name": row.person}, item)


def _away(attendance: AttendanceMatrix, item_id: int) -> set[int]:
    return {row.person.pk for row, state in attendance.at_item(item_id) if state in AWAY}


def _people(told: _Minutes) -> Iterable[Doubt]:
    if not any(row.was_there for row in told.attendance.rows):
        yield Doubt("nobody", _("Nobody is recorded as present."))
    unknown = [row.person.name for row in told.attendance.rows if _is_unsaid(row)]
    if unknown:
        sentence = _("It is not said whether these were there: %(names)s.")
        yield Doubt("unsaid", sentence % {"names": danish.listed(unknown)})


def _is_unsaid(row: AttendanceRow) -> bool:
    return bool(row.states) and all(state is Attendance.UNKNOWN for state in row.states)


def _promises(viewer: Viewer, item_ids: Sequence[int]) -> Iterator[Doubt]:
    rows = Commitment.objects.filter(visible(viewer), item__in=item_ids, owners__isnull=True)
    for row in rows.select_related("item").order_by("pk"):
        sentence = _("Item %(number)s: nobody owes the promise “%(text)s”.")
        text = row.text if len(row.text) <= 80 else f"{row.text[:79]}…"
        yield Doubt("no_owner", sentence % {"number": row.item.number, "text": text}, row.item)
