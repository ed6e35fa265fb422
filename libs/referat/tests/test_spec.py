"""The specification: every example in `spec/*.md` is a test, named by the headings above it.

An example is a block of minutes and a block of what must be read from them, one line each: `key: value`. `spec/README.md`
says what the keys mean. What is not named in an example is free.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from referat import parse, quoted, read_text
from referat.model import Item, Minutes, Participant, Quote, SectionKind
from referat.source import SourceText

SPEC = Path(__file__).parent / "spec"
_EXAMPLE = re.compile(
    r"^(?:(?P<marks>#{2,3}) (?P<heading>[^\n]+)|```minutes\n(?P<minutes>.*?)\n```\n+```reads\n(?P<reads>.*?)\n```)$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True)
class Example:
    """An example with its name: the file, its headings, and its place below the last."""

    name: str
    minutes: str
    reads: tuple[tuple[str, str], ...]


def examples() -> Iterator[Example]:
    """Yield the examples of every file of the specification."""
    for path in sorted(SPEC.glob("*.md")):
        headings = ["", ""]
        count = 0
        for match in _EXAMPLE.finditer(path.read_text(encoding="utf-8")):
            if match["heading"]:
                headings = [*headings[: len(match["marks"]) - 2], match["heading"], ""][:2]
                count = 0
                continue
            count += 1
            name = " / ".join(
                part for part in [path.stem, *headings, str(count) if count > 1 else ""] if part
            )
            lines = (line.partition(":") for line in match["reads"].splitlines() if line.strip())
            yield Example(
                name,
                _unescaped(match["minutes"]),
                tuple((key.strip(), value.strip()) for key, _, value in lines),
            )


def _unescaped(text: str) -> str:
    """Return the text of an example: `→` is a tab, `⇟` a page break."""
    return text.replace("→", "\t").replace("⇟", "\f")


def _text(quote: Quote | None) -> str:
    return quote.text if quote is not None else "-"


def _person(person: Participant) -> str:
    said = [person.attendance.value]
    said += [f"items {'+'.join(person.items)}"] if person.items else []
    said += [f"for {person.substitute_for.text}"] if person.substitute_for else []
    said += [f"came {person.arrived.text}"] if person.arrived else []
    said += [f"left {person.left.text}"] if person.left else []
    return f"{person.name.text} ({', '.join(said)})"


def _table(item: Item) -> str:
    return " // ".join(" / ".join("|".join(row) for row in table.rows) for table in item.tables) or "-"


def _votes(item: Item) -> str:
    return (
        "; ".join(
            " ".join(
                f"{side} {count if count is not None else ''}[{', '.join(quote.text for quote in names)}]".replace(
                    " [", "["
                )
                for side, names, count in zip(
                    ("for", "against", "abstained"),
                    (vote.in_favour, vote.against, vote.abstained),
                    vote.counts,
                    strict=True,
                )
                if names or count is not None
            )
            for vote in item.votes
        )
        or "-"
    )


def _earlier(item: Item) -> str:
    return (
        "; ".join(
            f"{one.body.text} {one.held_on} #{one.item_number}: {_text(one.text)}"
            for one in item.considerations
        )
        or "-"
    )


OF_ITEM: dict[str, Callable[[Item], str]] = {
    "title": lambda item: item.title.text or "-",
    "file number": lambda item: _text(item.case_number),
    "planned": lambda item: str(item.minutes_planned),
    "closed": lambda item: "yes" if item.closed else "no",
    "supplementary": lambda item: "yes" if item.supplementary else "no",
    "points": lambda item: (
        "; ".join(f"{one.act.value}: {one.quote.text}" for one in item.recommendations) or "-"
    ),
    "recommended by": lambda item: (
        "; ".join(dict.fromkeys(_text(one.recommender) for one in item.recommendations)) or "-"
    ),
    "asked": lambda item: (
        "; ".join(dict.fromkeys(_text(one.addressee) for one in item.recommendations)) or "-"
    ),
    "outcomes": lambda item: ", ".join(sorted({one.outcome.value for one in item.conclusions})) or "-",
    "outcome of points": lambda item: (
        "; ".join(f"{'+'.join(c.points)} {c.outcome.value}" for c in item.conclusions if c.points) or "-"
    ),
    "files": lambda item: "; ".join(quote.text for quote in item.attachments) or "-",
    "absent": lambda item: ", ".join(one.name.text for one in item.absent) or "-",
    "disqualified": lambda item: (
        ", ".join(o.name.text for o in item.absent if o.reason == "disqualified") or "-"
    ),
    "amounts": lambda item: (
        ", ".join(f"{'ca. ' if one.approximate else ''}{one.value}" for one in item.amounts) or "-"
    ),
    "dates": lambda item: ", ".join(one.value for one in item.dates) or "-",
    "promises": lambda item: "; ".join(one.quote.text for one in item.commitments) or "-",
    "due": lambda item: ", ".join(str(one.due) for one in item.commitments) or "-",
    "who": lambda item: "; ".join(_text(one.responsible) for one in item.commitments) or "-",
    "table": _table,
    "votes": _votes,
    "earlier": _earlier,
    **{
        kind.value: (lambda item, kind=kind: section.quote.text if (section := item.section(kind)) else "-")  # type: ignore[misc]
        for kind in SectionKind
    },
}
OF_MINUTES: dict[str, Callable[[SourceText, Minutes], str]] = {
    "type": lambda source, minutes: minutes.meeting.document_type.value,
    "body": lambda source, minutes: _text(minutes.meeting.body),
    "level": lambda source, minutes: minutes.meeting.level.value,
    "date": lambda source, minutes: str(minutes.meeting.held_on),
    "last day": lambda source, minutes: str(minutes.meeting.ends_on),
    "start": lambda source, minutes: str(minutes.meeting.start_time),
    "end": lambda source, minutes: str(minutes.meeting.end_time),
    "venue": lambda source, minutes: _text(minutes.meeting.venue),
    "items": lambda source, minutes: (
        "; ".join(f"{item.number} {item.title.text}".strip() for item in minutes.items) or "-"
    ),
    "contents": lambda source, minutes: "; ".join(entry.title.text for entry in minutes.contents) or "-",
    "people": lambda source, minutes: "; ".join(_person(person) for person in minutes.participants) or "-",
    "functions": lambda source, minutes: (
        "; ".join(f"{p.name.text}: {p.function.value}" for p in minutes.participants) or "-"
    ),
    "from": lambda source, minutes: (
        "; ".join(f"{p.name.text}: {_text(p.affiliation)}" for p in minutes.participants) or "-"
    ),
    "titles": lambda source, minutes: (
        "; ".join(f"{p.name.text}: {_text(p.role)}" for p in minutes.participants) or "-"
    ),
    "problems": lambda source, minutes: ", ".join(problem.code for problem in minutes.problems) or "-",
    "unread": lambda source, minutes: (
        "; ".join(quoted(source.text, (span,)) for span in minutes.unread) or "-"
    ),
}


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.name)
def test_the_specification(example: Example) -> None:
    source = read_text(example.minutes)
    minutes = parse(source)
    items = {item.number: item for item in minutes.items}
    assert example.reads, "an example says what must be read"
    for key, expected in example.reads:
        number, _, name = key.partition(" ")
        if key in OF_MINUTES:
            found = OF_MINUTES[key](source, minutes)
        else:
            assert number in items, f"item {number} was not found among {list(items)}"
            found = OF_ITEM[name](items[number])
        assert found == expected, key


def test_the_specification_has_an_example_for_each_key() -> None:
    used = {
        key if key in OF_MINUTES else key.partition(" ")[2]
        for example in examples()
        for key, _ in example.reads
    }
    assert used == set(OF_MINUTES) | set(OF_ITEM)


def test_no_two_examples_have_one_name() -> None:
    names = [example.name for example in examples()]
    assert len(names) == len(set(names))
