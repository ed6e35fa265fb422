"""Bringing files to a case and to an item in the browser; proposing a case."""

from __future__ import annotations

from http import HTTPStatus

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from people import World, a_world
from sessions import log_in

from roedtraad.cases.actions import begin_draft
from roedtraad.cases.models import Attachment, CaseDraft, DraftState
from roedtraad.meetings import actions
from roedtraad.meetings.actions import Particulars
from roedtraad.meetings.models import AgendaItem

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n"


@pytest.fixture
def world() -> World:
    return a_world()


@pytest.fixture
def draft(world: World) -> CaseDraft:
    return begin_draft("Trygt hjem i 2027", body=world.political, viewer=world.viewer(world.sara))


@pytest.fixture
def sara(world: World) -> Client:
    return log_in(Client(), world.sara)


def url(draft: CaseDraft, more: str = "") -> str:
    return f"/sag/{draft.case.record.public_id}/skriv{more}"


def bring(client: Client, draft: CaseDraft, *names: str) -> str:
    """Send files, and return the page that follows."""
    files = [SimpleUploadedFile(name, PDF + name.encode()) for name in names]
    data = {"goer": "tilfoej", "filer": files, "status": "final"}
    return client.post(url(draft, "/bilag"), data, follow=True).content.decode()


def test_several_files_are_brought_at_once_and_stand_on_the_page(sara: Client, draft: CaseDraft) -> None:
    page = bring(sara, draft, "Bilag 1.pdf", "Bilag 2.pdf")
    assert "2 bilag er lagt på" in page
    assert page.index("Bilag 1") < page.index("Bilag 2")


def test_what_is_wrong_with_one_file_is_said_of_that_one(sara: Client, draft: CaseDraft) -> None:
    page = bring(sara, draft, "Bilag 1.pdf", "virus.exe")
    assert "1 bilag er lagt på" in page
    assert "virus.exe: Filer af denne slags" in page


def test_no_file_at_all_is_told(sara: Client, draft: CaseDraft) -> None:
    assert "Vælg den fil" in bring(sara, draft)


def test_a_paper_is_moved_changed_replaced_and_taken_out(sara: Client, draft: CaseDraft) -> None:
    bring(sara, draft, "Bilag 1.pdf", "Bilag 2.pdf")
    first, second = Attachment.objects.order_by("order")

    def act(name: str, paper: Attachment, **data: object) -> None:
        sara.post(url(draft, "/bilag"), {"goer": f"{name}:{paper.record.public_id}", **data})

    act("op", second)
    assert list(Attachment.objects.order_by("order")) == [second, first]
    act("ret", second, titel="Budget", status="draft", lukket="on")
    second.refresh_from_db()
    assert (second.title, second.status, second.is_closed) == ("Budget", "draft", True)
    act("version", second, status="final", fil=SimpleUploadedFile("ny.pdf", PDF + b"ny"))
    assert second.replaced_by.title == "Budget"
    act("ud", first, grund="Forkert sag")
    first.record.refresh_from_db()
    assert first.record.withdrawn_at is not None


@pytest.mark.parametrize("who", ["mads", "vibe"])
def test_whoever_may_not_see_the_case_finds_no_address(world: World, draft: CaseDraft, who: str) -> None:
    client = log_in(Client(), getattr(world, who))
    response = client.post(url(draft, "/bilag"), {"goer": "tilfoej"})
    assert response.status_code == HTTPStatus.NOT_FOUND


def test_a_presentation_is_added_to_the_item_after_the_meeting(world: World, sara: Client) -> None:
    viewer = world.viewer(world.sara)
    meeting = actions.plan_meeting(world.political, Particulars(viewer.on), viewer=viewer)
    item: AgendaItem = actions.add_item(meeting, "Status", viewer=viewer)
    path = f"/punkt/{item.record.public_id}/bilag/nyt"
    data = {"filer": SimpleUploadedFile("Oplæg.pptx", b"PK\x03\x04"), "status": "final"}
    page = sara.post(path, data, follow=True).content.decode()
    assert "Oplæg" in page
    assert item.attachments.get().attachment.title == "Oplæg"
    assert log_in(Client(), world.mads).get(path).status_code == HTTPStatus.NOT_FOUND


def test_a_member_proposes_a_case_and_the_secretary_takes_it_up(world: World, sara: Client) -> None:
    mads = log_in(Client(), world.mads)
    told = {"titel": "Lægedækning", "organ": world.political.record.public_id, "hvorfor": "Vi mangler læger."}
    page = mads.post("/sag/foreslaa", told, follow=True).content.decode()
    assert "Sekretariatet har ikke svaret endnu" in page
    draft = CaseDraft.objects.get()
    assert "Lægedækning" in sara.get("/sager").content.decode()
    sara.post(url(draft, "/svar"), {"goer": "tag"})
    draft.refresh_from_db()
    assert draft.state == DraftState.DRAFT
    assert "Mads Ravn" in sara.get(url(draft)).content.decode()


def test_a_proposal_without_a_reason_is_refused_and_keeps_its_words(world: World) -> None:
    mads = log_in(Client(), world.mads)
    told = {"titel": "Lægedækning", "organ": world.political.record.public_id, "hvorfor": " "}
    page = mads.post("/sag/foreslaa", told).content.decode()
    assert "Lægedækning" in page
    assert not CaseDraft.objects.exists()
