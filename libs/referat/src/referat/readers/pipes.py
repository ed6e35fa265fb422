"""Tables drawn with pipes, as in Markdown: the pipes become tabs, character for character."""

from __future__ import annotations

import re

from referat.source import Mark, MarkKind

_RULE = re.compile(
    r"[ \t]*\|?(?:[ \t]*:?-{1,}:?[ \t]*[|+])+(?:[ \t]*:?-{1,}:?[ \t]*)?[ \t]*|[ \t]*\+(?:[-=]+\+)+[ \t]*"
)
_LONGEST_RULE = 2_000


def as_tabs(text: str) -> tuple[str, list[Mark]]:
    """Return the text, of the same length, with tabs between the cells of its tables, and the marks of the tables."""
    if "|" not in text:
        return text, []
    lines = text.split("\n")
    marks: list[Mark] = []
    at = start = 0
    while at < len(lines):
        end = _table_end(lines, at)
        if end == at:
            start += len(lines[at]) + 1
            at += 1
            continue
        table = start
        for row in range(at, end):
            if _is_rule(lines[row]):
                marks.append(Mark(start, start + len(lines[row]), MarkKind.MARKUP))
            else:
                lines[row] = _tabbed(lines[row])
            start += len(lines[row]) + 1
        marks.append(Mark(table, start - 1, MarkKind.TABLE))
        at = end
    return "\n".join(lines), marks


def _table_end(lines: list[str], at: int) -> int:
    """Return the end of the table that begins at a line; the line itself if none does."""
    if "|" not in lines[at] and not _is_rule(lines[at]):
        return at
    end = at
    while end < len(lines) and (_is_row(lines[end]) or _is_rule(lines[end])):
        end += 1
    if end - at > 1:
        return end
    # Without outer pipes: only below a heading line and a rule.
    if at + 1 < len(lines) and "|" in lines[at] and "|" in lines[at + 1] and _is_rule(lines[at + 1]):
        end = at + 2
        while end < len(lines) and "|" in lines[end]:
            end += 1
        return end
    return at


def _is_row(line: str) -> bool:
    stripped = line.strip()
    return len(stripped) > 1 and stripped[0] == "|" and (stripped[-1] == "|" or stripped.count("|") > 1)


def _is_rule(line: str) -> bool:
    return "-" in line and len(line) <= _LONGEST_RULE and _RULE.fullmatch(line) is not None


def _tabbed(line: str) -> str:
    """Return a row with its outer pipes as spaces, its inner pipes as tabs."""
    start = len(line) - len(line.lstrip())
    end = len(line.rstrip())
    if line[start : start + 1] == "|":
        line = line[:start] + " " + line[start + 1 :]
    if line[end - 1 : end] == "|" and line[end - 2 : end - 1] != "\\":
        line = line[: end - 1] + " " + line[end:]
    return line.replace("\\|", "\\\0").replace("|", "\t").replace("\0", "|")
