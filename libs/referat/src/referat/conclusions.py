"""What the meeting ended with: outcomes in the words of the decision.

An outcome is read where its words stand in a sentence, unless the sentence says 'not' right before them, or tells of
another time ('med henblik på drøftelse'). 'Ikke opbakning' is a rejection.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from referat.danish.phrases import keys_in
from referat.danish.words import WORDS, folded
from referat.manuscript import Manuscript
from referat.model import Conclusion, Outcome
from referat.numbering import numbers_in
from referat.parts import Stretch
from referat.source import Span

_NEGATED = re.compile(
    rf"\b(?:{'|'.join(map(re.escape, WORDS.negations))})(?:\s+\w+){{0,2}}\s*\Z", re.IGNORECASE
)
_POINTS = re.compile(
    r"\b(?:indstilling(?:ens|erne)?|punkt(?:erne)?|pkt\.?|ad\.?|forslag)\s*(?:nr\.?|pkt\.?|punkt(?:erne)?)?\s*(?P<points>\d{1,2}[a-z]?(?:\s*(?:,|og|-|–|samt)\s*\d{1,2}[a-z]?)*)",
    re.IGNORECASE,
)
_NOTHING = re.compile(
    r"(?:der\s+var\s+)?(?:intet|ingen|ikke\s+noget)\s+(?:til|under|ved|nyt|at|bemærk|orienter|meddel|punkt|emner)",
    re.IGNORECASE,
)
_AGREEMENT = re.compile(r"opbakning|bakke|bakker|tilslut|støtte", re.IGNORECASE)
_STOP = re.compile(r"[.!?:;\n]\s(?<!\bpkt..)(?<!\b(?:nr|ad|jf|ca|bl|kl)..)", re.IGNORECASE | re.DOTALL)
_LABEL_OF_POINT = 24  # 'Ad 1: Taget til efterretning'
_REPORTED_WINDOW = 45
_NEGATION_WINDOW = 40
_LONGEST_ALONE = 60


def _sentence_start(text: str, start: int, at: int) -> int:
    """Return where the sentence that holds `at` begins, as far as it matters for the words before an outcome."""
    begin = max(start, at - 200)
    last = begin
    for match in _STOP.finditer(text, begin, at):
        last = match.end()
    return last


def _turned(outcome: Outcome, words: str) -> Outcome | None:
    """Return what an outcome with a 'not' before it is, if it is one at all."""
    if outcome is Outcome.APPROVED or (outcome is Outcome.AGREED and _AGREEMENT.search(words)):
        return Outcome.REJECTED
    return None


def _found(script: Manuscript, span: Span) -> Iterator[tuple[int, Conclusion]]:
    text = script.text
    present = keys_in(text[span.start : span.end])
    for outcome, pattern in WORDS.outcomes:
        keys = WORDS.outcome_keys[outcome]
        if keys is not None and keys.isdisjoint(present):
            continue
        for match in pattern.finditer(text, span.start, span.end):
            begin = _sentence_start(text, span.start, match.start())
            before = text[max(begin, match.start() - _NEGATION_WINDOW) : match.start()]
            meant: Outcome | None = outcome
            if outcome is not Outcome.NO_REMARKS and _NEGATED.search(before):
                meant = _turned(outcome, match.group())
            elif WORDS.reported.search(text[max(begin, match.start() - _REPORTED_WINDOW) : match.start()]):
                meant = None
            quote = script.quote(Span(*match.span())) if meant is not None else None
            if meant is None or quote is None:
                continue
            points = None
            start = max(span.start, begin - _LABEL_OF_POINT) if text[begin - 2 : begin - 1] == ":" else begin
            for found in _POINTS.finditer(text, start, match.start()):
                points = found
            yield (
                match.start(),
                Conclusion(meant, quote, numbers_in(points.group("points")) if points else ()),
            )


def _alone(script: Manuscript, span: Span) -> Conclusion | None:
    """A decision of one or two words: 'Udsættes.', 'Efterretning', '-'."""
    words = script.text[span.start : span.end].strip()
    if len(words) > _LONGEST_ALONE:
        return None
    outcome = WORDS.outcomes_alone.get(folded(words) or words)
    if outcome is None and _NOTHING.match(words):
        outcome = Outcome.NO_REMARKS
    quote = script.quote(span) if outcome is not None else None
    return Conclusion(outcome, quote) if outcome is not None and quote is not None else None


def conclusions(script: Manuscript, stretches: Sequence[Stretch]) -> tuple[Conclusion, ...]:
    """Return the outcomes in the stretches of a decision, in the order of the text, each kind once for its points."""
    found: list[tuple[int, Conclusion]] = []
    for stretch in stretches:
        if stretch.is_heading:
            continue
        alone = _alone(script, stretch.span)
        if alone is not None:
            found.append((stretch.span.start, alone))
            continue
        inside = list(_found(script, stretch.span))
        if not inside:
            inside = [
                (part.start, one)
                for part in _short_sentences(script, stretch.span)
                if (one := _alone(script, part)) is not None
            ]
        found.extend(inside)
    found.sort(key=lambda pair: pair[0])
    seen: dict[tuple[Outcome, tuple[str, ...]], Conclusion] = {}
    for _, conclusion in found:
        seen.setdefault((conclusion.outcome, conclusion.points), conclusion)
    rejected = {c.quote.spans for c in seen.values() if c.outcome is Outcome.REJECTED}
    return tuple(c for c in seen.values() if c.outcome is Outcome.REJECTED or c.quote.spans not in rejected)


def _short_sentences(script: Manuscript, span: Span) -> Iterator[Span]:
    start = span.start
    for match in _STOP.finditer(script.text, span.start, span.end):
        yield Span(start, match.start())
        start = match.end()
    if start < span.end:
        yield Span(start, span.end)
