"""How other bodies, or the same body earlier, treated the case: 'Sagsforløb', 'Beslutning i X den …', 'X, 4. maj, pkt. 3:'."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from referat.danish.dates import resolve
from referat.manuscript import Manuscript
from referat.model import BlockKind, EarlierConsideration
from referat.parts import Stretch
from referat.source import Span
from referat.tables import rows_of
from referat.times import Times

_NUMBER = re.compile(r"\b(?:punkt|pkt\.?|sag)\s*(?:nr\.?\s*)?(?P<number>\d{1,4}[a-z]?)\b", re.IGNORECASE)
_OPENING = re.compile(
    r"\s*(?:(?:tidligere\s+)?(?:beslutning(?:en)?|behandlet|behandling|drøftet|godkendt|udtalelse|afgørelse)\s*(?:truffet\s+)?(?:fra|i|af|på)?\s*(?:møde\s+i\s+)?)?",
    re.IGNORECASE,
)
_DAYNAME = re.compile(
    r"\s*[,–-]?\s*(?:på\s+mødet?\s+)?(?:(?:man|tirs|ons|tors|fre|lør|søn)dag\s+)?(?:den|d\.)?\s*\Z",
    re.IGNORECASE,
)
_DECISION_OF = re.compile(
    r"s\s+(?:beslutning|afgørelse|behandling|indstilling|udtalelse|vedtagelse)\Z", re.IGNORECASE
)
_NAME = re.compile(r"[A-ZÆØÅ][^\d:;\n]{2,90}")
_AFTER = re.compile(
    r"[\s,:.–-]*(?:(?:punkt|pkt\.?|sag)\s*(?:nr\.?\s*)?\d{1,4}[a-z]?\b)?[\s,:.–-]*", re.IGNORECASE
)
_HEADS = 160  # how far into a piece body and day may stand
_TRIMS = " ,;:–-\t"


def _opening(
    script: Manuscript, span: Span, times: Times, held_on: date | None
) -> tuple[EarlierConsideration, int] | None:
    """Return the body, day and number with which a stretch begins, and where its text begins."""
    text = script.text
    stop = min(span.end, span.start + _HEADS)
    day = next((t for t in times.within(Span(span.start, stop)) if t.value is not None), None)
    opening = _OPENING.match(text, span.start, stop)
    begin = opening.end() if opening else span.start
    if day is None:
        return None
    if day.span.start <= begin + 1:  # the day stands first: '12-03-2024 Økonomiudvalget: Godkendt'
        name = _NAME.match(text, min(day.span.end + 1, stop), stop)
        limits = name.span() if name else None
    else:
        name = _NAME.match(text, begin, day.span.start)
        limits = name.span() if name else None
    if limits is None:
        return None
    words = _DAYNAME.sub("", text[limits[0] : limits[1]]).rstrip(_TRIMS)
    words = _DECISION_OF.sub("", words)
    body = script.quote(Span(limits[0], limits[0] + len(words)))
    if body is None:
        return None
    after = max(day.span.end, limits[0] + len(words))
    number = _NUMBER.search(text, span.start, min(after + 24, span.end))
    rest = _AFTER.match(text, after, span.end)
    value = resolve(day, held_on=held_on).value if held_on is not None else day.value
    found = EarlierConsideration(body, value, number.group("number") if number else None)
    return found, rest.end() if rest else after


def _rows(
    script: Manuscript, stretch: Stretch, times: Times, held_on: date | None
) -> list[EarlierConsideration]:
    found: list[EarlierConsideration] = []
    for row in rows_of(script.text, stretch.piece.lines):
        day = next((t for t in times.within(Span(row[0].start, row[-1].end)) if t.value is not None), None)
        cells = [cell for cell in row if script.trim(cell) is not None]
        if day is None or not cells:
            continue
        name = next(
            (
                cell
                for cell in cells
                if not cell.start <= day.span.start < cell.end
                and _NAME.match(
                    script.text, script.spans(cell)[0].start if script.spans(cell) else cell.start, cell.end
                )
            ),
            None,
        )
        body = script.quote(name) if name is not None else None
        if body is None:
            continue
        rest = [cell for cell in cells if cell != name and not cell.start <= day.span.start < cell.end]
        value = resolve(day, held_on=held_on).value if held_on is not None else day.value
        found.append(EarlierConsideration(body, value, None, script.quote(*rest)))
    return found


def considerations(
    script: Manuscript, stretches: Sequence[Stretch], times: Times, held_on: date | None
) -> tuple[EarlierConsideration, ...]:
    """Return the earlier treatments that the stretches tell of, in the order of the text."""
    found: list[EarlierConsideration] = []
    texts: list[list[Span]] = []
    for stretch in stretches:
        if stretch.piece.kind is BlockKind.TABLE:
            rows = _rows(script, stretch, times, held_on)
            found.extend(rows)
            texts.extend([] for _ in rows)
            continue
        opened = _opening(script, stretch.span, times, held_on)
        if opened is not None:
            found.append(opened[0])
            texts.append([Span(opened[1], stretch.span.end)] if opened[1] < stretch.span.end else [])
        elif texts:
            texts[-1].append(stretch.span)
    return tuple(
        EarlierConsideration(one.body, one.held_on, one.item_number, one.text or script.quote(*text))
        for one, text in zip(found, texts, strict=True)
    )
