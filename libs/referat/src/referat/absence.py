"""Who was absent for an item: its line of absent persons, also shuffled by an export, and sentences that say so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from referat.danish.names import is_person_name
from referat.danish.words import WORDS, folded
from referat.manuscript import Manuscript, sentences_in
from referat.mention import people_in
from referat.model import Absence
from referat.parts import Parts, Role, Stretch
from referat.source import Span

_SPLIT = re.compile(r"\s*(?:[,;\n\t]|\bog\b|\bsamt\b)\s*")
_PAREN = re.compile(r"\s*\([^()]*\)?")
_WORTH_A_LOOK = re.compile(r"deltog|habil", re.IGNORECASE)
_TURNED = re.compile(r"\bdeltog\s+(?P<who>[A-ZÆØÅ][^.;:]{2,80}?)\s+ikke\s+i\b")
_LONGEST_LIST = 4000


def _from_list(script: Manuscript, stretch: Stretch) -> Iterator[Span]:
    """Yield the names of a list; organisations between them, in whatever order, are no persons."""
    span = Span(stretch.span.start, min(stretch.span.end, stretch.span.start + _LONGEST_LIST))
    words = script.text[span.start : span.end]
    if folded(words) in WORDS.nobody or not folded(words):
        return
    found = people_in(script, span)
    if found:
        yield from (person.name for person in found)
        return
    at = span.start
    for separator in [*_SPLIT.finditer(script.text, span.start, span.end), None]:
        part = Span(at, separator.start() if separator else span.end)
        at = separator.end() if separator else span.end
        paren = _PAREN.search(script.text, part.start, part.end)
        stop = paren.start() if paren else part.end
        name = script.text[part.start : stop].strip(" .")
        if name and is_person_name(name):
            start = script.text.index(name, part.start)
            yield Span(start, start + len(name))


def _from_sentences(script: Manuscript, stretch: Stretch) -> Iterator[Absence]:
    """'NN deltog ikke i sagens behandling', 'NN erklærede sig inhabil': away for this item alone."""
    text = script.text
    if not _WORTH_A_LOOK.search(text, stretch.span.start, stretch.span.end):
        return
    for sentence in sentences_in(script, stretch.span):
        said = WORDS.attendance["disqualified"].search(text, sentence.start, sentence.end)
        if said is None:
            continue
        turned = _TURNED.search(text, sentence.start, sentence.end)
        where = Span(*turned.span("who")) if turned is not None else Span(sentence.start, said.start())
        for person in people_in(script, where):
            quote = script.quote(person.name)
            if quote is not None:
                yield Absence(quote, "disqualified")


def absent_in(script: Manuscript, parts: Parts) -> tuple[Absence, ...]:
    """Return the persons recorded as absent for an item, each as often as they stand there."""
    found: list[Absence] = []
    for stretch in parts.of(Role.ABSENCE):
        heading = (
            script.text[stretch.head.words.start : stretch.head.words.end].casefold() if stretch.head else ""
        )
        reason = "disqualified" if WORDS.attendance["disqualified"].search(heading) else "absent"
        for name in _from_list(script, stretch):
            quote = script.quote(name)
            if quote is not None:
                found.append(Absence(quote, reason))
    for stretch in parts.of(Role.DECISION):
        found.extend(_from_sentences(script, stretch))
    return tuple(found)
