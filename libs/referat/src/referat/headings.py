"""Which part of an item a piece opens: 'Sagsfremstilling', 'Beslutning: …', 'Beslutning i X den …', 'Fraværende …'.

Headings are known by the words in `words.toml`, whole or before a colon, and by the few shapes that carry a body
and a day. What stands after the heading on the same line is the beginning of the part.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from referat.blocks import LONGEST_HEADING, Piece
from referat.danish.words import WORDS, Heading
from referat.manuscript import Manuscript
from referat.model import BlockKind
from referat.source import Span

_LONGEST_CASE_LINE = 80
_NAME_ONLY = re.compile(r"[A-ZÆØÅ][\w.-]*(?: [A-ZÆØÅ][\w.-]*){0,3}")


@dataclass(frozen=True, slots=True)
class Head:
    """A heading found: its role, its words, and where the text after it on the same line begins (or None).

    `body` and `dated` are where a decision says who took it and when.
    """

    role: Heading
    words: Span
    rest: int | None = None
    body: Span | None = None
    dated: bool = False
    stop: int | None = (
        None  # where the text ends, if words of the heading stand behind it: 'Bo Lund var fraværende'
    )
    bare: bool = False  # no word says that something was decided: only inside an item is it a heading


_DAY = r"\d{1,2}\s?[./-]\s?(?:\d{1,2}|[a-zæøå]{3,9})\.?(?:\s?[./-]?\s?\d{2,4})?"
_WHEN = rf"(?:\s*[,–-]?\s*(?:på\s+møde(?:t)?\s+)?(?:(?:mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag)\s+)?(?:den\s+|d\.\s*)?(?P<day>{_DAY})(?:\s*kl\.?\s*[\d.:]+)?(?:\s*,?\s*(?:punkt|pkt\.?|sag)\s*(?:nr\.?\s*)?\d+)?)"
_DECIDED = r"(?:beslutning(?:en|er)?|afgørelse|vedtagelse|behandling|behandlet|udtalelse|anbefaling|indstilling|drøftelse)"
_DECIDES = re.compile(r"beslutning|afgørelse|vedtagelse", re.IGNORECASE)
_WHEN_ONLY = re.compile(r"(?:[\w.-]+\s+){0,3}(?:(?:19|20)\d{2}|\d{1,2})\.?")
_ENDS_DAY = frozenset("0123456789:")
_LONGEST_NAME = 7  # words
_STEMS = (
    "beslutning",
    "afgørelse",
    "vedtag",
    "behandl",
    "udtalelse",
    "anbefaling",
    "indstilling",
    "drøftelse",
    "referat",
    "konklusion",
)
# 'Beslutning i Sundhedsklynge X den 16-01-2023', 'Beslutning fra Økonomiudvalget, 12. marts 2024, pkt. 4: …'
_OF_BODY = re.compile(
    rf"{_DECIDED}\s*(?:truffet\s+)?(?P<joint>fra|i|af|for|på|,|-|–|:)?\s+(?P<body>[A-ZÆØÅ][^.:;\n]{{1,110}}?){_WHEN}\s*(?P<colon>:\s*|$)",
    re.IGNORECASE,
)
_OF_DAY = re.compile(
    rf"{_DECIDED}(?:\s+(?:på|fra|i)\s+møde(?:t)?)?{_WHEN}\s*(?P<colon>:\s*|$)", re.IGNORECASE
)
# 'Borgerrepræsentationens beslutning i mødet den 14. marts 2024', 'Økonomiudvalget den 12-03-2024'
_BODYS = re.compile(
    rf"(?P<body>[A-ZÆØÅ][^.:;\n]{{2,90}}?)s\s+{_DECIDED}(?:\s+(?:i|på|fra)\s+møde(?:t)?)?{_WHEN}?\s*(?P<colon>:\s*|$)",
    re.IGNORECASE,
)
_PLAIN_OF = re.compile(
    r"(?:(?:beslutning|konklusion|afgørelse)(?:en|er)?\s+(?:fra|i|af|på)\s+(?P<body>[A-ZÆØÅ][^.:;,\n]{2,80}|møde[t]?)"
    r"|referat\s+(?:fra|af)\s+(?:mødet|punktet|drøftelsen|behandlingen))\s*(?P<colon>:\s*|$)",
    re.IGNORECASE,
)
# 'Økonomiudvalget, den 20. maj 2025:' with the decision below it
_BODY_AND_DAY = re.compile(
    rf"(?P<body>[A-ZÆØÅ][^.:;,\n\d]{{2,80}}?)(?:,\s+(?:(?:den|d\.)\s+)?|\s+(?:den|d\.)\s+)(?P<day>{_DAY})"
    r"(?:\s*,?\s*(?:punkt|pkt\.?|sag)\s*(?:nr\.?\s*)?\d{1,4})?\s*:?",
    re.IGNORECASE,
)
_ABSENT = re.compile(
    r"(?:fraværende|fravær|afbud|(?:ikke|ej)\s+til\s*stede)(?:\s+med\s+afbud|\s+uden\s+afbud)?(?:\s+fra)?\s+(?-i:(?=[A-ZÆØÅÉ]))",
    re.IGNORECASE,
)
_ABSENT_BEHIND = re.compile(
    r"(?<=[.!?])\s+(?P<words>(?:Fraværende|Fravær|Afbud|(?:Ikke|Ej)\s+til\s*stede)(?:\s+fra)?\s*:)\s*(?=[A-ZÆØÅÉ])"
)
_WERE_ABSENT = re.compile(
    r"(?P<who>(?-i:[A-ZÆØÅ])[^.:;\n]{3,160}?)\s+(?P<words>(?:var|er|blev\s+noteret)\s+(?:desværre\s+)?(?:fraværende|ikke\s+til\s*stede)\.?)",
    re.IGNORECASE,
)
_CASE_NUMBER = re.compile(
    r"(?:\d{2}\.\d{2}\.\d{2}-[A-ZÆØÅ]\d{2}-\d{1,5}-\d{2}(?:\d{2})?"
    r"|\d-\d{2}-\d{1,3}-\d{1,5}-\d{2}|[A-ZÆØÅ]{1,5}\d{0,4}-\d{4}-\d{2,8}|(?:19|20)\d{2}[-/]\d{3,8}(?:-\d{1,8})?|\d{2}[/-]\d{2,6}(?:-\d{1,6})?|[A-Z]{1,3}\d{2,4}[-/]\d{2,8})"
)
_ANY_NUMBER = re.compile(r"[A-ZÆØÅa-z]{0,4}[-/]?[0-9][0-9./-]{3,24}")
_CASE_LABEL = re.compile(
    r"(?:"
    + "|".join(
        r"\s+".join(re.escape(part) for part in key.split())
        for key in sorted(
            (k for k, role in WORDS.headings.items() if role is Heading.CASE_NUMBER), key=len, reverse=True
        )
    )
    + r")[\s.:]+(?=\S*\d)",
    re.IGNORECASE,
)


def case_number_in(text: str, start: int, end: int) -> Span | None:
    """Return where a file number stands that fills the stretch, apart from punctuation."""
    match = _CASE_NUMBER.match(text, start, end)
    if match is None or text[match.end() : end].strip(" .,;)"):
        return None
    return Span(match.start(), match.end())


def first_case_number(text: str, start: int, end: int) -> Span | None:
    """Return the first file number in the stretch."""
    match = _CASE_NUMBER.search(text, start, end)
    return Span(match.start(), match.end()) if match else None


def is_any_number(words: str) -> bool:
    """Whether the words can be a file number where a heading above them says that they are one."""
    return _ANY_NUMBER.fullmatch(words) is not None


def _looks_like_heading(piece: Piece) -> bool:
    return piece.words[:1].isupper() or piece.kind is BlockKind.HEADING or piece.bold


def _role(script: Manuscript, key: str) -> Heading | None:
    """Return the part that a heading opens: by the document's own legend, else by the words that all know."""
    return script.legend.get(key) or WORDS.headings.get(key)


