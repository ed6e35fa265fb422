"""An installation with one administrator and nothing else becomes a cluster with a secretary who reads minutes in, in the browser alone."""

import re
from pathlib import Path

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from people import a_user
from sessions import log_in

from roedtraad.accounts.models import User
from roedtraad.bodies.models import Body, Collaboration, Party, Person
from roedtraad.importing.actions import read_waiting
from roedtraad.meetings.models import Meeting

pytestmark = pytest.mark.django_db
SAMPLE = Path(__file__).parents[4] / "samples/vestbaelt/vestbaelt-pn-2026-03-13.pdf"


def linked(client: Client, page: str, word: str) -> str:
    """Return where the link with this word leads, as somebody who looks for it would find it."""
    words = client.get(page, follow=True).content.decode()
    found = re.search(rf'<a [^>]*href="([^"]+)"[^>]*>(?:<[^>]+>|\s)*{word}', words)
    assert found, f"no link “{word}” on {page}"
    return found[1]


def sent(client: Client, page: str, **told: object) -> str:
    """Send a form, and return where it led."""
    answer = client.post(page, told)
    assert answer.status_code == 302, re.findall(r"<li>(.*?)</li>", answer.content.decode())
    return str(answer["Location"])


def test_an_empty_installation_is_usable_from_the_browser_alone() -> None:
    ada = log_in(Client(), a_user("Ada Birk", administrator=True))

    # the register that the program comes with: levels, regions, municipalities
    listed = linked(ada, linked(ada, "/", "Samarbejder"), "Hent registret")
    sent(ada, listed)
    region = Party.objects.filter(kind="region").earliest("name")

    # a collaboration with a party that the register does not know
    new = linked(ada, "/samarbejder", "Opret et samarbejde")
    cluster = sent(
        ada,
        new,
        name="Sundhedsklynge Vestbælt",
        kind="health_cluster",
        region=region.name,
        first="2022-07-01",
    )
    sent(
        ada,
        linked(ada, linked(ada, "/samarbejder", "Parter"), "Opret en part"),
        name="Fjordby Kommune",
        kind="municipality",
    )
    join = linked(ada, cluster, "Lad en part være med")
    sent(ada, join, party=region.name, first="2022-07-01")
    sent(ada, join, party="Fjordby Kommune", first="2022-07-01")

    # its first body on a level, with a secretary, and a chair
    told = {"name": "Sundhedsklynge Vestbælt – politisk niveau", "kind": "standing", "first": "2022-07-01"}
    level = re.search(
        r'<option value="(\d+)">Politisk', ada.get(linked(ada, cluster, "Opret et organ")).content.decode()
    )
    assert level
    seats = sent(
        ada,
        linked(ada, cluster, "Opret et organ"),
        **told,
        level=level[1],
        minutes="on",
        members="on",
        closed_numbers="on",
        new_secretary="Sara Holm",
    )
    body = Body.objects.get(collaboration=Collaboration.objects.get(name="Sundhedsklynge Vestbælt"))
    told = {"role": "co_chair", "deputy_order": "1", "first": "2022-07-01", "party": "Fjordby Kommune"}
    sent(ada, linked(ada, seats, "Giv en plads"), **told, new_name="Lone Dalsminde", title="Borgmester")

    # the secretary is invited by mail
    person = linked(ada, seats, "Sara Holm")
    sent(ada, linked(ada, person, "Lad personen logge ind"), email="sara@vestbaelt.example")
    assert mail.outbox[0].to == ["sara@vestbaelt.example"]
    sara = log_in(Client(), User.objects.get(email="sara@vestbaelt.example"))

    # who reads a file in and accepts what was read
    page = linked(sara, linked(sara, "/", "Indlæsning"), "Hent filer ind")
    upload = SimpleUploadedFile(SAMPLE.name, SAMPLE.read_bytes(), "application/pdf")
    sent(sara, page, filer=upload)
    list(read_waiting(jobs=1))  # the worker, which runs beside the pages
    draft = linked(sara, "/indlaesning", "13")
    version = re.search(r'name="version" value="(\d+)"', sara.get(draft).content.decode())
    assert version
    accepted = sent(sara, f"{draft.partition('?')[0]}/godkend", version=version[1])
    assert Meeting.objects.get().body == body, accepted

    assert Person.objects.get(name="Lone Dalsminde").record.is_public
    assert "Lone Dalsminde" in Client().get(f"/organ/{body.record.public_id}", follow=True).content.decode()
