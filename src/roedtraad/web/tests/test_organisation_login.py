"""Logging in through one's organisation: tried against a provider that speaks the protocol, on this machine."""

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from django.conf import settings as live
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from people import World, a_world

from roedtraad.settings import login

pytestmark = pytest.mark.django_db
CLIENT = "roedtraad"
START, BACK = "/log-ind/organisation/organisation", "/log-ind/organisation/organisation/svar"


class Provider(ThreadingHTTPServer):
    """An OpenID Connect provider for one person."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.claims: dict[str, Any] = {"sub": "1", "email": "mads@vestbaelt.example", "email_verified": True}
        self.tokens_asked: list[dict[str, list[str]]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Answers(BaseHTTPRequestHandler):
    server: Provider

    def do_GET(self) -> None:
        url = self.server.url
        answers = {
            "/.well-known/openid-configuration": {
                "issuer": url,
                "authorization_endpoint": f"{url}/authorize",
                "token_endpoint": f"{url}/token",
                "userinfo_endpoint": f"{url}/userinfo",
                "jwks_uri": f"{url}/keys",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
            },
            "/userinfo": self.server.claims,
        }
        self._send(answers[self.path])

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        self.server.tokens_asked.append(parse_qs(self.rfile.read(length).decode()))
        claims = {**self.server.claims, "iss": self.server.url, "aud": CLIENT, "exp": int(time.time()) + 60}
        token = jwt.encode(claims, "a-key-that-nobody-looks-at-behind-tls", algorithm="HS256")
        self._send({"access_token": "opaque", "token_type": "Bearer", "id_token": token})

    def _send(self, answer: dict[str, Any]) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(answer).encode())

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def provider(settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Provider]:  # type: ignore[no-untyped-def]
    server = Provider()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setattr(login, "OIDC_URL", server.url)
    monkeypatch.setattr(login, "OIDC_CLIENT_ID", CLIENT)
    monkeypatch.setattr(login, "OIDC_CLIENT_SECRET", "hemmelighed")
    settings.SOCIALACCOUNT_PROVIDERS = login.oidc_provider()
    settings.OIDC_URL, settings.OIDC_NAME = server.url, "Region Bæltet"
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def world() -> World:
    return a_world()


def log_in_through(client: Client) -> str:
    """Go there and come back; return where one ends."""
    away = client.post(START)
    asked = parse_qs(urlsplit(away.url).query)
    answer = client.get(BACK, {"code": "kode", "state": asked["state"][0]})
    return str(getattr(answer, "url", "")) or str(answer.content.decode())


def test_the_login_page_offers_it_when_it_is_set(client: Client, provider: Provider) -> None:
    assert "Log ind gennem Region Bæltet" in client.get("/log-ind").content.decode()


def test_the_way_there_is_to_the_provider_with_proof_of_who_asked(client: Client, provider: Provider) -> None:
    away = client.post(START).url
    asked = parse_qs(urlsplit(away).query)
    assert away.startswith(f"{provider.url}/authorize?")
    assert asked["client_id"] == [CLIENT]
    assert asked["redirect_uri"] == [f"http://testserver{BACK}"]
    assert asked["code_challenge_method"] == ["S256"]


def test_a_member_comes_in_by_the_address_that_the_organisation_vouches_for(
    client: Client, provider: Provider, world: World
) -> None:
    assert log_in_through(client) == "/skrivebord"
    assert client.get("/skrivebord").context["viewer"].user == world.mads
    assert provider.tokens_asked[0]["client_secret"] == ["hemmelighed"]


def test_somebody_whom_we_do_not_know_is_told_so_and_no_user_is_made(
    client: Client, provider: Provider, world: World, django_user_model
) -> None:  # type: ignore[no-untyped-def]
    before = django_user_model.objects.count()
    provider.claims["email"] = "karen@example.org"
    assert "Du er ikke oprettet her" in log_in_through(client)
    assert django_user_model.objects.count() == before


def test_an_address_that_is_not_vouched_for_lets_nobody_in(
    client: Client, provider: Provider, world: World
) -> None:
    provider.claims["email_verified"] = False
    assert "Du er ikke oprettet her" in log_in_through(client)
    assert client.get("/skrivebord").status_code == 302


def test_an_answer_that_nobody_asked_for_is_refused(client: Client, provider: Provider, world: World) -> None:
    answer = client.get(BACK, {"code": "kode", "state": "gættet"})
    assert "Det lykkedes ikke" in answer.content.decode()
    assert client.get("/skrivebord").status_code == 302


def test_a_secretary_still_needs_the_second_factor(client: Client, provider: Provider, world: World) -> None:
    provider.claims["email"] = "sara@vestbaelt.example"
    log_in_through(client)
    assert client.get("/skrivebord").url == "/konto/mangler"
    assert "Sæt trin 2 op" in client.get("/konto/mangler").content.decode()


def test_unless_the_organisation_demands_one_itself(
    client: Client, provider: Provider, world: World, settings
) -> None:  # type: ignore[no-untyped-def]
    settings.OIDC_IS_STRONG = True
    provider.claims["email"] = "sara@vestbaelt.example"
    log_in_through(client)
    assert client.get("/skrivebord").context["viewer"].user == world.sara


def test_half_a_setting_is_refused_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(login, "OIDC_URL", "https://login.example.dk")
    with pytest.raises(ImproperlyConfigured, match="CLIENT_ID"):
        login.oidc_provider()


def test_without_the_setting_there_is_no_such_way(client: Client) -> None:
    assert live.SOCIALACCOUNT_PROVIDERS == {}
    assert client.post(START).status_code == 404