def _whole(script: Manuscript, piece: Piece) -> Head | None:
    role = _role(script, piece.key) if piece.key else None
    if role is None or not _looks_like_heading(piece):
        return None
    if piece.label is not None and piece.label.value < piece.end:
        return None  # 'Beslutning: -'
    return Head(role, piece.content)


def names_writer(piece: Piece) -> bool:
    """Whether a piece says who wrote the minutes: 'Ref.: Bo Lund', and not 'Ref.: Godkendt'."""
    label = piece.label
    if label is None or label.key != "ref" or len(piece.lines) > 1:
        return False
    words = piece.words.partition(":")[2].strip()
    return _NAME_ONLY.fullmatch(words) is not None and not WORDS.is_conclusion(words)


def _labelled(script: Manuscript, piece: Piece) -> Head | None:
    label = piece.label
    role = _role(script, label.key) if label is not None else None
    if label is None or role is None or names_writer(piece):
        return None
    if piece.kind is BlockKind.LIST_ITEM and _WHEN_ONLY.fullmatch(piece.words.partition(":")[2].strip()):
        return None  # '- Vedtagelse: juni 2026' in a plan
    if not _looks_like_heading(piece) or (len(label.key) == 1 and not piece.words[:1].isupper()):
        return None
    return Head(role, label.span, label.value if label.value < piece.end else None)


