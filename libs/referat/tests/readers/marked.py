"""What the tests ask of a `SourceText`."""

from __future__ import annotations

from referat.source import MarkKind, SourceText


def marked(source: SourceText, kind: MarkKind) -> list[str]:
    """Return the words over the marks of a kind, in their order."""
    return [source.text[mark.start : mark.end] for mark in source.marks if mark.kind is kind]


def levels(source: SourceText, kind: MarkKind) -> list[int]:
    """Return the levels of the marks of a kind."""
    return [mark.level for mark in source.marks if mark.kind is kind]


def content(source: SourceText) -> str:
    """Return the text without what is marked as furniture."""
    text = source.text
    for mark in sorted(source.marks, reverse=True):
        if mark.kind is MarkKind.FURNITURE:
            text = text[: mark.start] + text[mark.end :]
    return text.strip()
