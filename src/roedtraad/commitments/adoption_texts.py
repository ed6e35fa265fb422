"""The text that a party's own council is asked to decide: an appropriation, a carry-over, an accession. Pure, in Danish.

The texts are Danish originals: they leave the house as they stand, whatever language a page is shown in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from roedtraad import danish
from roedtraad.bodies.models import PartyKind

COUNCILS = {PartyKind.MUNICIPALITY: "kommunalbestyrelsen", PartyKind.REGION: "regionsrådet"}


@dataclass(frozen=True, slots=True)
class Decided:
    """The decision that is to be adopted."""

    body: str
    on: date
    title: str
    number: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """What a party pays for an initiative in a year."""

    initiative: str
    year: int | None
    amount: Decimal


def council_of(kind: str) -> str:
    """Return who decides for a party of this kind."""
    return COUNCILS.get(PartyKind(kind), "partens ledelse")


def appropriation(party: str, kind: str, decided: Decided, parts: Sequence[Part], *, fund: str) -> str:
    """Return the text by which a party appropriates its part."""
    whole = sum((part.amount for part in parts), Decimal(0))
    lines = [f"- {part.initiative}{_of(part.year)}: {danish.amount(part.amount)} kr." for part in parts]
    return "\n".join(
        [
            f"Sag til {council_of(kind)}, {party}: bevilling til fælles indsatser",
            "",
            f"{_told(decided)} at afsætte midler fra {fund}. {_possessive(party)} del er {danish.amount(whole)} kr., fordelt sådan:",
            *lines,
            "",
            "Klyngen kan ikke disponere over parternes penge. Hver part giver sin del ved egen beslutning og af eget budget.",
            "",
            f"Det indstilles, at der gives en bevilling på {danish.amount(whole)} kr. af partens andel af {fund}.",
            *_where(decided),
        ]
    )


def carry_over(party: str, kind: str, decided: Decided, *, fund: str, year: int, left: Sequence[Part]) -> str:
    """Return the text by which a party carries over what it has left of a year."""
    whole = sum((part.amount for part in left), Decimal(0))
    lines = [f"- {part.initiative}: {danish.amount(part.amount)} kr." for part in left]
    return "\n".join(
        [
            f"Sag til {council_of(kind)}, {party}: overførsel af uforbrugte midler fra {year} til {year + 1}",
            "",
            f"{_told(decided)}, hvordan {fund} bruges. {party} har {danish.amount(whole)} kr., der ikke er brugt i {year}:",
            *lines,
            "",
            "Uforbrugte midler overføres af hver part for sig, ved egen beslutning.",
            "",
            f"Det indstilles, at {danish.amount(whole)} kr. overføres fra {year} til {year + 1} med uændret formål.",
            *_where(decided),
        ]
    )


def accession(party: str, kind: str, decided: Decided, promised: Sequence[str]) -> str:
    """Return the text by which a party accedes to what was decided, and to what it promised there."""
    promises = ["", f"{party} har i den forbindelse lovet:", *(f"- {text}" for text in promised)]
    return "\n".join(
        [
            f"Sag til {council_of(kind)}, {party}: tiltrædelse af fælles beslutning",
            "",
            f"{_told(decided)} det, der fremgår af referatet.",
            *(promises if promised else []),
            "",
            "Det indstilles, at beslutningen tiltrædes.",
            *_where(decided),
        ]
    )


def _told(decided: Decided) -> str:
    number = f" (punkt {decided.number})" if decided.number else ""
    return f"{decided.body} besluttede den {danish.day(decided.on)} under punktet »{decided.title}«{number}"


def _of(year: int | None) -> str:
    return f", {year}" if year else ""


def _possessive(name: str) -> str:
    return f"{name}'" if name.endswith(("s", "x", "z")) else f"{name}s"


def _where(decided: Decided) -> list[str]:
    return ["", f"Beslutningen kan læses her: {decided.address}"] if decided.address else []
