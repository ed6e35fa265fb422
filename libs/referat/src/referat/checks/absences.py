"""One person twice in one list of the absent."""

from __future__ import annotations

from collections.abc import Iterator

from referat.danish.names import split_people
from referat.model import Finding, FindingCode, Item, Minutes, SectionKind, Severity
from referat.source import SourceText, Span


def absent_twice(source: SourceText, minutes: Minutes) -> Iterator[Finding]:
    """Yield a finding for each person who stands twice in an item's list of absent persons.

    Organisations that stand twice there have been shuffled by an export, and are no finding.
    """
    for item in minutes.items:
        section = item.section(SectionKind.ABSENCE)
        if section is None:
            continue
        seen: dict[str, Span] = {}
        told: set[str] = set()
        for span in section.quote.spans:
            for person in split_people(source.text, span.start, span.end):
                name = " ".join(source.text[slice(*person.name)].split())
                key = name.casefold()
                if key in seen and key not in told and " " in name:
                    told.add(key)
                    yield _finding(item, name, seen[key], person.name)
                seen.setdefault(key, person.name)


def _finding(item: Item, name: str, first: Span, second: Span) -> Finding:
    return Finding(
        FindingCode.DUPLICATE_ABSENCE,
        Severity.NOTE,
        f"{name} står to gange på listen over fraværende.",
        (second, first),
        item=item.number,
        found=name,
    )
