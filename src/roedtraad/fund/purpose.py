"""Rules for what money may be used for, as dated data (`data/purposes.toml`), and what an initiative does not meet."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from roedtraad.fund.models import Fund
from roedtraad.initiatives.models import Initiative


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of purpose. `least` is the parameter of those that count."""

    id: str
    title: str
    says: str
    asks: str
    funds: frozenset[str]
    source: str
    least: int = 0
    valid_from: date | None = None
    valid_to: date | None = None
    checked_by: str = ""

    def holds(self, *, fund_kind: str, on: date) -> bool:
        """Return whether the rule is one for this kind of fund on this day."""
        begun = self.valid_from is None or self.valid_from <= on
        return fund_kind in self.funds and begun and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rules ask of an initiative. None for `is_development`: nobody has said."""

    is_development: bool | None
    evidence: str
    parties: int
    has_time_frame: bool
    pays_for: str


# Nothing said is not met: the rule asks for the words.
PREDICATES: Mapping[str, Callable[[Facts, Rule], bool]] = {
    "development": lambda facts, rule: facts.is_development is True,
    "evidence": lambda facts, rule: bool(facts.evidence.strip()),
    "cross_sector": lambda facts, rule: facts.parties >= rule.least,
    "time_frame": lambda facts, rule: facts.has_time_frame,
    "pays_for": lambda facts, rule: bool(facts.pays_for.strip()),
}


@cache
def rules() -> Mapping[str, Rule]:
    """Return the rules by id, in the order of the file."""
    text = (resources.files("roedtraad.fund") / "data" / "purposes.toml").read_text(encoding="utf-8")
    found = [
        Rule(
            **{**row, "funds": frozenset(row["funds"])}
        )  # a rule with a word that is none fails here, at once
        for row in tomllib.loads(text)["rule"]
    ]
    return {rule.id: rule for rule in found}


def facts_of(initiative: Initiative, *, parties: int) -> Facts:
    """Return what the rules ask, of an initiative to which this many parties give money. No query."""
    return Facts(
        is_development=initiative.is_development,
        evidence=initiative.evidence,
        parties=parties,
        has_time_frame=initiative.valid_from is not None and initiative.valid_to is not None,
        pays_for=initiative.pays_for,
    )


def unmet(facts: Facts, *, fund: Fund, on: date) -> tuple[Rule, ...]:
    """Return the rules that hold for this fund on this day, and that these facts do not meet. No query."""
    return tuple(
        rule
        for rule in rules().values()
        if rule.holds(fund_kind=fund.kind, on=on) and not PREDICATES[rule.asks](facts, rule)
    )
