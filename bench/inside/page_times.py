"""`python -m bench.inside.page_times`: ask the installation for its pages, and print their times as JSON.

Each page is asked for with records of its kind from all over the archive, in several rounds. Processor time is
this thread's and, where PostgreSQL runs on the same machine, that of the process which answers it.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from statistics import median, quantiles

import django

django.setup()

from allauth.account.internal.flows import login  # noqa: E402
from allauth.account.internal.userkit import user_id_to_str  # noqa: E402
from bench.archive import ROOT, PageTimes  # noqa: E402  # after the setup, here and below
from bench.inside.around import ADMINISTRATOR  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.models import Model  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from roedtraad.accounts.addresses import address_of  # noqa: E402
from roedtraad.accounts.models import RecordKind, User  # noqa: E402
from roedtraad.accounts.records import register  # noqa: E402
from roedtraad.bodies.models import Body, Person, Seat, SeatRole  # noqa: E402
from roedtraad.bodies.policy import viewer_of  # noqa: E402
from roedtraad.cases.models import Case  # noqa: E402
from roedtraad.importing.actions import Upload, bring, read_waiting  # noqa: E402
from roedtraad.importing.models import Draft  # noqa: E402
from roedtraad.meetings.models import AgendaItem, Decision, Meeting  # noqa: E402

EACH, REQUESTS = 20, 40
SAMPLE = ROOT / "samples" / "vestbaelt" / "vestbaelt-pn-2026-03-13.pdf"
SECRETARY = "sekretaer@vestbaelt.example"
QUESTIONS = ("lægedækning", "klyngemidler praksis", '"almen praksis"', "dækning", "udvikling")
TICKS = os.sysconf("SC_CLK_TCK")


def spread(model: type[Model], kind: RecordKind) -> list[str]:
    """Return the addresses of public rows, from the first to the last."""
    rows = model._default_manager.filter(record__is_public=True).order_by("pk")
    total = rows.count()
    ids = rows.values_list("record__public_id", flat=True)
    return [address_of(kind, ids[place * (total - 1) // (EACH - 1)], "") for place in range(EACH)]


def logged_in(user: User | None) -> Client:
    """Return a browser in which somebody has logged in with everything that their rights need."""
    client = Client()
    if user is None:
        return client
    client.force_login(user)
    session = client.session
    session[login._AUTHENTICATION_METHODS_USER_SESSION_KEY] = user_id_to_str(user)
    session[login.AUTHENTICATION_METHODS_SESSION_KEY] = [
        {"method": method, "at": time.time(), "email": user.email} for method in ("password", "mfa")
    ]
    session.save()
    return client


def secretary() -> User:
    """Return the secretary of a body, who is made when there is none."""
    user, is_new = User.objects.get_or_create(email=SECRETARY, defaults={"name": "Signe Ravn"})
    if is_new:
        body = Body.objects.order_by("pk")[4]
        person = Person.objects.create(record=register(RecordKind.PERSON), name="Signe Ravn", user=user)
        Seat.objects.create(
            record=register(RecordKind.SEAT), body=body, person=person, role=SeatRole.SECRETARIAT
        )
    return user


def draft_address(user: User) -> str:
    """Return the address of a draft that was really read out of a file."""
    viewer = viewer_of(user, on=date.today())  # noqa: DTZ011  # whose day it is, no figure depends on
    bring([Upload(SAMPLE.name, SAMPLE.read_bytes())], viewer=viewer, is_read_later=False)
    list(read_waiting(jobs=1))
    draft = Draft.objects.select_related("record").get(document__filename=SAMPLE.name)
    return f"/kladde/{draft.record.public_id}"


def of_the_database() -> float:
    """Return the milliseconds of processor that PostgreSQL's process for this connection has used; 0 where it is elsewhere."""
    if connection.vendor != "postgresql":
        return 0.0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        ((pid,),) = cursor.fetchall()
    stat = Path(f"/proc/{pid}/stat")
    if not stat.exists() or "postgres" not in (told := stat.read_text(encoding="utf-8")):
        return 0.0
    fields = told.rpartition(")")[2].split()
    return 1000 * (int(fields[11]) + int(fields[12])) / TICKS


