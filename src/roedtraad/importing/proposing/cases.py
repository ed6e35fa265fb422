"""Which known cases the items of a draft treat: those whose number stands in the item as the number of a case."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from roedtraad.bodies.models import Collaboration
from roedtraad.cases.models import Case, FileNumber
from roedtraad.importing.proposing.answers import NEW, Answer, AnswerKind, known
from roedtraad.importing.proposing.content import Content
from roedtraad.importing.proposing.proposal import Candidate, Match
from roedtraad.importing.sheet.things import Field, Sheet, Thing

# 'sag VB-2025-017', 'sagsnr. 24/1234'. What a label gives is the body's file number, the same on all items.
_NUMBER = re.compile(
    r"\bsag(?:en|s?nummer|snr\.?)?\s+(?:nr\.?\s*)?([A-ZÆØÅ]{1,6}[-–]?\d{2,4}[-–/]\d{1,6}|\d{2,4}[-/]\d{2,6})\b"
)
SCORE = 92


def numbers_in(item: Thing, sheet: Sheet) -> tuple[str, ...]:
    """Return the numbers of cases that the words of an item mention, in order."""
    words = " ".join(sheet.quote((span,)) for span in item.spans)
    own = item.get(Field.CASE_NUMBER)
    return tuple(dict.fromkeys(one for one in _NUMBER.findall(words) if one != own))


def own_numbers(sheet: Sheet) -> dict[str, str]:
    """Return for each item the number of its case: one that it mentions first, and that not most items mention."""
    found = {item.ref: numbers_in(item, sheet) for item in sheet.items}
    often = Counter(one for numbers in found.values() for one in numbers)
    most = max(2, len(sheet.items) // 2)
    return {
        ref: own
        for ref, numbers in found.items()
        if (own := next((one for one in numbers if often[one] <= most), ""))
    }


def cases_of(content: Content, collaboration: Collaboration | None) -> dict[str, Match]:
    """Return which known case items treat, by ref; an item that is not there treats a new one. At most two queries."""
    sheet = content.sheet
    answered = {item.ref: item.get(Field.CASE) for item in sheet.items if item.get(Field.CASE)}
    numbers = own_numbers(sheet)
    by_number = dict(_known(set(numbers.values()), collaboration))
    chosen_rows = _chosen(answered.values())
    found: dict[str, Match] = {}
    for item in sheet.items:
        case = by_number.get(numbers.get(item.ref, ""))
        first = _candidate(case, numbers[item.ref]) if case is not None else None
        candidates = (first,) if first is not None else ()
        if item.ref in answered:
            found[item.ref] = _answered(item, answered[item.ref], chosen_rows, candidates)
        elif first is not None:
            found[item.ref] = Match(item.label, first.answer, first.label, candidates)
    return found


def _known(numbers: set[str], collaboration: Collaboration | None) -> Iterator[tuple[str, Case]]:
    """Yield the cases of the collaboration that have these numbers; a number that several have tells nothing."""
    if not numbers or collaboration is None:
        return
    rows = FileNumber.objects.filter(
        number__in=numbers, case__collaboration=collaboration, case__record__withdrawn_at=None
    ).select_related("case__merged_into")
    cases: dict[str, dict[int, Case]] = {}
    for row in rows:
        case = row.case.merged_into or row.case
        cases.setdefault(row.number, {})[case.pk] = case
    for number, found in cases.items():
        if len(found) == 1:
            yield number, next(iter(found.values()))


def _chosen(answers: Iterable[str]) -> dict[int, Case]:
    keys = [Answer.read(one).key_of(AnswerKind.CASE) for one in answers]
    wanted = [key for key in keys if key is not None]
    return {row.pk: row for row in Case.objects.filter(pk__in=wanted)} if wanted else {}


def _candidate(case: Case, number: str) -> Candidate:
    reason = _("the number %(number)s stands in the text") % {"number": number}
    return Candidate(known(AnswerKind.CASE, case.pk), case.title, SCORE, reason)


def _answered(item: Thing, answered: str, rows: dict[int, Case], candidates: tuple[Candidate, ...]) -> Match:
    key = Answer.read(answered).key_of(AnswerKind.CASE)
    if key is not None and key in rows:
        return Match(item.label, answered, rows[key].title, candidates, True, True)
    return Match(item.label, NEW, item.label, candidates, True, True)
