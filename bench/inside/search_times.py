"""`python -m bench.inside.search_times [ADDRESS]`: ask the installation's index, and its peers, the same questions."""

from __future__ import annotations

import logging
import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import quantiles

import django

django.setup()

from bench.inside.peers import Asked, Fts5, Peer, PostgreSQL, fill  # noqa: E402
from django.conf import settings  # noqa: E402  # after the setup, here and below
from django.test import Client  # noqa: E402

from roedtraad.accounts.models import RecordKind  # noqa: E402
from roedtraad.accounts.policy import Viewer  # noqa: E402
from roedtraad.bodies.models import Body  # noqa: E402
from roedtraad.search.queries import Filters, find, suggest  # noqa: E402
from roedtraad.search.queries.asking import read  # noqa: E402
from roedtraad.search.queries.finding import ask  # noqa: E402
from roedtraad.search.queries.ready import AskedIndex, ready_index  # noqa: E402

KAREN = Viewer(on=date(2026, 11, 22))
ROUNDS, ROUNDS_OF_PEERS = 6, 1
YEAR = 2020
QUESTIONS = {
    "one word": [
        "lægedækning",
        "klyngemidlerne",
        "akutmodtagelse",
        "hjemmesygepleje",
        "sundhedsaftaler",
        "palliationsteam",
    ],
    "two words": [
        "klyngemidler praksis",
        "lægedækning fjordby",
        "sundhedsaftale psykiatri",
        "patientinddragelse hedelund",
    ],
    "phrase": ['"almen praksis"', '"tidlig opsporing"', '"fælles ledelse"', '"ældre medicinske patienter"'],
    "part of a compound": ["dækning", "pleje", "psykiatri", "midler", "udvikling", "sundhed"],
}
ENGINE_AIM, PAGE_AIM = 20.0, 60.0


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds of many runs, by the clock and of this thread's processor: on a busy machine the two part."""

    values: Sequence[float]
    processor: Sequence[float]

    @property
    def p50(self) -> float:
        """Return the middle."""
        return sorted(self.values)[len(self.values) // 2]

    @property
    def p95(self) -> float:
        """Return what one in twenty exceeds."""
        return quantiles(self.values, n=20, method="inclusive")[-1]

    @property
    def processor_p95(self) -> float:
        """Return the same of the processor's time."""
        return quantiles(self.processor, n=20, method="inclusive")[-1]


def timed(work: Callable[[str], object], questions: Sequence[str], rounds: int) -> Times:
    """Return how long each takes, after one round that is not counted."""
    values, processor = [], []
    for number in range(rounds + 1):
        for question in questions:
            began, spent = time.perf_counter(), time.thread_time()
            work(question)
            if number:
                values.append((time.perf_counter() - began) * 1000)
                processor.append((time.thread_time() - spent) * 1000)
    return Times(values, processor)


def asked_of(index: AskedIndex, typed: str, filters: Filters) -> Asked:
    """Return a question as the peers take it."""
    clauses = read(typed).wanted
    stems = tuple(index.reader.analyser.word(word).stem for clause in clauses for word in clause.words)
    return Asked(
        stems,
        is_phrase=clauses[0].is_quoted,
        kind=filters.kinds[0].value if filters.kinds else "",
        body=filters.body_ids[0] if filters.body_ids else 0,
        year=filters.years[0] if filters.years else 0,
    )


def main(address: str) -> None:
    """Print a table."""
    index = ready_index()
    if index is None:
        sys.exit("bench: there is no index")
    print(
        f"{index.reader.searcher.num_docs:,} entries, {_megabytes(settings.SEARCH_DIR)} MB of index",
        flush=True,
    )
    peers: list[Fts5 | PostgreSQL] = [Fts5(settings.DATA_DIR / "fts5.sqlite3")]
    if address:
        peers.append(PostgreSQL(address))
    else:
        print("(PostgreSQL is left out: BENCH_POSTGRESQL can be an address on a server)")
    fill(peers, index.reader.analyser)
    body = Body.objects.order_by("pk").values_list("pk", flat=True)[4]
    limited = Filters(kinds=(RecordKind.ITEM,), body_ids=(body,))
    names = "".join(f"{peer.name + ' p50':>18}{'p95':>9}{'ratio':>7}" for peer in peers)
    print(f"\n{'milliseconds':<34}{'found':>8}{'ours p50':>10}{'p95':>8}{'cpu p95':>9}{names}")
    worst = busiest = 0.0
    for kind, questions in QUESTIONS.items():
        for said, filters in (
            ("", Filters()),
            (", filtered", limited),
            (", one year", Filters(years=(YEAR,))),
        ):
            ours = _line(index, peers, f"{kind}{said}", questions, filters)
            worst, busiest = max(worst, ours.p95), max(busiest, ours.processor_p95)
    print(
        f"engine: worst p95 {worst:.1f} ms, {busiest:.1f} ms of processor"
        f" (aim {ENGINE_AIM:.0f}: {'reached' if worst <= ENGINE_AIM else 'MISSED'}; load {os.getloadavg()[0]:.0f})"
    )
    _pages()


def _line(
    index: AskedIndex, peers: Sequence[Peer], name: str, questions: Sequence[str], filters: Filters
) -> Times:
    """Measure one kind of question, check that all find as many, and print it."""
    ours = timed(
        lambda typed: ask(index, index.question(read(typed), KAREN, filters=filters)), questions, ROUNDS
    )
    totals = [ask(index, index.question(read(typed), KAREN, filters=filters)).total for typed in questions]
    text = f"{name:<34}{sum(totals) // len(totals):>8,}{ours.p50:>10.1f}{ours.p95:>8.1f}{ours.processor_p95:>9.1f}"
    for peer in peers:
        theirs = timed(lambda typed: peer.answer(asked_of(index, typed, filters)), questions, ROUNDS_OF_PEERS)  # noqa: B023  # called at once
        counts = [peer.answer(asked_of(index, typed, filters))[1] for typed in questions]
        differs = sum(abs(one - other) for one, other in zip(totals, counts, strict=True)) / max(
            sum(totals), 1
        )
        note = f"  (finds {differs:.1%} otherwise)" if differs > 0.01 else ""
        text += f"{theirs.p50:>18.1f}{theirs.p95:>9.1f}{theirs.p95 / ours.p95:>7.1f}{note}"
    print(text, flush=True)
    return ours


def _pages() -> None:
    """Print the times of whole answers: the search with the database, the page, suggestions, a spelling."""
    client = Client()
    every = [typed for questions in QUESTIONS.values() for typed in questions]
    print(f"\n{'milliseconds':<34}{'p50':>8}{'p95':>8}{'cpu p95':>9}")
    logging.disable(logging.INFO)  # a line for each request
    for name, work, questions in (
        ("search with its database queries", lambda typed: find(KAREN, typed), every),
        ("the page", lambda typed: client.get("/soeg", {"q": typed}), every),
        ("the page, filtered", lambda typed: client.get("/soeg", {"q": typed, "slags": "punkt"}), every),
        ("suggestions", suggest, ["læ", "læge", "klynge", "almen pra", "sundhedsklynge pr"]),
        (
            "a spelling put right",
            lambda typed: find(KAREN, typed),
            ["lægedæknig", "akutmodtagelsne", "palliationstaem"],
        ),
    ):
        times = timed(work, questions, ROUNDS)
        verdict = ""
        if name.startswith("the page"):
            verdict = f"  (aim {PAGE_AIM:.0f}: {'reached' if times.p95 <= PAGE_AIM else 'MISSED'})"
        print(f"{name:<34}{times.p50:>8.1f}{times.p95:>8.1f}{times.processor_p95:>9.1f}{verdict}", flush=True)


def _megabytes(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) // 1_000_000


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
