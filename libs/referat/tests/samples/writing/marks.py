"""The marks that a person puts into the source of a sample.

`⟦tag word key=value⟧ … ⟦/⟧`   what stands between is a thing that a reader should find; marks nest
`‹…›`                         goes into the document and is no part of any quoted text (furniture, list markers)
`¬` at the end of a line      a word divided there: the document gets `-`, the quoted text the whole word
`␌`                           a form feed
"""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass, field

TOKEN = re.compile(r"⟦/⟧|⟦([^⟧]*)⟧|[‹›␌]|¬\n")


@dataclass
class Node:
    """One mark: its tag, the bare words and `key=value` pairs behind it, and the stretch of clean text it covers."""

    tag: str
    words: list[str] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)
    start: int = 0
    end: int = 0
    children: list[Node] = field(default_factory=list)

    def walk(self, *tags: str) -> list[Node]:
        """Return all nodes below this one with one of the tags, in the order of the text."""
        found = []
        for child in self.children:
            if child.tag in tags:
                found.append(child)
            found.extend(child.walk(*tags))
        return found


@dataclass
class Marked:
    """A source without its marks: `text` is what goes into the document, `dropped` what no quote contains."""

    text: str
    root: Node
    dropped: list[tuple[int, int]]

    def raw(self, start: int, end: int, *, without: list[tuple[int, int]] | None = None) -> str:
        """Return `text[start:end]` without what is dropped; the stretches in `without` leave a line break."""
        cuts = [(a, b, "") for a, b in self.dropped] + [(a, b, "\n") for a, b in without or []]
        parts, at = [], start
        for a, b, left in sorted(cut for cut in cuts if cut[0] < end and cut[1] > start):
            if b <= at:
                continue
            parts += [self.text[at : max(a, at)], left]
            at = b
        return "".join([*parts, self.text[at:end]])


def read_marks(source: str) -> Marked:
    """Return the clean text and the tree of marks; an unbalanced mark is an error that names its line."""
    root = Node("document")
    stack, parts, dropped = [root], [], []
    length = at = opened = 0
    for token in TOKEN.finditer(source):
        piece = source[at : token.start()]
        parts.append(piece)
        length += len(piece)
        at = token.end()
        what = token.group()
        if what == "⟦/⟧":
            if len(stack) == 1:
                raise ValueError(f"line {source.count(chr(10), 0, at) + 1}: nothing to close")
            stack.pop().end = length
        elif what == "‹":
            opened = length
        elif what == "›":
            dropped.append((opened, length))
        elif what in ("␌", "¬\n"):
            literal = "\f" if what == "␌" else "-\n"
            parts.append(literal)
            dropped.append((length, length + len(literal)))
            length += len(literal)
        else:
            node = _node(token.group(1), at=length)
            stack[-1].children.append(node)
            stack.append(node)
    parts.append(source[at:])
    root.end = length + len(source) - at
    if len(stack) > 1:
        raise ValueError(f"never closed: {[node.tag for node in stack[1:]]} {stack[-1].values}")
    return Marked("".join(parts), root, dropped)


def _node(inside: str, *, at: int) -> Node:
    tag, *rest = shlex.split(inside)
    node = Node(tag, start=at)
    for word in rest:
        key, equals, value = word.partition("=")
        if equals and re.fullmatch(r"\w+", key):
            node.values[key] = value
        else:
            node.words.append(word)
    return node
