"""What a document's own short labels mean, where a line of it says so: 'B = baggrund, K = konklusion'."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from referat.danish.words import WORDS, Heading, folded
from referat.lines import Line

_PAIR = re.compile(
    r"\(?(?P<label>[A-ZÆØÅ][A-ZÆØÅa-zæøå]{0,4})\)?\s*=\s*(?P<means>[^\W\d_][^\n,;=]{2,40}?)"
    r"\s*(?:[,;.]|\s-\s|\bog\b|$)\s*"
)
_LONGEST = 300
_OPENS = {
    Heading.CONTEXT: Heading.CASE,
    **{role: role for role in (Heading.CASE, Heading.SUMMARY, Heading.RECOMMENDATION, Heading.DECISION)},
    **{role: role for role in (Heading.ACTIONS, Heading.ATTACHMENTS)},
}


def legend_of(lines: Iterable[Line]) -> Mapping[str, Heading]:
    """Return the part of an item that each label of the document's own legend opens, by the folded label."""
    found: dict[str, Heading] = {}
    for line in lines:
        if "=" in line.words and len(line.words) <= _LONGEST:
            found.update(_pairs(line.words))
    return found


def _pairs(words: str) -> dict[str, Heading]:
    """Return the pairs of a line that holds nothing else."""
    found: dict[str, Heading] = {}
    at = 0
    while at < len(words):
        match = _PAIR.match(words, at)
        if match is None:
            return {}
        role = _OPENS.get(WORDS.headings.get(folded(match["means"]), Heading.OFFICER))
        if role is not None:
            found[folded(match["label"])] = role
        at = match.end()
    return found
