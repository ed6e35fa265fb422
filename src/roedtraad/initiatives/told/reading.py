"""Read an item of minutes: focus areas that were chosen, initiatives and how far they came, results, programmes. Pure.

The rules know no body, document or subject: only the words in `data/told.toml`, lists, headings, quotes and tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from roedtraad.initiatives.told.programmes import programmes_in
from roedtraad.initiatives.told.tables import numbers_in, outcome_of, survey_of
from roedtraad.initiatives.told.text import (
    YEAR_END,
    Line,
    Sentence,
    behind,
    days_in,
    find,
    lines_of,
    sentences_of,
    subject_of,
    unquoted,
    words,
)
from roedtraad.initiatives.told.things import Row, Thing, ToldAs, ToldTable

QUOTED = r"[”\"“'‘*’]+(?P<name>[^”\"“'’*\n]{3,120})[”\"“'’*]+"
WHEN_DEFINITE = re.compile(r"(?P<noun>[a-zæøå-]{4,40}?)(?:et|en)\b")
ABOUT = re.compile(
    r"(?:[Ff]okusområdet|[Ii]ndsatsen|[Pp]rojektet) (?:om |for |vedr\. )?(?P<name>[A-ZÆØÅ][^,.]{2,60}?) (?:er|bliver|blev|sættes|stilles)\b"
)
TARGET = re.compile(
    r"målgruppen (?:skal være|er|udvides til|omfatter) (?:på )?(?P<who>[^.,]{3,120})", re.IGNORECASE
)
NAME_BY_LEAD = re.compile(r"LEAD[^”\"“]{0,80}?[”\"“*]+(?P<name>[^”\"“*\n]{5,160})[”\"“*]+")
BY_HEADING = (ToldAs.NUMBERS, ToldAs.OUTCOME, ToldAs.EVALUATION)
BY = re.compile(r"(?:som er )?godkendt af (?P<who>[A-ZÆØÅ][^.,]{3,80})")


def read_item(
    text: str, *, offset: int = 0, on: date | None = None, tables: Sequence[ToldTable] = ()
) -> tuple[Thing, ...]:
    """Return what an item tells; its text begins at `offset`, its meeting was held `on`."""
    lines = lines_of(text, offset)
    sentences = tuple(sentences_of(lines))
    things = [
        *_focus_areas(lines, sentences, on),
        *_stopped(lines, sentences, on),
        *_named(sentences),
        *_begun(sentences),
        *numbers_in(lines, sentences, on),
        *_tables(tables, lines, on),
        *_leads(sentences, on),
        *programmes_in(lines, sentences),
        *_evaluations(sentences),
    ]
    lead = next((thing.subject for thing in things if thing.kind is ToldAs.LEAD), "")
    named = _by_heading(things)
    found: dict[tuple[object, ...], Thing] = {}
    for read in things:
        # What a lead effort is not about is told of the one that the item names.
        thing = replace(read, subject=lead) if read.kind is ToldAs.BOUNDARY and not read.subject else read
        is_told = thing.kind in BY_HEADING or thing.state == "running"
        if is_told and thing.subject in named:
            thing = replace(thing, subject=named[thing.subject], beside=thing.beside or thing.subject)
        if thing.subject or thing.rows:
            found.setdefault((thing.kind, thing.subject.casefold(), thing.state, thing.rows), thing)
    return tuple(found.values())


def _by_heading(things: Sequence[Thing]) -> Mapping[str, str]:
    """Return the one initiative that is named under a heading, by the heading."""
    found: dict[str, set[str]] = {}
    for thing in things:
        if thing.kind is ToldAs.INITIATIVE and thing.beside:
            found.setdefault(thing.beside, set()).add(thing.subject)
    return {heading: next(iter(names)) for heading, names in found.items() if len(names) == 1}


def _focus_areas(lines: Sequence[Line], sentences: Sequence[Sentence], on: date | None) -> Iterator[Thing]:
    """Yield the lists that follow a sentence which says that these were chosen."""
    for one in sentences:
        if not one.text.endswith((":", "følgende")) or not find(one.text, "focus", "chosen"):
            continue
        if find(one.text, "focus", "not"):
            continue
        points = _list_after(lines, one)
        if len(points) < 2:
            continue
        ordered = all(point.is_numbered for point in points) or "rækkefølge" in one.low
        days = days_in(one.text) or _day_of_choice(sentences, one)
        yield Thing(
            ToldAs.FOCUS_AREAS,
            "",
            (one.span, *((point.list_start, point.end) for point in points)),
            "Sætningen siger, at de er valgt eller prioriteret, og listen under den nævner dem.",
            on=days[0] if days else on,
            beside="ordered" if ordered else "",
            rows=tuple(Row(unquoted(point.list_text)) for point in points),
        )


def _day_of_choice(sentences: Sequence[Sentence], one: Sentence) -> tuple[date, ...]:
    """Return the day that an earlier sentence of the item gives for the choice."""
    for other in reversed([row for row in sentences if row.start < one.start]):
        if re.search(r"prioriter|beslut", other.low) and (days := days_in(other.text)):
            return days
    return ()


def _stopped(lines: Sequence[Line], sentences: Sequence[Sentence], on: date | None) -> Iterator[Thing]:
    """Yield what is paused, what was turned down, and what was kept out."""
    for at, one in enumerate(sentences):
        if find(one.text, "states", "boundary"):
            yield Thing(
                ToldAs.BOUNDARY,
                _subject(one) or one.heading,
                (one.span,),
                "Sætningen siger, at der ikke var opbakning til, at det er med.",
                on=on,
                text=re.split(r"omhandler", one.text, maxsplit=1, flags=re.IGNORECASE)[-1].strip(" ."),
            )
        elif find(one.text, "states", "paused"):
            about = ABOUT.search(one.text)
            reason = behind(one.text, "reasons", "why") or behind(one.text, "reasons", "awaits")
            awaits = behind(one.text, "reasons", "awaits")
            yield Thing(
                ToldAs.FOCUS_STATE if "fokusområde" in one.low else ToldAs.STATE,
                unquoted(about["name"]) if about else one.heading,
                (one.span,),
                "Sætningen siger, at det er sat på pause.",
                state="paused",
                on=on,
                text=reason or one.text,
                awaits=awaits,
            )
        elif match := find(one.text, "states", "rejected"):
            yield _rejected(sentences, at, match, on)


def _rejected(sentences: Sequence[Sentence], at: int, match: re.Match[str], on: date | None) -> Thing:
    one = sentences[at]
    noun = WHEN_DEFINITE.search(one.text[match.end() :])
    subject = _subject(one) or (unquoted(noun["noun"]).capitalize() if noun else "")
    if noun and one.heading and not _subject(one):
        subject = f"{subject} – {one.heading}"
    after = [row for row in sentences[at + 1 : at + 4] if row.heading == one.heading]
    elsewhere = next((row for row in after if find(row.text, "states", "elsewhere")), None)
    days = [
        day
        for row in sentences[max(at - 3, 0) : at]
        if row.heading == one.heading
        for day in days_in(row.text)
    ]
    return Thing(
        ToldAs.STATE,
        subject or one.heading,
        (one.span, *((elsewhere.span,) if elsewhere else ())),
        "Sætningen siger, at der ikke var opbakning til at gennemføre den.",
        state="rejected",
        on=days[-1] if days else on,
        text=behind(one.text, "reasons", "why") or one.text,
        went_on=elsewhere.text.rstrip(".") if elsewhere else "",
        beside=one.heading,
    )


def _named(sentences: Sequence[Sentence]) -> Iterator[Thing]:
    """Yield initiatives that are named in quotes behind a word for what they are."""
    for one in sentences:
        for kind in ("pilot", "improvement", "project"):
            for pattern in words("efforts", kind):
                for match in re.finditer(rf"\b{pattern.pattern}\s+{QUOTED}", one.text, re.IGNORECASE):
                    yield Thing(
                        ToldAs.INITIATIVE,
                        unquoted(match["name"]),
                        (one.span,),
                        f"Navnet står i anførselstegn efter ordet ”{match.group(0).split()[0].lower()}”.",
                        text=kind,
                        beside=one.heading,
                    )


def _begun(sentences: Sequence[Sentence]) -> Iterator[Thing]:
    """Yield since when something under a heading has been running."""
    for one in sentences:
        if not find(one.text, "states", "running") or not (days := days_in(one.text)):
            continue
        yield Thing(
            ToldAs.STATE,
            _subject(one) or one.heading,
            (one.span,),
            "Sætningen siger, siden hvornår den har kørt.",
            state="running",
            on=days[0],
            beside=one.heading,
        )


def _tables(tables: Sequence[ToldTable], lines: Sequence[Line], on: date | None) -> Iterator[Thing]:
    for table in tables:
        headings = [subject_of(line) for line in lines if line.is_heading and line.start < table.span[0]]
        heading = headings[-1] if headings else ""
        thing = outcome_of(table, heading, on) or survey_of(table, lines, heading, on)
        if thing is not None:
            yield thing


def _leads(sentences: Sequence[Sentence], on: date | None) -> Iterator[Thing]:
    """Yield the themes with which a collaboration goes first, with their rules and whom they are for."""
    names = [(one, match) for one in sentences if (match := NAME_BY_LEAD.search(one.text))]
    if not names:
        return
    one, match = names[0]
    rules = next((row for row in sentences if "LEAD" in row.text and find(row.text, "lead", "rules")), None)
    target = next((found for row in sentences if (found := TARGET.search(row.text))), None)
    rule_name = re.search(QUOTED, rules.text[find_end(rules.text, "lead", "rules") :]) if rules else None
    by = BY.search(rules.text) if rules else None
    approved = next(
        (row for row in sentences if "godkendt" in row.low and "LEAD" in row.text and days_in(row.text)), None
    )
    yield Thing(
        ToldAs.LEAD,
        unquoted(match["name"]),
        (one.span, *((rules.span,) if rules else ())),
        "Sætningen nævner et tema i anførselstegn efter LEAD.",
        on=days_in(approved.text)[0] if approved else on,
        text=unquoted(rule_name["name"]) if rule_name else "",
        beside=by["who"].strip() if by else "",
        awaits=target["who"].strip() if target else "",
    )


def find_end(text: str, group: str, name: str) -> int:
    """Return where one of a group's words ends; 0 where there is none."""
    match = find(text, group, name)
    return match.end() if match else 0


