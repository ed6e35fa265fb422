"""Members log in with a mailed code; secretariats and administrators need a password and a second factor as well."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.core.cache import cache
from django.test import Client
from people import World, a_world
from sessions import log_in

from roedtraad.accounts.models import User

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def _no_attempts_yet() -> None:
    cache.clear()


@pytest.fixture
def world() -> World:
    return a_world()


def the_code(message: mail.EmailMessage) -> str:
    found = re.search(r"^\d{4}-\d{4}$", message.body, re.MULTILINE)
    assert found, message.body
    return found[0]


def ask_for_a_code(client: Client, email: str, path: str = "/log-ind"):  # type: ignore[no-untyped-def]
    return client.post(path, {"email": email})


def the_app_shows(secret: str = SECRET) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def strengthen(user: User) -> None:
    user.set_password("en lang sætning til Sara")
    user.save()
    TOTP.activate(user, SECRET)


def test_a_member_logs_in_with_a_code_from_a_mail(client: Client, world: World) -> None:
    answer = ask_for_a_code(client, "mads@vestbaelt.example", "/log-ind?next=/konto")
    assert answer.url == "/log-ind/kode?next=%2Fkonto"
    answer = client.post(answer.url, {"code": the_code(mail.outbox[0]), "next": "/konto"})
    assert answer.url == "/konto"
    assert client.get("/konto").context["viewer"].user == world.mads


def test_the_mail_is_danish_and_says_the_same_as_text_and_as_html(client: Client, world: World) -> None:
    ask_for_a_code(client, "mads@vestbaelt.example")
    message = mail.outbox[0]
    assert message.subject.startswith("Din kode til Rød Tråd")
    assert "Har du ikke bedt om den" in message.body
    html, kind = message.alternatives[0]
    assert kind == "text/html"
    assert the_code(message) in html
    assert "Har du ikke bedt om den" in html


def test_a_wrong_code_is_refused_and_three_end_the_attempt(client: Client, world: World) -> None:
    ask_for_a_code(client, "mads@vestbaelt.example")
    for _ in range(2):
        answer = client.post("/log-ind/kode", {"code": "0000-0000"})
        assert answer.status_code == 200
        assert "Én ting skal rettes" in answer.content.decode()
    assert client.post("/log-ind/kode", {"code": "0000-0000"}).url == "/log-ind"
    assert client.post("/log-ind/kode", {"code": the_code(mail.outbox[0])}).url == "/log-ind"


def test_strangers_get_the_same_answer_as_users_and_no_mail(client: Client, world: World) -> None:
    known = ask_for_a_code(client, "mads@vestbaelt.example")
    stranger = ask_for_a_code(Client(), "karen@example.org")
    assert (known.status_code, known.url) == (stranger.status_code, stranger.url)
    assert [message.to for message in mail.outbox] == [["mads@vestbaelt.example"]]


def words_of(client: Client, path: str, email: str) -> str:
    page = client.get(path).content.decode().replace(email, "E")
    return re.sub(r'(?s)name="csrfmiddlewaretoken".*?>|\?v=\w+', "", page)


@pytest.mark.parametrize(
    ("path", "then"), [("/log-ind", "/log-ind/kode"), ("/log-ind/glemt", "/log-ind/glemt/kode")]
)
def test_the_next_page_does_not_tell_either(world: World, path: str, then: str) -> None:
    pages = set()
    for email in ("mads@vestbaelt.example", "karen@example.org"):
        client = Client()
        ask_for_a_code(client, email, path)
        pages.add(words_of(client, then, email))
    assert len(pages) == 1


def test_a_closed_user_gets_no_code(client: Client, world: World) -> None:
    world.mads.is_active = False
    world.mads.save()
    assert ask_for_a_code(client, "mads@vestbaelt.example").url == "/log-ind/kode"
    assert mail.outbox == []


def test_too_many_codes_for_one_address_are_refused(world: World) -> None:
    answers = [ask_for_a_code(Client(), "mads@vestbaelt.example") for _ in range(8)]
    assert len(mail.outbox) == 5
    assert answers[-1].status_code == 200
    assert answers[-1].context["form"].errors["email"] == [
        "Der er forsøgt for mange gange. Vent nogle minutter, og prøv igen."
    ]


def test_wrong_passwords_are_counted_and_the_answer_is_the_same_for_strangers(world: World) -> None:
    strengthen(world.sara)
    said = set()
    for email in ("sara@vestbaelt.example", "karen@example.org"):
        answer = Client().post("/log-ind/adgangskode", {"login": email, "password": "forkert kode"})
        said.add(str(answer.context["form"].non_field_errors()))
    assert len(said) == 1
    for _ in range(6):
        answer = Client().post(
            "/log-ind/adgangskode", {"login": "sara@vestbaelt.example", "password": "forkert kode"}
        )
    right = {"login": "sara@vestbaelt.example", "password": "en lang sætning til Sara"}
    assert Client().post("/log-ind/adgangskode", right).status_code == 200


def test_a_secretary_logs_in_with_password_and_app(client: Client, world: World) -> None:
    strengthen(world.sara)
    right = {"login": "sara@vestbaelt.example", "password": "en lang sætning til Sara"}
    assert client.post("/log-ind/adgangskode", right).url == "/log-ind/trin-2"
    assert client.get("/skrivebord").status_code == 302
    assert client.post("/log-ind/trin-2", {"code": the_app_shows()}).url == "/skrivebord"
    assert client.get("/skrivebord").context["viewer"].user == world.sara


def test_a_secretary_without_a_second_factor_can_only_set_one_up(client: Client, world: World) -> None:
    log_in(client, world.sara, weakly=True)
    for path in ("/skrivebord", "/konto", "/"):
        answer = client.get(path)
        assert (answer.status_code, answer.url) == (302, "/konto/mangler"), path
    page = client.get("/konto/mangler")
    assert page.context["viewer"].user is None
    assert "Vælg en adgangskode" in page.content.decode()


def test_setting_up_password_and_app_opens_the_rights_at_once(client: Client, world: World) -> None:
    ask_for_a_code(client, "sara@vestbaelt.example")
    client.post("/log-ind/kode", {"code": the_code(mail.outbox[0])})
    new = "en lang sætning til Sara"
    client.post("/konto/adgangskode/ny", {"password1": new, "password2": new})
    assert "Sæt trin 2 op" in client.get("/konto/mangler").content.decode()
    client.post("/konto/bekraeft", {"password": new})
    form = client.get("/konto/trin-2/app").context["form"]
    answer = client.post("/konto/trin-2/app", {"code": the_app_shows(form.secret)})
    assert answer.url == "/konto/trin-2/koder"
    assert len(client.get(answer.url).context["unused_codes"]) == 10
    assert client.get("/skrivebord").context["viewer"].user == world.sara


def test_a_code_by_mail_and_the_app_are_not_enough_for_a_secretary(client: Client, world: World) -> None:
    strengthen(world.sara)
    ask_for_a_code(client, "sara@vestbaelt.example")
    assert client.post("/log-ind/kode", {"code": the_code(mail.outbox[0])}).url == "/log-ind/trin-2"
    client.post("/log-ind/trin-2", {"code": the_app_shows()})
    assert client.get("/skrivebord").url == "/konto/mangler"
    assert "Skriv din adgangskode" in client.get("/konto/mangler").content.decode()
    client.post("/konto/bekraeft", {"password": "en lang sætning til Sara"})
    assert client.get("/skrivebord").status_code == 200


def test_a_recovery_code_works_once(client: Client, world: World) -> None:
    strengthen(world.mads)
    log_in(client, world.mads)
    client.post("/konto/bekraeft", {"password": "en lang sætning til Sara"})
    client.post("/konto/trin-2/koder/nye")
    codes = client.get("/konto/trin-2/koder").context["unused_codes"]
    for expected in ("/skrivebord", None):
        other = Client()
        other.post(
            "/log-ind/adgangskode",
            {"login": world.mads.email, "password": "en lang sætning til Sara"},
        )
        answer = other.post("/log-ind/trin-2", {"code": codes[0]})
        assert getattr(answer, "url", None) == expected


def test_the_last_factor_of_a_secretary_cannot_be_removed(client: Client, world: World) -> None:
    strengthen(world.sara)
    log_in(client, world.sara)
    client.post("/konto/bekraeft", {"password": "en lang sætning til Sara"})
    assert client.post("/konto/trin-2/app/fjern").status_code == 200
    assert Authenticator.objects.filter(user=world.sara, type="totp").exists()


def test_a_member_may_remove_the_app_again(client: Client, world: World) -> None:
    strengthen(world.mads)
    log_in(client, world.mads)
    client.post("/konto/bekraeft", {"password": "en lang sætning til Sara"})
    assert client.post("/konto/trin-2/app/fjern").url == "/konto/trin-2"
    assert not Authenticator.objects.filter(user=world.mads).exists()


def test_secrets_of_second_factors_are_encrypted_in_the_database(world: World) -> None:
    strengthen(world.sara)
    kept = Authenticator.objects.get(user=world.sara, type="totp")
    assert SECRET not in str(kept.data)
    assert kept.wrap().validate_code(the_app_shows())


def test_a_forgotten_password_is_replaced_with_a_code_and_the_second_factor_stays(
    client: Client, world: World
) -> None:
    strengthen(world.sara)
    assert ask_for_a_code(client, "sara@vestbaelt.example", "/log-ind/glemt").url == "/log-ind/glemt/kode"
    client.post("/log-ind/glemt/kode", {"code": the_code(mail.outbox[0])})
    new = "en helt anden sætning"
    client.post("/log-ind/glemt/ny", {"password1": new, "password2": new})
    answer = client.post("/log-ind/adgangskode", {"login": world.sara.email, "password": new})
    assert answer.url == "/log-ind/trin-2"


def test_a_changed_password_is_told_to_its_owner(client: Client, world: World) -> None:
    strengthen(world.mads)
    log_in(client, world.mads)
    client.post("/konto/bekraeft", {"password": "en lang sætning til Sara"})
    new = "en helt anden sætning"
    client.post(
        "/konto/adgangskode",
        {"oldpassword": "en lang sætning til Sara", "password1": new, "password2": new},
    )
    assert [message.to for message in mail.outbox] == [[world.mads.email]]
    assert mail.outbox[0].subject == "Din adgangskode er ændret"


def test_short_and_common_passwords_are_refused_in_danish(client: Client, world: World) -> None:
    log_in(client, world.mads)
    answer = client.post("/konto/adgangskode/ny", {"password1": "kodeord", "password2": "kodeord"})
    assert "mindst 12" in answer.content.decode()


def test_logging_out_takes_a_post(client: Client, world: World) -> None:
    log_in(client, world.mads)
    assert client.get("/log-ud").status_code == 200
    assert client.get("/skrivebord").status_code == 200
    assert client.post("/log-ud").url == "/"
    assert client.get("/skrivebord").status_code == 302


def test_nobody_makes_a_user_of_themselves(client: Client) -> None:
    for path in ("/signup", "/accounts/signup/", "/konto/opret", "/log-ind/opret"):
        assert client.get(path).status_code == 404
