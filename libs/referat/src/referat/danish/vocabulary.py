"""The words of the grammar, read once from the TOML files beside this module.

A Dane can edit the files; this module only gives them types. `words.toml`, the words for the parts of minutes,
is not read here.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from typing import Any


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files("referat.danish").joinpath(name).read_text(encoding="utf-8"))


def alternatives(words: Iterable[str]) -> str:
    """Return a regular expression that matches any of the words, the longest first; spaces match any white space."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(r"\s+".join(re.escape(part) for part in word.split()) for word in ordered)


@dataclass(frozen=True, slots=True)
class TimeWords:
    """The words of `time.toml`; every key is in lower case."""

    months: dict[str, int]  # every spelling → 1..12
    full_months: frozenset[str]
    short_months: frozenset[str]
    misspelt_months: frozenset[str]
    month_names: tuple[str, ...]  # from January
    weekdays: dict[str, int]  # full names → 1 (Monday) .. 7
    short_weekdays: dict[str, int]  # without their full stop
    seasons: dict[str, int]  # → EDTF 21..24
    holidays: dict[str, int]  # → month
    parts: dict[str, str]
    exact_parts: frozenset[str]  # those that name one month of a year
    ordinals: dict[str, int]
    relative: dict[str, tuple[str, int]]
    before_short_date: frozenset[str]
    not_before_year: frozenset[str]
    not_after_year: frozenset[str]
    not_before_date: frozenset[str]
    before_month: frozenset[str]
    before_season: frozenset[str]


def _time_words() -> TimeWords:
    raw = _read("time.toml")
    months = raw["months"]
    short = {word: entry["number"] for entry in months.values() for word in entry["short"]}
    slips = {word: entry["number"] for entry in months.values() for word in entry["slips"]}
    full = {name: entry["number"] for name, entry in months.items()}
    context = {key: frozenset(words) for key, words in raw["context"].items()}
    return TimeWords(
        months=full | short | slips,
        full_months=frozenset(full),
        short_months=frozenset(short),
        misspelt_months=frozenset(slips),
        month_names=tuple(sorted(full, key=lambda name: full[name])),
        weekdays={name: entry["number"] for name, entry in raw["weekdays"].items()},
        short_weekdays={
            word: entry["number"] for entry in raw["weekdays"].values() for word in entry["short"]
        },
        seasons=raw["seasons"],
        holidays=raw["holidays"],
        parts=raw["parts"],
        exact_parts=frozenset(raw["exact"]["parts"]),
        ordinals=raw["ordinals"],
        relative={phrase: (unit, offset) for phrase, (unit, offset) in raw["relative"].items()},
        **context,
    )


TIME = _time_words()


@dataclass(frozen=True, slots=True)
class MoneyWords:
    """The words of `money.toml`; every key is in lower case."""

    approximate: tuple[str, ...]
    per: dict[str, tuple[str, ...]]
    after_bare_million: frozenset[str]
    numbers: dict[str, int]
    scales: dict[str, int]


def _money_words() -> MoneyWords:
    raw = _read("money.toml")
    return MoneyWords(
        approximate=tuple(raw["approximate"]["words"]),
        per={name: tuple(words) for name, words in raw["per"].items()},
        after_bare_million=frozenset(raw["after_bare_million"]["words"]),
        numbers=raw["numbers"],
        scales=raw["scales"],
    )


MONEY = _money_words()


@dataclass(frozen=True, slots=True)
class AbbreviationWords:
    """The words of `abbreviations.toml`, in lower case, with their full stops."""

    inside: frozenset[str]  # a sentence goes on behind them
    ending: frozenset[str]  # a sentence may end with them


def _abbreviation_words() -> AbbreviationWords:
    raw = _read("abbreviations.toml")
    return AbbreviationWords(
        inside=frozenset(raw["inside"]["words"]), ending=frozenset(raw["ending"]["words"])
    )


ABBREVIATIONS = _abbreviation_words()


