"""The log tells what kind of page was asked for and how it went: never who asked, for which id, or with which words."""

import logging

import pytest
from django.test import Client
from people import a_world
from sessions import log_in


@pytest.mark.django_db
def test_a_request_is_one_line_without_anything_personal(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    world = a_world()
    log_in(client, world.ada)
    caplog.set_level(logging.INFO)
    client.get("/journal", {"hvem": "Rigmor Sandhave"})
    client.get(f"/person/{world.mads.person.record.public_id}")
    lines = [record.msg for record in caplog.records if record.name == "roedtraad.web"]
    assert [(line["page"], line["status"]) for line in lines] == [("journal", 200), ("person", 301)]
    said = caplog.text
    for word in ("Rigmor", "ada@", "Ada Birk", world.mads.person.record.public_id, "127.0.0.1"):
        assert word not in said
