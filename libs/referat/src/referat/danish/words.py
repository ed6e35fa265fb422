"""The words that minutes are known by, read once from `words.toml` and given types.

A list of phrases becomes one regular expression (`phrases`); what is looked up whole becomes a dictionary with folded
keys.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files
from typing import Any, TypeVar

from referat.danish.phrases import alternation, keys_of, pattern
from referat.model import Act, DocumentType, Function, Level, Outcome

V = TypeVar("V")


class Heading(StrEnum):
    """What the text under a heading of an item is."""

    SUMMARY = "summary"
    CASE = "case"
    CONTEXT = "context"  # any other heading of the case: Baggrund, Økonomi …
    RECOMMENDATION = "recommendation"
    DECISION = "decision"
    ATTACHMENTS = "attachments"
    ABSENCE = "absence"
    CONSIDERATIONS = "considerations"
    CASE_NUMBER = "case_number"
    OFFICER = "officer"
    ACTIONS = "actions"


class Field(StrEnum):
    """What a labelled field in the head of the document holds."""

    DATE = "date"
    TIME = "time"
    END_TIME = "end_time"
    VENUE = "venue"
    BODY = "body"
    CHAIR = "chair"
    SECRETARY = "secretary"
    OTHER = "other"


class Column(StrEnum):
    """What a column of a table holds."""

    NUMBER = "number"
    TITLE = "title"
    NAME = "name"
    AFFILIATION = "affiliation"
    ROLE = "role"
    PRESENCE = "presence"
    ABSENCE = "absence"
    NOTE = "note"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Group:
    """What standing in a part of a list of participants says about a person."""

    function: Function
    absent: bool = False


_EDGE = " \t:.;,–—-*_#»«\"”“'"


def folded(text: str) -> str:
    """Return `text` as a key: lower case, single spaces, no punctuation at the ends."""
    return " ".join(text.split()).strip(_EDGE).casefold()


@dataclass(frozen=True, slots=True)
class Words:
    """All of `words.toml`. Keys of dictionaries and members of sets are `folded`."""

    documents: Mapping[str, DocumentType]
    headings: Mapping[str, Heading]
    over_decision: frozenset[str]
    responsible: frozenset[str]
    due: frozenset[str]
    columns: Mapping[str, Column]
    fields: Mapping[str, Field]
    groups: Mapping[str, Group]
    neutral_groups: frozenset[str]
    attendance_titles: frozenset[str]
    welcome_titles: frozenset[str]
    attendance: Mapping[str, re.Pattern[str]]
    nobody: frozenset[str]
    prefixes: tuple[str, ...]
    contents: frozenset[str]
    divisions: frozenset[str]
    titles: frozenset[str]
    closed: frozenset[str]
    open: frozenset[str]
    supplementary: frozenset[str]
    ordinals: frozenset[str]
    closing: re.Pattern[str]
    ends: re.Pattern[str]
    signatures: frozenset[str]
    levels: Mapping[Level, re.Pattern[str]]
    level_words: tuple[str, ...]  # of all levels
    bodies: re.Pattern[str]
    weak_bodies: re.Pattern[str]
    owners: re.Pattern[str]
    form_words: tuple[str, ...]
    form_bodies: tuple[str, ...]
    form_joins: tuple[str, ...]
    recommend_passive: tuple[str, ...]
    recommend_active: tuple[str, ...]
    recommend_fillers: tuple[str, ...]
    acts: tuple[tuple[Act, re.Pattern[str]], ...]
    outcomes: tuple[tuple[Outcome, re.Pattern[str]], ...]
    outcome_keys: Mapping[Outcome, frozenset[str] | None]
    concludes: re.Pattern[str]  # any of the outcomes
    outcomes_alone: Mapping[str, Outcome]
    negations: tuple[str, ...]
    reported: re.Pattern[str]
    votes: Mapping[str, re.Pattern[str]]
    promise_keys: Mapping[str, frozenset[str] | None]  # of the lists from `promises` to `next_meeting`
    promises: re.Pattern[str]
    resolves: re.Pattern[str]
    actors: re.Pattern[str]
    states: frozenset[str]
    list_leads: re.Pattern[str]
    never: re.Pattern[str]
    follows: re.Pattern[str]
    tells: re.Pattern[str]
    past: re.Pattern[str]
    next_meeting: re.Pattern[str]
    future: re.Pattern[str]
    past_tense: re.Pattern[str]
    preamble: re.Pattern[str]
    unfinished: re.Pattern[str]
    before_number: re.Pattern[str]
    places: re.Pattern[str]
    begins: re.Pattern[str]

    def is_conclusion(self, words: str) -> bool:
        """Return whether the words tell what a meeting ended with: 'Godkendt.', 'Orienteringen blev taget til efterretning.'"""
        alone = folded(words) or words.strip()
        return alone in self.outcomes_alone or self.concludes.search(words) is not None


def _keys(phrases: Iterable[str]) -> frozenset[str]:
    return frozenset(folded(phrase) or phrase for phrase in phrases)


def _lookup(table: Mapping[str, list[str]], values: Mapping[str, V]) -> dict[str, V]:
    """Return phrase → value for every list of the table; the first list that holds a phrase wins."""
    found: dict[str, V] = {}
    for name, value in values.items():
        for key in _keys(table[name]):
            found.setdefault(key, value)
    return found


def _groups(raw: Mapping[str, list[str]]) -> dict[str, Group]:
    found = {key: Group(Function.UNKNOWN, absent=True) for key in _keys(raw["absent"])}
    order = (
        Function.CHAIR, Function.PATIENT_REPRESENTATIVE, Function.SECRETARIAT, Function.ADMINISTRATION,
        Function.GUEST, Function.MEMBER,
    )  # fmt: skip
    for function in order:
        for key in _keys(raw[function.value]):
            found.setdefault(key, Group(function))
    return found


def _alone(raw: Mapping[str, list[str]]) -> dict[str, Outcome]:
    lists = {f"{outcome.value}_alone": outcome for outcome in Outcome if f"{outcome.value}_alone" in raw}
    return _lookup(raw, lists)


def _of_items(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the sections about headings, lists of people and items give."""
    headings, items, present = raw["headings"], raw["items"], raw["attendance_items"]
    sets = ("contents", "divisions", "titles", "closed", "open", "supplementary", "ordinals")
    return {
        "documents": _lookup(raw["documents"], {kind.value: kind for kind in DocumentType}),
        "headings": _lookup(headings, {heading.value: heading for heading in Heading}),
        "over_decision": _keys(headings["over_decision"]),
        "responsible": _keys(headings["responsible"]),
        "due": _keys(headings["due"]),
        "columns": _lookup(raw["columns"], {column.value: column for column in Column}),
        "fields": _lookup(raw["fields"], {field.value: field for field in Field}),
        "groups": _groups(raw["groups"]),
        "neutral_groups": _keys(raw["groups"]["neutral"]),
        "attendance_titles": _keys(present["titles"]),
        "welcome_titles": _keys(present["welcome"]),
        "attendance": {name: pattern(phrases) for name, phrases in raw["attendance"].items()},
        "nobody": _keys(raw["attendance"]["nobody"]),
        "prefixes": tuple(items["prefixes"]),
        "closing": re.compile(rf"\W*(?:{alternation(raw['closing']['phrases'])})(?!\w)", re.IGNORECASE),
        "ends": pattern(raw["closing"]["ends"]),
        "signatures": _keys(raw["closing"]["signatures"]),
        **{name: _keys(items[name]) for name in sets},
    }


