"""A refusal is shown as its sentence, and nothing that was typed is lost."""

import pytest
from django.core.exceptions import RequestDataTooBig
from django.test import Client, RequestFactory
from django.urls import path
from people import World, a_person, a_seat, a_world
from sessions import log_in

from roedtraad.accounts.addresses import address
from roedtraad.accounts.refusals import NotAllowed, Refused
from roedtraad.web.urls import urlpatterns as real
from roedtraad.web.views import errors

pytestmark = pytest.mark.django_db


def _refuse(request):  # type: ignore[no-untyped-def]
    raise Refused("tried", "Mødet kan ikke lukkes, før referatet er godkendt.")


def _forbid(request):  # type: ignore[no-untyped-def]
    raise NotAllowed("tried", "Kun sekretariatet kan lukke mødet.")


def _break(request):  # type: ignore[no-untyped-def]
    raise RuntimeError("en fejl med et hemmeligt ord: Hyldebo")


urlpatterns = [*real, path("afvis", _refuse), path("forbyd", _forbid), path("gaa-itu", _break)]
handler404, handler500 = "roedtraad.web.views.errors.not_found", "roedtraad.web.views.errors.broken"


@pytest.fixture
def world() -> World:
    return a_world()


@pytest.mark.urls(__name__)
def test_a_refusal_that_no_form_takes_shows_the_sentence_and_what_was_typed(client: Client) -> None:
    answer = client.post("/afvis", {"tekst": "Drøftelsen var lang.", "password": "hemmeligt"})
    said = answer.content.decode()
    assert answer.status_code == 409
    assert "Mødet kan ikke lukkes, før referatet er godkendt." in said
    assert "Drøftelsen var lang." in said
    assert "hemmeligt" not in said


@pytest.mark.urls(__name__)
def test_somebody_who_may_not_gets_403_and_the_sentence(client: Client) -> None:
    answer = client.post("/forbyd")
    assert answer.status_code == 403
    assert "Kun sekretariatet kan lukke mødet." in answer.content.decode()


@pytest.mark.urls(__name__)
def test_a_bug_shows_a_danish_page_without_its_inside(client: Client) -> None:
    client.raise_request_exception = False
    answer = client.get("/gaa-itu")
    said = answer.content.decode()
    assert answer.status_code == 500
    assert "Noget gik galt hos os" in said
    assert "Hyldebo" not in said
    assert "Traceback" not in said


def test_a_refused_form_keeps_its_fields_and_says_why_at_the_top(client: Client, world: World) -> None:
    rigmor = a_person()
    a_seat(rigmor, world.political)
    log_in(client, world.sara)
    answer = client.post(f"/person/{rigmor.record.public_id}/invitation", {"email": "mads@vestbaelt.example"})
    assert answer.status_code == 404, "the secretary may not see a person who is nobody's"


def test_a_refused_invitation_shows_the_sentence_in_the_form(client: Client, world: World) -> None:
    rigmor = a_person()
    rigmor.record.is_public = True
    rigmor.record.save()
    log_in(client, world.sara)
    answer = client.post(f"/person/{rigmor.record.public_id}/invitation", {"email": "mads@vestbaelt.example"})
    said = answer.content.decode()
    assert answer.status_code == 200
    assert "Der er allerede en bruger med denne e-mailadresse." in said
    assert 'value="mads@vestbaelt.example"' in said
    assert "<title>Fejl:" in said


def test_what_was_typed_in_a_page_that_needs_a_login_is_shown_when_the_login_is_gone(client: Client) -> None:
    answer = client.post("/konto", {"name": "Et langt nyt navn"})
    assert answer.status_code == 401
    assert "Et langt nyt navn" in answer.content.decode()


def test_htmx_hears_that_the_login_is_gone(client: Client) -> None:
    assert client.get("/skrivebord", headers={"HX-Request": "true"}).status_code == 401


def csrf_client(world: World) -> Client:
    return log_in(Client(enforce_csrf_checks=True), world.mads)


def test_a_form_without_its_token_keeps_what_was_typed_and_can_be_sent_again_from_our_own_page(
    world: World,
) -> None:
    client = csrf_client(world)
    answer = client.post("/konto", {"name": "Mads R."}, headers={"Sec-Fetch-Site": "same-origin"})
    said = answer.content.decode()
    assert answer.status_code == 403
    assert '<input type="hidden" name="name" value="Mads R.">' in said
    assert "Send igen" in said


def test_a_form_from_another_site_can_not_be_sent_again(world: World) -> None:
    answer = csrf_client(world).post("/konto", {"name": "Ond"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert "Send igen" not in answer.content.decode()


def test_a_password_is_never_written_into_a_page(world: World) -> None:
    answer = csrf_client(world).post(
        "/log-ind/adgangskode",
        {"login": "a@b.dk", "password": "hemmeligt"},
        headers={"Sec-Fetch-Site": "same-origin"},
    )
    assert "hemmeligt" not in answer.content.decode()
    assert "Send igen" not in answer.content.decode()


def test_too_much_at_once_is_said_as_such() -> None:
    request = RequestFactory().post("/konto")
    request.resolver_match = None  # type: ignore[assignment]
    answer = errors.bad_request(request, RequestDataTooBig("x"))  # type: ignore[arg-type]
    assert answer.status_code == 413
    assert "10,5 MB" in answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_a_slash_too_many_is_sent_on(client: Client) -> None:
    answer = client.get("/om/")
    assert (answer.status_code, answer.url) == (301, "/om")
    assert client.get("/findes-ikke/").status_code == 404


def test_an_old_title_is_sent_on_to_the_new_with_its_question(client: Client, world: World) -> None:
    body = world.political
    there = address(body.record, body.name)
    for old in (f"/organ/{body.record.public_id}", f"/organ/{body.record.public_id}/et-gammelt-navn"):
        answer = client.get(f"{old}?dag=2025-01-01")
        assert (answer.status_code, answer.url) == (301, f"{there}?dag=2025-01-01")


def test_pages_of_those_who_are_logged_in_are_kept_nowhere(client: Client, world: World) -> None:
    log_in(client, world.mads)
    assert "no-store" in client.get("/om").headers["Cache-Control"]


def test_strangers_get_no_cookies(client: Client) -> None:
    for path_ in ("/", "/om", "/samarbejder", "/findes-ikke"):
        assert client.get(path_).cookies == {}


def test_nothing_inline_is_allowed_to_run(client: Client) -> None:
    policy = client.get("/").headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
