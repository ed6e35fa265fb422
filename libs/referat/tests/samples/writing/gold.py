"""From a marked source to the gold record: every text is quoted from the source, every judgement is a person's mark.

Two kinds of things are found without a mark, because there is nothing to judge: dates in the usual forms and
amounts in kroner in the usual forms. Whatever is written in another way, or is no date or amount, is marked.
"""

from __future__ import annotations

import html
import re
from typing import Any

from .marks import Marked, Node

SECTIONS = {
    "sum": "summary",
    "case": "case",
    "rec": "recommendation",
    "dec": "decision",
    "att": "attachments",
    "abs": "absence",
}
INLINE = "b|strong|i|em|u|span|a|ins|sup|sub|mark|abbr|time"
MONTHS = [
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
]
DATE = re.compile(
    rf"\b(\d{{1,2}})\. ?({'|'.join(MONTHS)}) (\d{{4}})\b|\b(\d{{1,2}})-(\d{{1,2}})-(\d{{4}})\b|\b(\d{{4}})-(\d\d)-(\d\d)\b"
    r"|\b(\d{1,2})/(\d{1,2})[ -](\d{4})\b|\b(\d\d)\.(\d\d)\.(\d{4})\b"
)
NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?|\d+(?:,\d{1,2})?"
UNIT = {"mio.": 6, "mia.": 9, "t.": 3}
AMOUNT = re.compile(
    rf"(?<![\d.,])({NUMBER}) ?(mio\.|mia\.|t\.)? ?kr\b\.?|\bkr\. ({NUMBER})(?: (mio\.|mia\.))?"
)
ROUGHLY = re.compile(r"(?:\bca\.|\bcirka|\bomkring|\bknap|\bgodt|\bomtrent|\bomtrentligt) $")


def plain(raw: str, *, markup: bool) -> str:
    """Return the words of a piece of source, white space folded."""
    if markup:
        raw = re.sub(r"<!--.*?-->|<del\b.*?</del>|<!\[CDATA\[|\]\]>", "", raw, flags=re.S)
        raw = re.sub(rf"</?(?:{INLINE})\b[^>]*>", "", raw)
        raw = html.unescape(re.sub(r"<[^>]*>", " ", raw))
    else:
        raw = raw.replace("**", "")
    return " ".join(raw.replace("\u00ad", "").split())


