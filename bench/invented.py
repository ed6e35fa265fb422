"""Invented minutes of any length: the same seed gives the same text."""

from __future__ import annotations

import random
from collections.abc import Iterator

PEOPLE = ("Asta Lindegaard", "Bent Okholm", "Carla Ravn", "Ditte Skovsø", "Ejnar Holmstrup", "Fie Vangsgaard")
PLACES = ("Fjordby", "Hedelund", "Strandby", "Kirkenæs", "Vesterø")
MONTHS = ("januar", "februar", "marts", "april", "maj", "august", "september", "oktober", "november")
TOPICS = (
    "Fælles akutteam",
    "Status på klyngemidler",
    "Sundhedsaftalens målsætninger",
    "Mental trivsel blandt unge",
    "Udskrivning af ældre medicinske patienter",
    "Rekruttering af social- og sundhedsassistenter",
)
SENTENCES = (
    "Klyngen drøftede i {month} {year}, hvordan {place} Kommune og Region Bæltet kan dele opgaven.",
    "Der er afsat {amount} kr. til indsatsen, heraf ca. {millions} mio. kr. i {year}.",
    "Arbejdsgruppen mødtes den {day}. {month} {year} og beskrev forløbet fra indlæggelse til hjemmepleje.",
    "Ca. {percent} procent af borgerne i {place} har kontakt med både hospital, almen praksis og kommune.",
    "Erfaringerne fra {place} viser, at tidlig opsporing kræver faste aftaler om ansvar og telefontider.",
    "Der henvises til bilag 1 og til beslutningen af {day}/{number} {year}.",
)
OUTCOMES = (
    "Godkendt.",
    "Taget til efterretning.",
    "Klyngen drøftede sagen og godkendte indstillingen.",
    "Punktet blev udsat til næste møde.",
    "Sekretariatet følger op med en status i {month} 2025.",
)


def minutes(characters: int, *, seed: int = 1) -> str:
    """Return one document of minutes with at least as many characters, all its items whole."""
    draw = random.Random(seed)
    parts = [_opening()]
    length = len(parts[0])
    number = 0
    while length < characters:
        number += 1
        part = "\n".join(_item(number, draw))
        parts.append(part)
        length += len(part)
    return "".join(parts)


def prose(characters: int, *, seed: int = 1) -> str:
    """Return running text without items: what a long annex looks like."""
    draw = random.Random(seed)
    sentences: list[str] = []
    length = 0
    while length < characters:
        sentence = _filled(draw.choice(SENTENCES), draw) + ("\n\n" if draw.random() < 0.2 else " ")
        sentences.append(sentence)
        length += len(sentence)
    return "".join(sentences)


def table(characters: int, *, seed: int = 1) -> str:
    """Return one table of parties and amounts, a row a line, cells between tabs."""
    draw = random.Random(seed)
    rows = ["Kommune\tBudget (1.000 kr.)\tForbrug (1.000 kr.)\tRest (1.000 kr.)"]
    length = len(rows[0])
    while length < characters:
        budget, spent = draw.randrange(100, 9_000), draw.randrange(0, 100)
        row = f"{draw.choice(PLACES)} Kommune\t{budget}\t{spent}\t{budget - spent}"
        rows.append(row)
        length += len(row) + 1
    return "\n".join(rows) + "\n"


def _opening() -> str:
    people = "\n".join(
        f"- {name}, direktør, {place} Kommune" for name, place in zip(PEOPLE, PLACES, strict=False)
    )
    return (
        "REFERAT\nSundhedsklynge Vestbælt - fagligt strategisk niveau\n\n"
        "Mødedato: tirsdag den 14. maj 2024 kl. 09.00-12.00\nMødested: Fjordby Rådhus\n\n"
        f"Deltagere:\n{people}\nAfbud: Gorm Ellekær, Region Bæltet\n\n"
    )


def _item(number: int, draw: random.Random) -> Iterator[str]:
    yield f"Punkt {number}. {draw.choice(TOPICS)} ({draw.choice((5, 10, 15, 30))} min.)"
    yield f"Sagsnr. {draw.randrange(20, 26)}/{draw.randrange(1_000, 99_999)}\n"
    yield "Sagsfremstilling"
    for _ in range(draw.randrange(2, 6)):
        yield " ".join(_filled(draw.choice(SENTENCES), draw) for _ in range(draw.randrange(2, 5))) + "\n"
    yield "Indstilling\nDet indstilles, at klyngen"
    yield f"- godkender budgettet på {draw.randrange(1, 999)}.000 kr."
    yield "- tager orienteringen til efterretning\n"
    yield "Beslutning"
    yield _filled(draw.choice(OUTCOMES), draw)
    yield f"Fraværende: {draw.choice(PEOPLE)}\n"
    yield f"Bilag\nBilag 1 - {draw.choice(TOPICS)}.pdf\n\n"


def _filled(sentence: str, draw: random.Random) -> str:
    return sentence.format(
        month=draw.choice(MONTHS),
        year=draw.randrange(2021, 2024),
        place=draw.choice(PLACES),
        amount=f"{draw.randrange(1, 999)}.{draw.randrange(100, 999)}",
        millions=f"{draw.randrange(1, 40)},{draw.randrange(1, 9)}",
        percent=draw.randrange(3, 97),
        day=draw.randrange(1, 28),
        number=draw.randrange(1, 12),
    )