def _dated(text: str, piece: Piece) -> Head | None:
    """A heading that says who decided, when, or both."""
    if piece.key and not any(stem in piece.key for stem in _STEMS):
        return None
    end = min(piece.end, piece.start + 2 * LONGEST_HEADING)
    line_end = min(piece.lines[0].end, end) if len(piece.lines) > 1 else end
    for shape in (_OF_BODY, _OF_DAY, _BODYS, _PLAIN_OF):
        match = shape.match(text, piece.start, line_end)
        if match is None:
            continue
        groups = match.groupdict()
        body = Span(match.start("body"), match.end("body")) if groups.get("body") else None
        if body is not None and not text[body.start].isupper():
            # 'Beslutning om …' and 'Drøftelse af …' are titles; 'Beslutning i udvalget den …' is not
            if not groups.get("joint") or not _DECIDES.match(text, piece.start):
                continue
            body = None
        rest = match.end()
        opened = bool(groups["colon"])
        dated = bool(groups.get("day"))
        if rest < piece.end and not opened and (len(piece.lines) == 1 or not dated):
            continue
        if not dated and body is not None and len(text[body.start : body.end].split()) > _LONGEST_NAME:
            continue
        return Head(
            Heading.DECISION,
            Span(piece.start, match.start("colon")),
            rest if rest < piece.end else None,
            body,
            dated=dated,
        )
    return None


def _of_body_alone(text: str, piece: Piece) -> Head | None:
    """A body and a day that fill a line: what is below is what the body decided on that day."""
    if len(piece.words) > LONGEST_HEADING // 2 or len(piece.lines) > 1 or piece.words[-1:] not in _ENDS_DAY:
        return None
    match = _BODY_AND_DAY.fullmatch(text, piece.start, piece.end)
    if match is None or piece.kind is BlockKind.LIST_ITEM or any(stem in piece.key for stem in _STEMS):
        return None
    words = match["body"].split()
    named = WORDS.bodies.fullmatch(words[0]) or WORDS.bodies.fullmatch(words[-1])
    if named is None or len(words) > _LONGEST_NAME or not words[0][0].isupper():
        return None
    body = Span(match.start("body"), match.end("body"))
    return Head(Heading.DECISION, Span(piece.start, match.end("day")), None, body, dated=True, bare=True)


def _absence(text: str, piece: Piece) -> Head | None:
    behind = _WERE_ABSENT.fullmatch(text, piece.start, piece.end)
    if behind is not None:
        return Head(Heading.ABSENCE, Span(*behind.span("words")), piece.start, stop=behind.end("who"))
    match = _ABSENT.match(text, piece.start, piece.end)
    if match is None or piece.kind is BlockKind.LIST_ITEM:
        return None
    words = Span(match.start(), match.start() + len(text[match.start() : match.end()].rstrip()))
    return Head(Heading.ABSENCE, words, match.end())


def absence_behind(text: str, span: Span) -> Head | None:
    """Return where the absent are named behind a decision on its own line: 'Godkendt. Ej til stede: Bo Lund.'"""
    match = _ABSENT_BEHIND.search(text, span.start, span.end)
    return Head(Heading.ABSENCE, Span(*match.span("words")), match.end()) if match is not None else None


def _case(text: str, piece: Piece) -> Head | None:
    """A file number: alone on its line, or after 'Sagsnr.'."""
    if len(piece.words) > _LONGEST_CASE_LINE:
        return None
    label = _CASE_LABEL.match(text, piece.start, piece.end)
    start = label.end() if label is not None else piece.start
    number = case_number_in(text, start, piece.end) or (
        first_case_number(text, start, piece.end) if label else None
    )
    if number is None:
        return None
    return Head(Heading.CASE_NUMBER, Span(piece.start, start), number.start)


def heading_of(script: Manuscript, piece: Piece) -> Head | None:
    """Return the part of an item that the piece opens, or None if it opens none."""
    if piece.kind is BlockKind.TABLE:
        return None
    found = _whole(script, piece) or _labelled(script, piece)
    if found is not None:
        return found
    head = None
    if piece.words[:1].isupper():
        head = _of_body_alone(script.text, piece)
        if head is not None:
            return head
        short = len(piece.words) <= LONGEST_HEADING or ":" in piece.words[:LONGEST_HEADING]
        head = _dated(script.text, piece) if short else None
        if head is None and (piece.words[0] in "FAIfai" or "fraværende" in piece.key):
            head = _absence(script.text, piece)
    return head or _case(script.text, piece)
