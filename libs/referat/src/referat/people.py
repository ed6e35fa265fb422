"""Who is mentioned where: people in lists of participants and in the fields of a head.

`attendance` puts the mentions of one person together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from referat.blocks import Piece
from referat.danish.name_segments import Piece as SegmentKind
from referat.danish.name_segments import segments
from referat.danish.words import WORDS, Group, folded
from referat.fields import label_in
from referat.manuscript import Manuscript, sentences_in
from referat.mention import CLOSED, Context, Mention, group_of, item_numbers, mention_of, people_in
from referat.model import BlockKind, Function
from referat.people_tables import from_table
from referat.source import Span
from referat.tables import rows_of

_INITIALS = re.compile(r"(?<!\w)[A-ZÆØÅ]{2,4}(?!\w)")
_ONLY_INITIALS = re.compile(r"\s*[A-ZÆØÅ]{2,4}(?:\s*(?:,|;|og|samt|/)\s*[A-ZÆØÅ]{2,4})*\s*\.?\s*")
_VERB_LABEL = re.compile(
    r"(?P<words>(?:[^\W\d_][\w-]*\s+){0,5}?(?:deltog|deltager|mødte|var|er|fra))\s+(?!ikke\b)(?=[^\W\d_])",
    re.IGNORECASE,
)
# 'Bo Lund fra Fjordby Kommune og Eva Dam havde meldt afbud.'
_APOLOGISED = re.compile(
    r"(?P<who>(?-i:[A-ZÆØÅ])[^:;]{3,300}?)\s+(?:(?:havde|har|måtte)\s+(?:desværre\s+)?(?:meldt|melde|sendt|sende)|meldte|sendte)"
    r"\s+(?:desværre\s+)?afbud\b[^,;]{0,40}",
    re.IGNORECASE,
)
_SAYS_AWAY = re.compile(r"(?:[^:\n]{2,60}:)?\W*(?:afbud|fraværende|ikke mødt)\b", re.IGNORECASE)
_SAID_LATER = re.compile(
    r"[.!?]\s+(?:Afbud(?:\s+(?:fra|var))?|Fraværende|Til\s+stede|Tilstede|Deltagere|Desuden\s+deltog)\b"
)
_LONGEST_SIDE = 4  # words
_MOST_SENTENCES = 12
_PROSE_WORDS = 14
_SHORT_LINE = 80
_FROM = ("fra ", "for ")


def _with_group(context: Context, key: str, group: Group) -> Context:
    """Open a part of the list. One that only says where people come from keeps the function that was open."""
    if key in WORDS.neutral_groups and context.open and not context.absent:
        return replace(context, affiliation=None)
    return Context(True, group.function, group.absent)


def _organisation(script: Manuscript, piece: Piece) -> Span | None:
    """Return a piece that is nothing but the name of an organisation, under which people are listed."""
    if len(piece.words) > _SHORT_LINE or "," in piece.words or piece.words.endswith("."):
        return None
    kinds = [segment.kind for segment in segments(script.text, piece.start, piece.end)]
    if kinds and all(kind in (SegmentKind.ORGANISATION, SegmentKind.PART) for kind in kinds):
        return piece.content if SegmentKind.ORGANISATION in kinds else None
    return None


def _is_prose(piece: Piece) -> bool:
    return (
        piece.words.endswith(".") and len(piece.words.split()) > _PROSE_WORDS and piece.words.count(",") < 4
    )


def _initials(script: Manuscript, span: Span, context: Context) -> list[Mention]:
    """'JH, MK og PS': a body whose members know each other signs with initials."""
    if not _ONLY_INITIALS.fullmatch(script.text, span.start, span.end):
        return []
    return [
        Mention(Span(*match.span()), function=context.function, absent=context.absent)
        for match in _INITIALS.finditer(script.text, span.start, span.end)
    ]


def _label(script: Manuscript, piece: Piece, context: Context) -> tuple[str, Span, int] | None:
    """Return the label of a piece. In a list that is open, 'Formand Bo Lund' is a person with a title and no label."""
    label = label_in(script, piece) or _said_label(script, piece)
    if (
        label is None
        or not context.open
        or script.text[label[1].end : label[1].end + 1] in ":\t"
        or piece.key == label[0]
    ):
        return label
    group = WORDS.groups.get(label[0])
    titled = group is not None and group.function in (Function.CHAIR, Function.SECRETARIAT)
    return None if titled or piece.kind is BlockKind.LIST_ITEM else label


def _said_label(script: Manuscript, piece: Piece) -> tuple[str, Span, int] | None:
    """Return a label that `words.toml` knows by its beginning ('Fra bestyrelsen deltog:'), or a verb as one.

    'Til stede var …', 'Desuden deltog advokat …': the people follow without a colon.
    """
    label = piece.label
    if label is not None and group_of(label.key) is not None:
        return label.key, label.span, label.value
    said = _VERB_LABEL.match(script.text, piece.start, piece.end)
    if said is None or group_of(folded(said.group())) is None:
        return None
    return folded(said.group()), Span(piece.start, said.end("words")), said.end()


def _lists_side(script: Manuscript, piece: Piece) -> bool:
    """Whether a field names one side of the table and who came from it: 'For kommunen: Bo Lund, Eva Dam'."""
    label = piece.label
    if label is None or not label.key.startswith(_FROM) or len(label.key.split()) > _LONGEST_SIDE:
        return False
    people = people_in(script, Span(label.value, piece.end))
    return len(people) > 1 and all(len(script.text[slice(*one.name)].split()) > 1 for one in people)


def _step(
    script: Manuscript, piece: Piece, context: Context
) -> tuple[Context, Context | None, tuple[str, Span, int] | None]:
    """Return the part of the list that is open after a piece, the one its people stand in (or None), and its label."""
    label = _label(script, piece, context)
    shared = _organisation(script, piece) if label is None and piece.key not in WORDS.groups else None
    if shared is not None and context.open:
        return replace(context, affiliation=shared), None, label
    key = label[0] if label is not None else piece.key
    group = group_of(key) if key else None
    if label is not None and group is None:
        return CLOSED, None, label  # 'Mødested', 'Dato': a field of the meeting
    if group is None and not context.open and _lists_side(script, piece):
        context = Context(open=True, function=Function.MEMBER)
    if group is None and context.open and piece.label is not None and piece.label.key.startswith(_FROM):
        named = Span(piece.label.span.start + len(_FROM[0]), piece.label.span.end)  # 'Fra Region Bæltet: …'
        own = (piece.label.key, piece.label.span, piece.label.value)
        is_name = script.text[named.start : named.start + 1].isupper()  # and not 'For kommunen: …'
        return context, replace(context, affiliation=named if is_name else None), own
    if group is None or (label is None and _names_somebody(script, piece)):
        skipped = piece.kind is BlockKind.HEADING or (_is_prose(piece) and label is None)
        return context, context if context.open and not skipped else None, label
    here = _with_group(context, key, group)
    inline = label is not None and label[2] < piece.end
    lasts = not inline or group.function not in (Function.CHAIR, Function.SECRETARIAT)
    if inline and piece.words.endswith("."):
        after = context if context.open else Context(open=True, function=Function.MEMBER, only_noted=True)
        return after, here, label  # a sentence is a list of its own; the next may say who came late
    return here if lasts else context, here if inline else None, label


def _sentence_by_sentence(script: Manuscript, pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Yield the pieces; a paragraph in which people are listed in sentences ('… Afbud fra X. Y kom kl. 17.') in those."""
    for piece in pieces:
        stops = piece.words.count(". ") if piece.kind in (BlockKind.PARAGRAPH, BlockKind.FIELD) else 0
        said = stops and (_said_group(script, piece) is not None or _SAID_LATER.search(piece.words))
        if not said or stops > _MOST_SENTENCES:
            yield piece
            continue
        for at, span in enumerate(sentences_in(script, piece.content)):
            words = script.text[span.start : span.end]
            label = piece.label if at == 0 else None
            yield replace(piece, start=span.start, end=span.end, words=words, label=label, key="")


