"""Pages where cases are written: who may, saving by hand and by itself, with scripts and without, two at once."""

from __future__ import annotations

from http import HTTPStatus

import pytest
from django.test import Client
from people import World, a_world
from sessions import log_in

from roedtraad.accounts.models import Audience
from roedtraad.accounts.policy import Circle
from roedtraad.cases.actions import begin_draft, invite_writer
from roedtraad.cases.models import CaseDraft, DraftState

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return a_world()


@pytest.fixture
def draft(world: World) -> CaseDraft:
    return begin_draft("Trygt hjem i 2027", body=world.political, viewer=world.viewer(world.sara))


@pytest.fixture
def sara(world: World) -> Client:
    return log_in(Client(), world.sara)


@pytest.fixture
def vibe(world: World, draft: CaseDraft) -> Client:
    """Somebody outside who was invited to write."""
    invite_writer(draft, world.vibe.person, viewer=world.viewer(world.sara))
    return log_in(Client(), world.vibe)


def url(draft: CaseDraft, more: str = "") -> str:
    return f"/sag/{draft.case.record.public_id}/skriv{more}"


def typed(client: Client, draft: CaseDraft, **changes: str) -> dict[str, object]:
    """What the form on the page would send, with these changes."""
    context = client.get(url(draft)).context
    form = context["form"]
    data: dict[str, object] = {name: form[name].value() or "" for name in form.fields if name != "lukket"}
    data |= {field.part.key: field.plain for field in context["fields"] if field.part.kind == "text"}
    data |= context["marks"] | {"details_rev": str(context["draft"].revision)}
    data |= {
        "handling": [act for _, act, _ in context["points"]],
        "punkt": [text for *_, text in context["points"]],
    }
    return data | changes


def text_of(draft: CaseDraft, key: str) -> str:
    return draft.parts.get(key=key).html


def test_a_secretary_begins_a_case_with_two_fields(sara: Client, world: World) -> None:
    response = sara.post("/sag/ny", {"titel": "Ny akutbil", "organ": world.political.record.public_id})
    draft = CaseDraft.objects.get()
    assert response.headers["Location"] == url(draft)
    assert "Ny akutbil" in sara.get("/sager").content.decode()


def test_a_member_cannot_begin_a_case_and_reads_why(world: World) -> None:
    response = log_in(Client(), world.mads).get("/sag/ny")
    assert response.status_code == HTTPStatus.FORBIDDEN
    assert "sekretariatet" in response.content.decode().lower()


@pytest.mark.parametrize("who", ["mads", "lone", "vibe", "sune"])
def test_whoever_is_not_invited_does_not_learn_that_the_case_is(
    world: World, draft: CaseDraft, who: str
) -> None:
    client = log_in(Client(), getattr(world, who))
    assert client.get(url(draft)).status_code == HTTPStatus.NOT_FOUND
    assert client.post(url(draft), {"summary": "x"}).status_code == HTTPStatus.NOT_FOUND


def test_a_plain_field_saves_without_scripts(sara: Client, draft: CaseDraft) -> None:
    sara.post(url(draft), typed(sara, draft, summary="## Kort\n\nDet **haster**.\n\n- ét\n- to"))
    assert text_of(draft, "summary") == (
        "<h3>Kort</h3><p>Det <strong>haster</strong>.</p><ul><li><p>ét</p></li><li><p>to</p></li></ul>"
    )
    assert text_of(draft, "case") == ""


def test_the_editor_saves_cleaned_html(sara: Client, draft: CaseDraft) -> None:
    html = '<p style="color:red" onclick="x()">Det <b>haster</b></p><script>alert(1)</script>'
    sara.post(url(draft), typed(sara, draft, summary_html=html))
    assert text_of(draft, "summary") == "<p>Det <strong>haster</strong></p>"


def test_a_part_that_nobody_wrote_in_is_left_as_it_is(sara: Client, vibe: Client, draft: CaseDraft) -> None:
    old = typed(vibe, draft)
    sara.post(url(draft), typed(sara, draft, summary="Saras ord"))
    vibe.post(url(draft), old | {"case": "Vibes ord"})
    assert text_of(draft, "summary") == "<p>Saras ord</p>"
    assert text_of(draft, "case") == "<p>Vibes ord</p>"


def test_the_second_writer_sees_both_texts_and_joins_them(
    sara: Client, vibe: Client, draft: CaseDraft
) -> None:
    old = typed(vibe, draft)
    sara.post(url(draft), typed(sara, draft, summary="Saras ord"))
    response = vibe.post(url(draft), old | {"summary": "Vibes ord"}, follow=True)
    page = response.content.decode()
    assert response.redirect_chain[-1][0] == url(draft, "/summary/saml")
    assert "Saras" in page
    assert "Vibes" in page
    part = draft.parts.get(key="summary")
    vibe.post(
        url(draft, "/summary/saml"),
        {"summary": "Saras og Vibes ord", "summary_rev": part.revision, "summary_was": ""},
    )
    assert text_of(draft, "summary") == "<p>Saras og Vibes ord</p>"
    assert "Vibes" in sara.get(url(draft, "/summary/versioner")).content.decode()


