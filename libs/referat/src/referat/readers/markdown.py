"""Which characters of a text are Markdown's and not words. Nothing is taken out: they get a mark.

A text file may hold Markdown without saying so, and characters that Markdown uses without being Markdown: an asterisk
that marks a note or begins a list item stays a character. Every step is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from referat.readers.pipes import as_tabs
from referat.source import Mark, MarkKind

_HEADING = re.compile(r"^ {0,3}(?P<sign>#{1,6})[ \t]+(?P<words>\S[^\n]*)", re.MULTILINE)
_UNDERLINED = re.compile(r"^(?P<words>[^\n|]{1,120})\n(?P<line>={3,}|-{3,})[ \t]*$", re.MULTILINE)
_RULE = re.compile(r"^[ \t]{0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$", re.MULTILINE)
_FENCE = re.compile(r"^[ \t]{0,3}(?:```|~~~)[^\n`]*$", re.MULTILINE)
_QUOTE = re.compile(r"^ {0,3}(?:>[ \t]?)+(?=\S)(?!\d)", re.MULTILINE)
_ITEM = re.compile(r"^(?P<indent>[ \t]*)(?:[-*+]|\d{1,3}[.)])[ \t]+(?=\S)[^\n]*", re.MULTILINE)
_LINK = re.compile(
    r"!?\[(?P<words>[^\]\[\n]{1,300})\](?P<target>\((?:https?://|mailto:|[./#])[^)\s]{0,500}\))"
)
_CODE = re.compile(r"(?<![\w`])`(?P<words>[^`\n]{1,300})`(?![\w`])")
_BREAK = re.compile(r"<br\s{0,3}/?>|\\$", re.IGNORECASE | re.MULTILINE)
_ESCAPE = re.compile(r"\\(?=[\\`*_{}\[\]()#+.!|<>~-])")
_BLANK = re.compile(r"\n[ \t]*\n")
_RUN = re.compile(r"\*{1,3}|_{1,3}")
_SURE = re.compile(r"^ {0,3}#{1,6} \S|\*\*\S|^\|.*\|$", re.MULTILINE)
_QUOTES = "\"'”“’‘»«("


def with_markup(text: str, *, is_markdown: bool) -> tuple[str, tuple[Mark, ...]]:
    """Return the text, of the same length, and its marks, sorted.

    The pipes between the cells of a table become tabs. `is_markdown`: the file says that it is Markdown.
    """
    text, tables = as_tabs(text)
    marks = [*tables, *_headings(text, is_markdown=is_markdown), *_emphasis(text)]
    marks += [_markup(match.start(), match.end()) for match in _RULE.finditer(text)]
    if is_markdown or _SURE.search(text):
        marks += _sure_markup(text)
    if is_markdown:
        marks += [
            Mark(match.start(), match.end(), MarkKind.LIST_ITEM, len(match["indent"].expandtabs(4)) // 2)
            for match in _ITEM.finditer(text)
        ]
    marks.sort(key=lambda mark: (mark.start, -mark.end))
    return text, tuple(marks)


def _markup(start: int, end: int) -> Mark:
    return Mark(start, end, MarkKind.MARKUP)


def _headings(text: str, *, is_markdown: bool) -> Iterator[Mark]:
    for match in _HEADING.finditer(text) if "#" in text else ():
        words = match["words"].rstrip()
        bare = words.rstrip("#")
        end = match.start("words") + len(words)
        yield _markup(match.start("sign"), match.start("words"))
        if bare != words and bare[-1:].isspace():
            yield _markup(match.start("words") + len(bare.rstrip()), end)
        yield Mark(match.start("sign"), end, MarkKind.HEADING, len(match["sign"]))
    for match in _UNDERLINED.finditer(text) if "---" in text or "===" in text else ():
        words, line = match["words"].strip(), match["line"]
        # In a text without Markdown an underlined heading is as long as its line; other lines only part.
        fits = abs(len(words) - len(line)) <= max(2, len(words) // 4)
        begins = match.start() == 0 or text[match.start() - 2 : match.start()] == "\n\n"
        if words and words[0] not in "-*|>#" and (fits or (is_markdown and begins)):
            yield Mark(*match.span("words"), MarkKind.HEADING, 1 if line[0] == "=" else 2)
            yield _markup(*match.span("line"))


def _sure_markup(text: str) -> Iterator[Mark]:
    """Yield what is Markdown only where there is other Markdown."""
    for match in _LINK.finditer(text):
        yield _markup(match.start(), match.start("words"))
        yield _markup(match.end("words"), match.end())
    for match in _CODE.finditer(text):
        yield _markup(match.start(), match.start("words"))
        yield _markup(match.end("words"), match.end())
    for pattern in (_FENCE, _QUOTE, _BREAK, _ESCAPE):
        for match in pattern.finditer(text):
            if match.end() > match.start():
                yield _markup(match.start(), match.end())


def _emphasis(text: str) -> Iterator[Mark]:
    """Yield the asterisks and underscores that stand in pairs around words, and what they make bold."""
    if "*" not in text and "_" not in text:
        return
    start = 0
    while start < len(text):
        blank = _BLANK.search(text, start)
        end = blank.start() if blank else len(text)
        if text.find("*", start, end) >= 0 or text.find("_", start, end) >= 0:
            yield from _pairs(text, start, end)
        start = max(end, start) + 1


def _pairs(text: str, start: int, end: int) -> Iterator[Mark]:
    opened: dict[str, list[int]] = {}
    for match in _RUN.finditer(text, start, end):
        run, at, after = match.group(), match.start(), match.end()
        before = text[at - 1] if at > start else " "
        following = text[after] if after < end else " "
        if before == "\\" or before == run[0] or following == run[0]:
            continue
        if opened.get(run) and _closes(run, before, following):
            begin = opened[run].pop()
            for places in opened.values():  # what was opened inside and not closed is no pair
                while places and places[-1] > begin:
                    places.pop()
            yield _markup(begin, begin + len(run))
            yield _markup(at, after)
            if len(run) > 1:
                yield Mark(begin + len(run), at, MarkKind.BOLD)
        elif _opens(run, before, following):
            opened.setdefault(run, []).append(at)


def _opens(run: str, before: str, following: str) -> bool:
    if following.isspace() or (_is_word(before) and (len(run) == 1 or run[0] == "_")):
        return False
    return _is_word(following) or (following in _QUOTES and not _is_word(before)) or following in "*_[§#"


def _closes(run: str, before: str, following: str) -> bool:
    if before.isspace():
        return False
    return not _is_word(following) or (len(run) > 1 and run[0] == "*")


def _is_word(char: str) -> bool:
    return char.isalnum()
