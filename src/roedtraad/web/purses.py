"""Which part of a fund a page is asked for: `?part=…&aar=2025,2026&indsats=…&beslutning=…&tal=udmoentet`.

Parties, initiatives and decisions are named by their public ids; 'ikke-fordelt' is what no party or year is known for.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from roedtraad import danish
from roedtraad.bodies.models import Party
from roedtraad.fund.figures import Figure
from roedtraad.fund.models import Fund
from roedtraad.fund.queries import UNKNOWN, Scope, decision_named, party_named
from roedtraad.initiatives.models import Initiative
from roedtraad.initiatives.queries import initiative_for
from roedtraad.meetings.models import Decision
from roedtraad.web.requests import Request

NOT_DISTRIBUTED = "ikke-fordelt"
YEAR_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Asked:
    """What a page is asked for, with the rows that it names."""

    scope: Scope
    figure: Figure | None = None
    party: Party | None = None
    initiative: Initiative | None = None
    decision: Decision | None = None

    @property
    def wanted(self) -> Wanted:
        """Return what was asked for, without the figure."""
        return Wanted(
            party=self.party,
            is_party_unknown=self.scope.party == UNKNOWN,
            years=self.scope.years,
            initiative=self.initiative,
            decision=self.decision,
        )

    @property
    def title(self) -> str:
        """Return what the statement is of, in words."""
        words = [self.initiative.name] if self.initiative else []
        if self.party:
            words.append(self.party.name)
        elif self.scope.party == UNKNOWN:
            words.append(_("Not distributed"))
        if self.scope.years is not None:
            words.append(years_said(self.scope.years))
        if self.decision:
            words.append(_("Decision of %(day)s") % {"day": danish.day(self.decision.decided_on)})
        return ", ".join(words) or _("The whole fund")


def years_said(years: tuple[int, ...]) -> str:
    """Return '2025 og 2026'; a year that is not known is said so."""
    return danish.listed(str(year) if year else _("year not known") for year in years)


def asked(request: Request, fund: Fund) -> Asked:
    """Return what the query string asks for. One query for each thing that it names.

    Raises:
        Http404: something that it names is not there for this viewer.
    """
    query = request.GET
    party = party_named(request.viewer, query["part"]) if _names(query.get("part")) else None
    initiative = initiative_for(request.viewer, query["indsats"]) if _names(query.get("indsats")) else None
    decision = decision_named(request.viewer, query["beslutning"]) if query.get("beslutning") else None
    for name, row in (("part", party), ("indsats", initiative), ("beslutning", decision)):
        if _names(query.get(name)) and row is None:
            raise Http404
    scope = Scope(
        fund,
        party=party.pk if party else UNKNOWN if query.get("part") == NOT_DISTRIBUTED else None,
        years=_years(query.get("aar", "")),
        initiative=initiative.pk if initiative else None,
        decision=decision.pk if decision else None,
    )
    return Asked(scope, _figure(query.get("tal", "")), party, initiative, decision)


def _names(value: str | None) -> bool:
    return bool(value) and value != NOT_DISTRIBUTED


def _years(written: str) -> tuple[int, ...] | None:
    if not written:
        return None
    found = [
        UNKNOWN if word == NOT_DISTRIBUTED else int(word)
        for word in written.split(",")
        if word == NOT_DISTRIBUTED or (word.isascii() and word.isdigit() and len(word) == YEAR_DIGITS)
    ]
    if not found:
        raise Http404
    return tuple(dict.fromkeys(found))


def _figure(written: str) -> Figure | None:
    if not written:
        return None
    try:
        return Figure(written)
    except ValueError as error:
        raise Http404 from error


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an address asks for."""

    figure: Figure | None = None
    party: Party | None = None
    is_party_unknown: bool = False
    years: tuple[int, ...] | None = None
    initiative: Initiative | None = None
    decision: Decision | None = None

    @property
    def query(self) -> str:
        """Return the query string; nothing where everything is asked for."""
        party = self.party.record.public_id if self.party else ""
        words = {
            "part": NOT_DISTRIBUTED if self.is_party_unknown else party,
            "aar": ",".join(str(year) if year else NOT_DISTRIBUTED for year in self.years or ()),
            "indsats": self.initiative.record.public_id if self.initiative else "",
            "beslutning": self.decision.record.public_id if self.decision else "",
            "tal": self.figure.value if self.figure else "",
        }
        # Ids, years and the words of figures need no escaping, and a matrix has a thousand addresses.
        written = "&".join(f"{name}={value}" for name, value in words.items() if value)
        return f"?{written}" if written else ""


def statement_url(fund: Fund, query: str = "") -> str:
    """Return the address of a statement."""
    return reverse("fund_statement", kwargs={"public_id": fund.record.public_id}) + query