class Record:
    """Builds the gold record of one marked source."""

    def __init__(self, marked: Marked, *, markup: bool) -> None:
        self.marked = marked
        self.markup = markup

    def words(self, node: Node, *, without: tuple[str, ...] = ()) -> str:
        """Return the words that a mark covers, without those under the marks `without`."""
        cuts = [(child.start, child.end) for child in node.walk(*without)]
        return plain(self.marked.raw(node.start, node.end, without=cuts), markup=self.markup)

    def build(self, meeting: dict[str, Any], *, filename: str) -> dict[str, Any]:
        """Return the record as the schema wants it."""
        root = self.marked.root
        return {
            "source": {"filename": filename},
            "meeting": meeting,
            "participants": [self.participant(node) for node in root.walk("p")],
            "items": [self.item(node) for node in root.walk("item")],
            "findings": [
                *self.findings(root, None),
                *(finding for node in root.walk("item") for finding in self.findings(node, node.values["n"])),
            ],
        }

    def participant(self, node: Node) -> dict[str, Any]:
        """Return one person; the name is the text, all else is written in the mark."""
        values = node.values
        person: dict[str, Any] = {
            "name": self.words(node),
            "affiliation": values.get("aff"),
            "role": values.get("role"),
            "function": values.get("fn", "member"),
            "attendance": values.get("att", "present"),
        }
        for key, name in (("sub", "substitute_for"), ("arrived", "arrived"), ("left", "left")):
            if key in values:
                person[name] = values[key]
        if "items" in values:
            person["items"] = values["items"].split(",")
        return person

    def item(self, node: Node) -> dict[str, Any]:
        """Return one item with everything that is marked in it."""
        titles = node.walk("t")
        item: dict[str, Any] = {
            "number": node.values["n"],
            "title": self.words(titles[0]) if titles else "",
            "case_number": next((self.words(found) for found in node.walk("cn")), None),
            "minutes_planned": int(node.values["min"]) if "min" in node.values else None,
            "sections": self.sections(node),
            "recommendations": [
                {"text": self.words(found), "action": found.words[0]} for found in node.walk("r")
            ],
            "outcomes": list(
                dict.fromkeys(word for found in node.walk("dec", "out") for word in found.words)
            ),
            "attachments": [self.words(found) for found in node.walk("a")],
            "absent": [self.words(found) for found in node.walk("x")],
            "amounts": self.amounts(node),
            "dates": self.dates(node),
            "tables": self.tables(node),
            "commitments": [self.commitment(found) for found in node.walk("c")],
        }
        if "closed" in node.words:
            item["closed"] = True
        if "supplementary" in node.words:
            item["supplementary"] = True
        if considerations := [self.consideration(found) for found in node.walk("con")]:
            item["considerations"] = considerations
        if votes := [self.vote(found) for found in node.walk("vote")]:
            item["votes"] = votes
        return item

    def sections(self, node: Node) -> list[dict[str, str]]:
        """Return the sections of an item; those of one kind are joined, one inside another is cut out."""
        texts: dict[str, list[str]] = {}
        for found in node.walk(*SECTIONS):
            text = self.words(found, without=(*SECTIONS, "con"))
            if not text and found.tag == "att":  # the titles stand in attributes
                text = " ".join(self.words(title) for title in found.walk("a"))
            if text:
                texts.setdefault(SECTIONS[found.tag], []).append(text)
        return [{"kind": kind, "text": " ".join(parts)} for kind, parts in texts.items()]

    def commitment(self, node: Node) -> dict[str, Any]:
        """Return a promise with its due time and who owes it, where the mark says so."""
        return {
            "text": self.words(node),
            "due": node.values.get("due"),
            "responsible": node.values.get("who"),
        }

    def consideration(self, node: Node) -> dict[str, Any]:
        """Return what an earlier body decided; the mark `h` covers its name and date."""
        return {
            "body": node.values["body"],
            "date": node.values.get("date"),
            "item_number": node.values.get("item"),
            "text": self.words(node, without=("h",)) or None,
        }

    def vote(self, node: Node) -> dict[str, list[str]]:
        """Return the sides of a vote; names and parties are written in the mark, parted by ';'."""
        sides = {"for": "yes", "against": "no", "abstained": "blank"}
        return {
            side: [who for who in node.values.get(key, "").split(";") if who] for side, key in sides.items()
        }

    def amounts(self, node: Node) -> list[dict[str, Any]]:
        """Return the amounts in the order of the text: those marked `kr`, and the plain ones outside of marks."""
        found = []
        for mark in node.walk("kr"):
            amount = {"value": mark.words[0], "approximate": "~" in mark.words, "text": self.words(mark)}
            found.append((mark.start, amount))
        for start, text in self._unmarked(node, "kr", "nokr"):
            for match in AMOUNT.finditer(text):
                number, unit, behind, unit_behind = match.groups()
                value = _kroner(number or behind, UNIT.get(unit or unit_behind or "", 0))
                rough = bool(ROUGHLY.search(text[: match.start()]))
                amount = {"value": value, "approximate": rough, "text": match.group()}
                found.append((start + match.start() / 1e6, amount))
        return [amount for _, amount in sorted(found, key=lambda pair: pair[0])]

    def dates(self, node: Node) -> list[dict[str, str]]:
        """Return the dates in the order of the text: those marked `d`, and the plain ones outside of marks."""
        found = [
            (float(mark.start), {"value": mark.words[0], "text": self.words(mark)}) for mark in node.walk("d")
        ]
        for start, text in self._unmarked(node, "d", "nod"):
            for match in DATE.finditer(text):
                found.append((start + match.start() / 1e6, {"value": _day(match), "text": match.group()}))
        return [date for _, date in sorted(found, key=lambda pair: pair[0])]

    def _unmarked(self, node: Node, *tags: str) -> list[tuple[float, str]]:
        """Return the words of an item between the marks with these tags, each with where it begins."""
        stretches, at = [], node.start
        for mark in sorted(node.walk(*tags), key=lambda mark: mark.start):
            stretches.append((at, mark.start))
            at = max(at, mark.end)
        stretches.append((at, node.end))
        return [
            (float(a), plain(self.marked.raw(a, b), markup=self.markup) + (" " if b < node.end else ""))
            for a, b in stretches
            if a < b
        ]

    def tables(self, node: Node) -> list[dict[str, Any]]:
        """Return the tables of an item as cells; `<table class="layout">` is none."""
        if not self.markup:
            return [
                {"rows": _text_rows(self.marked.raw(t.start, t.end), t.words[0])} for t in node.walk("table")
            ]
        raw = self.marked.raw(node.start, node.end)
        return [
            {"rows": [_cells(row) for row in re.findall(r"<tr\b.*?</tr>", table, re.S)]}
            for table in re.findall(r"<table\b(?![^>]*layout).*?</table>", raw, re.S)
        ]

    def findings(self, node: Node, item: str | None) -> list[dict[str, Any]]:
        """Return the faults planted in an item, or outside of all items."""
        marks = node.walk("!")
        if item is None:
            inside = {id(mark) for part in node.walk("item") for mark in part.walk("!")}
            marks = [mark for mark in marks if id(mark) not in inside]
        return [
            {
                "code": mark.words[0],
                "severity": mark.values.get("sev", "warning"),
                "item": mark.values.get("item", item) if mark.values.get("item") != "null" else None,
                "message": mark.values["msg"],
                "expected": mark.values.get("exp"),
                "found": mark.values.get("found") or self.words(mark) or None,
            }
            for mark in marks
        ]


def _kroner(number: str, exponent: int) -> str:
    whole, _, fraction = number.replace(".", "").partition(",")
    shifted = whole + fraction.ljust(exponent, "0") if exponent else whole
    if exponent or not fraction:
        return str(int(shifted))
    return f"{int(whole)}.{fraction}"


def _day(match: re.Match[str]) -> str:
    day, month, year, *others = match.groups()
    if month:
        return f"{year}-{MONTHS.index(month) + 1:02}-{int(day):02}"
    first, number, last = (part for part in others if part)
    if len(first) == 4:
        first, last = last, first
    return f"{last}-{int(number):02}-{int(first):02}"


def _cells(row: str) -> list[str]:
    return [plain(cell, markup=True) for cell in re.findall(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", row, re.S)]


def _text_rows(raw: str, how: str) -> list[list[str]]:
    """Return the cells of a table in plain text, parted by `tab`, by two or more spaces (`cols`) or by `|` (`md`)."""
    separator = {"tab": r"\t", "cols": r"[ \t]{2,}", "md": r"\|"}[how]
    lines = [line.strip(" \n|" if how == "md" else " \n") for line in raw.split("\n")]
    rows = [
        [plain(cell, markup=False) for cell in re.split(separator, line)]
        for line in lines
        if set(line) - set("-=+|: ")
    ]
    width = max(len(row) for row in rows)
    return [[""] * (width - len(row)) + row if how == "cols" else row for row in rows]