@dataclass(frozen=True, slots=True)
class WordMatcher:
    """Words, and endings of compounds ('*udvalg'), in lower case."""

    words: frozenset[str]
    endings: tuple[str, ...]

    def matches(self, word: str) -> bool:
        """Return whether a word in lower case is one of the words or ends like one of the compounds."""
        return word in self.words or word.endswith(self.endings)


def _matcher(words: Iterable[str]) -> WordMatcher:
    listed = tuple(words)
    endings = tuple(word[1:] for word in listed if word.startswith("*"))
    return WordMatcher(frozenset(word.lstrip("*") for word in listed), endings)


@dataclass(frozen=True, slots=True)
class PeopleWords:
    """The words of `people.toml`, in lower case; party letters as they are printed."""

    titles: WordMatcher
    academic: frozenset[str]
    academic_behind: frozenset[str]
    strong_organisations: WordMatcher
    weak_organisations: WordMatcher
    acronyms: frozenset[str]
    openers: frozenset[str]
    party_letters: frozenset[str]
    party_names: frozenset[str]
    notes: frozenset[str]
    labels: tuple[str, ...]
    particles: frozenset[str]
    name_endings: tuple[str, ...]
    first_names: frozenset[str]
    last_names: frozenset[str]


def _people_words() -> PeopleWords:
    raw = _read("people.toml")
    organisations, names = raw["organisations"], raw["names"]
    return PeopleWords(
        titles=_matcher(raw["titles"]["words"]),
        academic=frozenset(raw["academic"]["words"]),
        academic_behind=frozenset(raw["academic"]["behind"]),
        strong_organisations=_matcher(organisations["strong"]),
        weak_organisations=_matcher(organisations["weak"]),
        acronyms=frozenset(organisations["acronyms"]),
        openers=frozenset(organisations["openers"]),
        party_letters=frozenset(raw["parties"]["letters"]),
        party_names=frozenset(raw["parties"]["names"]),
        notes=frozenset(raw["notes"]["words"]),
        labels=tuple(raw["labels"]["words"]),
        particles=frozenset(raw["particles"]["words"]),
        name_endings=tuple(raw["endings"]["words"]),
        first_names=frozenset(names["first"]),
        last_names=frozenset(names["last"]),
    )


PEOPLE = _people_words()


@dataclass(frozen=True, slots=True)
class CheckWords:
    """The words of `checks.toml`, in lower case."""

    totals: tuple[str, ...]
    included: tuple[str, ...]
    apart: tuple[str, ...]
    not_added: tuple[str, ...]
    averages: tuple[str, ...]
    wholes: tuple[str, ...]
    used: tuple[str, ...]
    remainders: tuple[str, ...]
    compared: tuple[str, ...]
    common: frozenset[str]
    past_verbs: tuple[str, ...]
    certain_verbs: tuple[str, ...]
    past_participles: tuple[str, ...]
    not_past: tuple[str, ...]
    rightly_later: tuple[str, ...]
    own_references: frozenset[str]
    not_agenda: frozenset[str]
    elsewhere: tuple[str, ...]
    attached: tuple[str, ...]
    not_attached_here: tuple[str, ...]


def _check_words() -> CheckWords:
    raw = _read("checks.toml")
    totals, past, references, attachments = raw["totals"], raw["past"], raw["references"], raw["attachments"]
    return CheckWords(
        totals=tuple(totals["words"]),
        included=tuple(totals["included"]),
        apart=tuple(totals["apart"]),
        not_added=tuple(totals["not_added"]),
        averages=tuple(totals["averages"]),
        **{key: tuple(words) for key, words in raw["remainders"].items()},
        compared=tuple(raw["amounts"]["compared"]),
        common=frozenset(raw["amounts"]["common"]),
        past_verbs=tuple(past["verbs"]),
        certain_verbs=tuple(past["certain"]),
        past_participles=tuple(past["participles"]),
        not_past=tuple(past["not_past"]),
        rightly_later=tuple(past["later"]),
        own_references=frozenset(references["own"]),
        not_agenda=frozenset(references["not_agenda"]),
        elsewhere=tuple(references["elsewhere"]),
        attached=tuple(attachments["attached"]),
        not_attached_here=tuple(attachments["not_here"]),
    )


CHECKS = _check_words()
