"""A page of a PDF as a picture: only where nothing on it is hidden from whoever looks."""

import pytest
from archive import an_archive
from django.test import Client

from roedtraad.documents.models import MaskedRegion
from roedtraad.meetings.models import Decision

pytestmark = pytest.mark.django_db


def test_a_page_is_seen_as_a_picture_with_the_words_marked_unless_something_on_it_is_hidden() -> None:
    archive = an_archive(names=["vestbaelt-pn-2026-03-13"])
    decision = Decision.objects.select_related("record").get(item__number="4")
    document = archive.meetings["vestbaelt-pn-2026-03-13"].paper.document
    assert document is not None
    page = f"/dokument/{document.record.public_id}/side/5"
    client = Client()
    assert "vis=billede" in client.get(page).content.decode()
    said = client.get(f"{page}?citat={decision.record.public_id}.text&vis=billede").content.decode()
    assert f'<image href="{page}/billede"' in said
    assert "<rect " in said
    picture = client.get(f"{page}/billede")
    assert (picture.status_code, picture["Content-Type"]) == (200, "image/png")
    text = document.texts.get()
    start = text.pages.get(number=5).start
    MaskedRegion.objects.create(text=text, start=start + 5, end=start + 15, kind=MaskedRegion.Kind.OTHER)
    assert client.get(f"{page}/billede").status_code == 404
    hidden = client.get(f"{page}?vis=billede").content.decode()
    assert "vis=billede" not in hidden
    assert "/billede" not in hidden
