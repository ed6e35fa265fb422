"""One person spelled two ways: a name in the text that is a slip of a name in the lists, or elsewhere in the text.

Silent where both spellings can be people of their own: both stand in one line, or the lists give them different
organisations or titles.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

from referat.checks.places import line_around, places_of
from referat.checks.wording import quoted
from referat.danish.names import VariantKind, is_certain_name, is_person_name, variant
from referat.danish.vocabulary import PEOPLE
from referat.model import Finding, FindingCode, Minutes, Participant, Severity
from referat.source import SourceText, Span

# Words with capitals in a row, as names are written: 'Anna K. Dam', 'Tue von Holm', 'Anne-Mette Bech'.
_REST = r"[^\W\d_]*(?:[-’'][^\W\d_]+)*\.?"
_WORD = rf"[A-ZÆØÅÉÖÄÜ]{_REST}"
_PARTICLE = "(?:" + "|".join(sorted(PEOPLE.particles)) + ")"
_RUN = re.compile(
    rf"[A-ZÆØÅÉÖÄÜ](?<![\w@.-].){_REST}(?:[ \u00a0\n](?:{_PARTICLE}[ \u00a0])?{_WORD}){{1,6}}(?![\w@])"
)
_TOKEN = re.compile(r"\S+")
_LONGEST = 5  # words


@dataclass(frozen=True, slots=True)
class Known:
    """A name that the document gives; `listed` is who bears it in the lists."""

    name: str
    span: Span
    listed: Participant | None


def names_spelled_two_ways(source: SourceText, minutes: Minutes) -> Iterator[Finding]:
    """Yield a finding for each spelling of a listed person that is a slip; at the item of the later spelling."""
    text, places = source.text, places_of(minutes)
    runs = list(_RUN.finditer(text))
    known = _known(runs, minutes)
    listed = {one.name for one in known}
    by_word = _by_word(known)
    told: set[frozenset[str]] = set()
    for words, span in _candidates(text, runs, by_word):
        if _is_genitive(words, listed):
            continue
        if words in listed and not _is_listed_here(words, span, known):
            continue
        for other in _similar(words, by_word):
            difference = variant(other.name, words)
            if difference is None or difference.kind is not VariantKind.SPELLING:
                continue
            pair = frozenset((other.name, words))
            if pair in told or _are_two(text, other, words, span, known):
                continue
            told.add(pair)
            first, later = sorted([(other.span, other.name), (span, words)])
            yield Finding(
                FindingCode.NAME_VARIANT,
                Severity.NOTE,
                f"Samme person er skrevet {quoted(first[1])} og {quoted(later[1])}.",
                (later[0], first[0]),
                item=places.number_at(later[0].start),
                expected=first[1],
                found=later[1],
            )


def _known(runs: Iterable[re.Match[str]], minutes: Minutes) -> list[Known]:
    """Return the names of the lists, and those in the text that begin with a known first name."""
    known = [
        Known(person.name.text, person.name.spans[0], person)
        for person in minutes.participants
        if len(person.name.spans) == 1 and is_person_name(person.name.text)
    ]
    names = {one.name for one in known}
    for item in minutes.items:
        for absence in item.absent:
            if absence.name.text not in names and is_person_name(absence.name.text):
                names.add(absence.name.text)
                known.append(Known(absence.name.text, absence.name.spans[0], None))
    for run in runs:
        name = " ".join(run[0].split()).rstrip(".")
        if name not in names and is_certain_name(name):
            names.add(name)
            known.append(Known(name, Span(run.start(), run.start() + len(run[0].rstrip("."))), None))
    return [one for one in known if " " in one.name]


def _by_word(known: Iterable[Known]) -> dict[str, list[Known]]:
    """Return the known names by each of their words: a slip leaves at least one word as it was, or half of one."""
    found: dict[str, list[Known]] = {}
    for one in known:
        for word in _parts(one.name):
            found.setdefault(word, []).append(one)
    return found


def _candidates(
    text: str, runs: Iterable[re.Match[str]], by_word: dict[str, list[Known]]
) -> Iterator[tuple[str, Span]]:
    """Yield the stretches of words with capitals that share a word with a known name."""
    for run in runs:
        tokens = [Span(*match.span()) for match in _TOKEN.finditer(text, run.start(), run.end())]
        if by_word.keys().isdisjoint(_parts(run[0])):
            continue
        for first in range(len(tokens)):
            for last in range(first + 1, min(first + _LONGEST, len(tokens))):
                span = Span(tokens[first].start, tokens[last].end)
                words = " ".join(text[slice(*span)].split())
                bare = words.rstrip(".")
                yield bare, Span(span.start, span.end - (len(words) - len(bare)))


def _is_genitive(words: str, listed: Container[str]) -> bool:
    """Return whether the words are a listed name in the genitive: 'Bo Lunds', "Jens Friis'"."""
    if words in listed:
        return False
    return words.rstrip("’'") in listed or (words.endswith("s") and words[:-1].rstrip("’'") in listed)


def _similar(words: str, by_word: dict[str, list[Known]]) -> list[Known]:
    found = {one.name: one for part in _parts(words) for one in by_word.get(part, ())}
    return [one for one in found.values() if len(one.name.split()) == len(words.split())]


def _parts(words: str) -> list[str]:
    """Return the words, and the halves of those with a hyphen, in lower case and each once."""
    return list(dict.fromkeys(word.rstrip(".") for word in words.casefold().replace("-", " ").split()))


def _is_listed_here(words: str, span: Span, known: Iterable[Known]) -> bool:
    """Return whether this is the place in the lists where the name stands; there it may meet its twin."""
    return any(one.name == words and one.span.start == span.start for one in known)


def _are_two(text: str, other: Known, words: str, span: Span, known: Iterable[Known]) -> bool:
    """Return whether the two spellings can be two people."""
    twin = next((one for one in known if one.name == words), None)
    if twin is not None and other.listed is not None and twin.listed is not None:
        return _differ(other.listed, twin.listed)
    return _stands_in(words, text, other.span) or _stands_in(other.name, text, span)


def _stands_in(name: str, text: str, span: Span) -> bool:
    """Return whether the name stands, as whole words, on the line around the span."""
    line = " ".join(text[slice(*line_around(text, span))].split())
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", line) is not None


def _differ(first: Participant, second: Participant) -> bool:
    """Return whether two people of the lists are told apart by their organisation or title."""
    for one, other in ((first.affiliation, second.affiliation), (first.role, second.role)):
        if one is not None and other is not None and one.text.casefold() != other.text.casefold():
            return True
    return False