def _said_group(script: Manuscript, piece: Piece) -> tuple[str, Span, int] | None:
    label = label_in(script, piece)
    known = label is not None and group_of(label[0]) is not None
    return label if known else _said_label(script, piece)


def mentions_in(script: Manuscript, pieces: Sequence[Piece], start: Context) -> Iterator[Mention]:
    """Yield the people that are listed in the pieces, with the part of the list in which each stands."""
    context = start
    for piece in _sentence_by_sentence(script, pieces):
        if piece.kind is BlockKind.TABLE:
            yield from from_table(script, rows_of(script.text, piece.lines), context)
            continue
        away = _APOLOGISED.match(script.text, piece.start, piece.end) if context.open else None
        if away is not None:
            for found in people_in(script, Span(*away.span("who"))):
                yield replace(mention_of(found, context), absent=True)
            continue
        context, here, label = _step(script, piece, context)
        if here is None:
            continue
        rest = Span(label[2], piece.end) if label is not None else piece.content
        if _SAYS_AWAY.match(script.text, rest.start, rest.end):
            here = replace(here, absent=True)  # 'Hedelund Kommune: Afbud fra Ditte Rask'
        named = here.function in (Function.CHAIR, Function.SECRETARIAT) and not here.absent
        span = piece.content if named or label is None else rest  # 'Referent: Bo Lund' names his role
        people = people_in(script, span)
        items = item_numbers(label[0]) if label is not None else None
        for found in people:
            if found.notes or not here.only_noted:
                mention = mention_of(found, here)
                yield mention if items is None else replace(mention, items=items, function=Function.GUEST)
        if not people:
            yield from _initials(script, rest, here)


def _names_somebody(script: Manuscript, piece: Piece) -> bool:
    return bool(people_in(script, piece.content))
