"""Everywhere a document says who takes part: its head, its items about participants, and guests of single items."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from referat.blocks import Piece
from referat.danish.words import WORDS, Field
from referat.manuscript import Manuscript, sentences_in
from referat.mention import CLOSED, Context, Mention, people_in
from referat.model import BlockKind, Function
from referat.outline import Entry, Outline
from referat.parts import Parts, Role, Stretch
from referat.people import mentions_in
from referat.source import Span
from referat.subjects import is_about_people, lists_people

_LISTING = (Role.SUMMARY, Role.CASE, Role.DECISION)
_TAKES_PART = re.compile(
    r"\b(?:deltager|deltog)\s+(?:på\s+mødet|under\s+(?:dette\s+)?punkt(?:et)?|i\s+(?:dette\s+)?punktet|ved\s+(?:dette\s+)?punkt(?:et)?|i\s+mødet\s+under\s+(?:dette\s+)?punkt(?:et)?|i\s+behandlingen\s+af\s+punktet|under\s+punktets\s+behandling|under\s+behandlingen\s+af\s+punktet)\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"\bikke\b", re.IGNORECASE)
_GUEST_LABELS = frozenset({"deltager under punktet", "deltagere under punktet", "gæst under punktet"})


def _of_item(script: Manuscript, entry: Entry, parts: Parts) -> Iterator[Mention]:
    """Yield the people in an item about participants, its case and its decision each with a list of their own."""
    whole = lists_people(script, entry)
    for role in _LISTING:
        function = Function.UNKNOWN if role is Role.DECISION else Function.MEMBER
        start = Context(open=True, function=function) if whole else CLOSED
        pieces = [_piece(stretch) for stretch in parts.of(role)]
        for mention in mentions_in(script, pieces, start):
            yield _corrected(script, mention, role)


def _piece(stretch: Stretch) -> Piece:
    """Return the piece of a stretch without a heading that stood on the same line."""
    piece = stretch.piece
    if stretch.span == piece.content or piece.kind is BlockKind.TABLE:
        return piece
    return replace(piece, start=stretch.span.start, label=None, key="", marker=None)


def _corrected(script: Manuscript, mention: Mention, role: Role) -> Mention:
    """A decision that says that somebody came, or did not, corrects the list that was made before the meeting."""
    if role is not Role.DECISION or mention.function is not Function.UNKNOWN or mention.absent:
        return mention
    for note in mention.notes:
        words = script.text[note.start : note.end]
        if WORDS.attendance["present"].match(words) or WORDS.attendance["absent"].match(words):
            return replace(mention, correction=True, listed=False)
    return mention


def _guests(script: Manuscript, entry: Entry, parts: Parts) -> Iterator[Mention]:
    """Yield those who take part in one item: 'Projektleder NN deltager på mødet', 'Deltager under punktet: NN'."""
    for role in (Role.SUMMARY, Role.CASE, Role.DECISION):
        for stretch in parts.of(role):
            if not _TAKES_PART.search(script.text, stretch.span.start, stretch.span.end):
                continue
            for sentence in sentences_in(script, stretch.span):
                said = _TAKES_PART.search(script.text, sentence.start, sentence.end)
                if said is None or _NOT.search(script.text, sentence.start, sentence.end):
                    continue
                yield from _named(script, Span(sentence.start, said.start()), entry.number)
    for stretch in parts.of(Role.META):
        label = stretch.piece.label
        if label is not None and label.key in _GUEST_LABELS:
            yield from _named(script, Span(label.value, stretch.piece.end), entry.number)


def _named(script: Manuscript, span: Span, number: str) -> Iterator[Mention]:
    for found in people_in(script, span):
        yield Mention(
            found.name, found.affiliation, found.party, found.role, (), Function.GUEST, listed=False, items=(number,)
        )  # fmt: skip


def all_mentions(script: Manuscript, plan: Outline, parts: Sequence[Parts]) -> Iterator[Mention]:
    """Yield every mention of somebody who takes part, or is said not to."""
    yield from mentions_in(script, plan.head, CLOSED)
    for entry, own in zip(plan.entries, parts, strict=True):
        if is_about_people(script, entry):
            yield from _of_item(script, entry, own)
        else:
            yield from _guests(script, entry, own)
    for closing in parts[-1].of(Role.CLOSING) if parts else ():
        label = closing.piece.label
        if label is not None and WORDS.fields.get(label.key) in (Field.CHAIR, Field.SECRETARY):
            named = mentions_in(script, [closing.piece], CLOSED)
            yield from (one for one in named if " " in script.text[slice(*one.name)])  # not 'Ref.: LR'