def yardstick() -> float:
    """Return the milliseconds of processor for a fixed piece of work, a millisecond or two on a machine at rest."""
    used = time.thread_time()
    sum(len(str(number)) for number in range(10_000))
    return 1000 * (time.thread_time() - used)


def measured(name: str, client: Client, addresses: Sequence[str]) -> PageTimes:
    """Ask for these pages in turn, once without counting, and return their times."""
    whole, weights, queries = [], [], []
    for address in addresses:
        answer = client.get(address, follow=True)
        whole.append(answer.redirect_chain[-1][0] if answer.redirect_chain else address)
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(whole[-1])
        if answer.status_code != 200:
            sys.exit(f"bench: {address} answers {answer.status_code}")
        weights.append(len(answer.content))
        queries.append(len(asked))
    clock, processor, beside = [], [], []
    began = of_the_database()
    for _ in range(-(-REQUESTS // len(whole))):
        for address in whole:
            start, used = time.perf_counter(), time.thread_time()
            client.get(address)
            clock.append(1000 * (time.perf_counter() - start))
            processor.append(1000 * (time.thread_time() - used))
            beside.append(yardstick())
    database = (of_the_database() - began) / len(clock)
    return PageTimes(
        name=name,
        p50=median(clock),
        p95=quantiles(clock, n=20, method="inclusive")[-1],
        processor=median(processor) + database,
        yardstick=median(beside),
        queries=max(queries),
        kilobytes=sum(weights) / len(weights) / 1000,
    )


def main() -> None:
    """Print the times of every page."""
    logging.disable(logging.INFO)  # a line for each request
    administrator = User.objects.get(email=ADMINISTRATOR)
    anybody, keeper, all_seeing = (logged_in(one) for one in (None, secretary(), administrator))
    bodies = spread(Body, RecordKind.BODY)
    questions = [f"/soeg?q={one}" for one in QUESTIONS]
    draft = draft_address(administrator)
    found = [
        measured("front page", anybody, ["/"]),
        measured("front page, secretary", keeper, ["/"]),
        measured("desk, secretary", keeper, ["/skrivebord"]),
        measured("body", anybody, bodies),
        measured("meetings", anybody, ["/moeder"]),
        measured("meeting", anybody, spread(Meeting, RecordKind.MEETING)),
        measured("meeting, secretary", keeper, spread(Meeting, RecordKind.MEETING)),
        measured("item", anybody, spread(AgendaItem, RecordKind.ITEM)),
        measured("decision", anybody, spread(Decision, RecordKind.DECISION)),
        measured("case", anybody, spread(Case, RecordKind.CASE)),
        measured("person", anybody, spread(Person, RecordKind.PERSON)),
        measured("register", anybody, ["/beslutninger"]),
        measured("register, secretary", keeper, ["/beslutninger"]),
        measured("register, narrowed", anybody, register_addresses(bodies)),
        measured("promises", anybody, ["/loefter"]),
        measured("search", anybody, questions),
        measured("search, secretary", keeper, questions),
        measured("findings", all_seeing, ["/uoverensstemmelser"]),
        measured("drafts", all_seeing, ["/indlaesning", "/indlaesning?vis=klar", "/indlaesning?vis=lagt"]),
        measured("review of a draft", all_seeing, [draft, f"{draft}?punkt=4&side=3", f"{draft}?punkt=6"]),
    ]
    print(json.dumps([asdict(one) for one in found]))


def register_addresses(bodies: Sequence[str]) -> list[str]:
    """Return the register narrowed in several ways: by outcome, body, days and words."""
    body = bodies[4].split("/")[2]
    year = "fra=2020-01-01&til=2020-12-31"
    queries = ("udfald=rejected", "udfald=approved", f"organ={body}", year, "ord=akut", "orden=aeldste")
    return [f"/beslutninger?{one}" for one in queries]


if __name__ == "__main__":
    main()