@pytest.mark.parametrize(("choice", "stands"), [("mine", "<p>Vibes ord</p>"), ("theirs", "<p>Saras ord</p>")])
def test_one_of_two_texts_is_chosen_with_one_button(
    sara: Client, vibe: Client, draft: CaseDraft, choice: str, stands: str
) -> None:
    old = typed(vibe, draft)
    sara.post(url(draft), typed(sara, draft, summary="Saras ord"))
    vibe.post(url(draft), old | {"summary": "Vibes ord"})
    revision = draft.parts.get(key="summary").revision
    vibe.post(url(draft, "/summary/saml"), {"summary_rev": revision, "brug": choice})
    assert text_of(draft, "summary") == stands
    assert vibe.get(url(draft, "/summary/saml")).status_code == HTTPStatus.FOUND


def test_the_page_saves_itself_and_is_told_the_new_revision(sara: Client, draft: CaseDraft) -> None:
    data = typed(sara, draft, summary_html="<p>Det</p>", autosave="1")
    answer = sara.post(url(draft), data).json()
    assert answer["sentence"].startswith("Gemt kl.")
    data |= answer["fields"] | {"summary_html": "<p>Det haster</p>"}
    answer = sara.post(url(draft), data).json()
    assert text_of(draft, "summary") == "<p>Det haster</p>"
    assert answer["fields"]["summary_rev"] == str(draft.parts.get(key="summary").revision)


def test_what_was_written_at_once_is_not_overwritten_by_the_next_saving(
    sara: Client, vibe: Client, draft: CaseDraft
) -> None:
    data = typed(vibe, draft, summary_html="<p>Vibes</p>", autosave="1")
    sara.post(url(draft), typed(sara, draft, summary="Saras"))
    for words in ("<p>Vibes</p>", "<p>Vibes ord</p>"):
        answer = vibe.post(url(draft), data | {"summary_html": words}).json()
        data |= answer["fields"]
    assert text_of(draft, "summary") == "<p>Saras</p>"
    assert url(draft, "/summary/saml") in answer["parts"]["kontrol"]


def test_saving_by_itself_after_the_login_expired_is_told(draft: CaseDraft) -> None:
    assert Client().post(url(draft), {"autosave": "1"}).status_code == HTTPStatus.UNAUTHORIZED


def test_a_case_goes_from_draft_to_ready_and_back(sara: Client, draft: CaseDraft) -> None:
    page = sara.post(url(draft, "/klar"), follow=True).content.decode()
    assert "er tom" in page
    data = typed(sara, draft, summary="Kort", case="Langt")
    sara.post(url(draft), data | {"handling": ["approve", ""], "punkt": ["at det sker", ""]})
    sara.post(url(draft, "/klar"))
    assert CaseDraft.objects.get().state == DraftState.READY
    assert "<textarea" not in sara.get(url(draft)).content.decode().split("bemaerkning")[0]
    sara.post(url(draft, "/klar"), {"igen": "1"})
    assert CaseDraft.objects.get().state == DraftState.DRAFT


def test_a_time_that_nobody_can_sit_is_refused_and_the_rest_is_saved(sara: Client, draft: CaseDraft) -> None:
    response = sara.post(url(draft), typed(sara, draft, minutter="0", summary="Kort"))
    assert "minutter" in response.content.decode()
    assert response.status_code == HTTPStatus.OK


def test_somebody_is_invited_remarks_and_is_answered(sara: Client, world: World, draft: CaseDraft) -> None:
    Audience.objects.create(record=world.vibe.person.record, token=Circle.SECRETARIAT.of(world.political.pk))
    sara.post(url(draft, "/inviter"), {"person": world.vibe.person.record.public_id, "maa": "laese"})
    vibe = log_in(Client(), world.vibe)
    assert vibe.get(url(draft)).status_code == HTTPStatus.OK
    assert vibe.post(url(draft), {"summary": "x"}).status_code == HTTPStatus.FORBIDDEN
    vibe.post(url(draft, "/bemaerk"), {"bemaerkning": "Hvad koster det?"})
    assert "Hvad koster det?" in sara.get(url(draft)).content.decode()


def test_the_pages_cost_the_same_however_many_there_are(
    sara: Client, world: World, draft: CaseDraft, django_assert_num_queries
) -> None:
    sara.get(url(draft))
    with django_assert_num_queries(18):
        sara.get(url(draft))
    viewer = world.viewer(world.sara)
    for n in range(8):
        begin_draft(f"Sag {n}", body=world.political, viewer=viewer)
    sara.post(url(draft), typed(sara, draft, summary="Kort"))
    sara.get(url(draft))
    with django_assert_num_queries(18):
        sara.get(url(draft))