def _evaluations(sentences: Sequence[Sentence]) -> Iterator[Thing]:
    """Yield evaluations with what they cover, who makes them, and when they are due."""
    for one in sentences:
        if not find(one.text, "evaluation", "word"):
            continue
        due = YEAR_END.search(one.text)
        days = days_in(one.text)
        makers = behind(one.text, "evaluation", "with")
        covers = behind(one.text, "evaluation", "across")
        if due is None and not days and not makers:
            continue
        makers = re.split(r"\s(?:inden|ved|i løbet af)\s", makers)[0]
        covers = re.split(r"\s(?:i et|i)\s+samarbejde", covers)[0]
        about = re.search(r"(?:at|Det forventes, at)\s+(?P<name>[A-ZÆØÅ][^,]{2,80}?)\s+evalueres", one.text)
        yield Thing(
            ToldAs.EVALUATION,
            unquoted(about["name"]) if about else one.heading,
            (one.span,),
            "Sætningen siger, at der evalueres, og hvornår eller af hvem.",
            on=date(int(due["year"]), 12, 31) if due else (days[-1] if days else None),
            text=covers,
            beside=makers,
            went_on=behind(one.text, "evaluation", "afterwards"),
        )


def _subject(one: Sentence) -> str:
    """Return the initiative that a sentence names: in quotes, or by a name with capitals at its head."""
    quoted = re.search(QUOTED, one.text)
    if quoted:
        return unquoted(quoted["name"])
    head = re.match(
        r"(?:Det forventes, at\s+)?(?P<name>(?:[A-ZÆØÅ][\wæøå-]+\s){2,5})(?:har|er|i|blev)\b", one.text
    )
    return unquoted(head["name"]) if head else ""


def _list_after(lines: Sequence[Line], one: Sentence) -> list[Line]:
    """Return the points of the list that stands right behind a sentence."""
    found: list[Line] = []
    for line in lines:
        if line.start < one.start + len(one.text):
            continue
        if not line.list_text:
            break
        found.append(line)
    return found