def _of_names(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the sections about bodies, their levels and the forms of meetings give."""
    bodies, forms = raw["bodies"], raw["forms"]
    return {
        "levels": {
            level: pattern(raw["levels"][level.value]) for level in Level if level.value in raw["levels"]
        },
        "level_words": tuple(phrase for phrases in raw["levels"].values() for phrase in phrases),
        "bodies": pattern(bodies["strong"]),
        "weak_bodies": pattern(bodies["weak"]),
        "owners": pattern(bodies["owners"]),
        "form_words": tuple(forms["words"]),
        "form_bodies": tuple(forms["bodies"]),
        "form_joins": tuple(forms["joins"]),
    }


def _of_decisions(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the sections about recommendations, outcomes, votes and commitments give."""
    asked, outcomes, promises = raw["recommendations"], raw["outcomes"], raw["commitments"]
    phrases = (
        "promises",
        "resolves",
        "actors",
        "list_leads",
        "never",
        "follows",
        "tells",
        "past",
        "next_meeting",
    )
    return {
        "recommend_passive": tuple(asked["passive"]),
        "recommend_active": tuple(asked["active"]),
        "recommend_fillers": tuple(asked["fillers"]),
        "acts": tuple((act, pattern(raw["acts"][act.value])) for act in Act),
        "outcomes": tuple((outcome, pattern(outcomes[outcome.value])) for outcome in Outcome),
        "outcome_keys": {outcome: keys_of(outcomes[outcome.value]) for outcome in Outcome},
        "promise_keys": {name: keys_of(promises[name]) for name in phrases},
        "concludes": pattern(phrase for outcome in Outcome for phrase in outcomes[outcome.value]),
        "outcomes_alone": _alone(outcomes),
        "negations": tuple(outcomes["negations"]),
        "reported": pattern(outcomes["reported"]),
        "votes": {name: pattern(words) for name, words in raw["votes"].items()},
        "states": _keys(promises["states"]),
        "future": pattern(raw["tense"]["future"]),
        "past_tense": pattern(raw["tense"]["past"]),
        "begins": re.compile(rf"(?:{alternation(raw['lines']['begins'])})(?=[,:]|\s+(?:at|til|[A-ZÆØÅ\d]))"),
        "preamble": pattern(raw["lines"]["preamble"]),
        "unfinished": re.compile(rf"(?:,|(?<!\S)(?:{alternation(raw['lines']['unfinished'])}))$"),
        "places": pattern(raw["fields"]["places"]),
        "before_number": re.compile(rf"(?<!\S)(?:{alternation(raw['lines']['before_number'])})$"),
        **{name: pattern(promises[name]) for name in phrases},
    }


def read_words(toml: str) -> Words:
    """Return the lexicon in `toml`, the text of a file such as `words.toml`.

    Raises `KeyError` where a list is missing and `tomllib.TOMLDecodeError` where it is not TOML.
    """
    raw: dict[str, Any] = tomllib.loads(toml)
    return Words(**_of_items(raw), **_of_names(raw), **_of_decisions(raw))


WORDS = read_words(files("referat.danish").joinpath("words.toml").read_text(encoding="utf-8"))
