"""Every address, in every role: who sees it, and that no secret stands where it should not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver
from sessions import log_in
from showcase import Role, Showcase, a_showcase
from table import TABLE, Row

from roedtraad.search.actions import rebuild
from roedtraad.web.login.second_factor import OPEN

pytestmark = pytest.mark.django_db
ROWS = [pytest.param(row, id=row.id) for row in TABLE]


@dataclass(frozen=True)
class Answer:
    """What a role got: the status, and every word of it, also in the headers."""

    status: int
    words: str


Ask = Callable[[Role, Row], Answer]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the showcase's files, for the whole module."""
    return tmp_path_factory.mktemp("showcase")


@pytest.fixture(autouse=True)
def _files_of_its_own(settings, files: Path) -> None:  # type: ignore[no-untyped-def]
    """Take the place of the fixture of the same name: the files are those that the showcase stored."""
    settings.DATA_DIR, settings.MEDIA_ROOT, settings.SEARCH_DIR = files, files / "files", files / "index"


@pytest.fixture(scope="module")
def showcase(django_db_setup, django_db_blocker, files: Path) -> Iterator[Showcase]:  # type: ignore[no-untyped-def]
    """The world, built once for the module; each test rolls back what it does to it."""
    folders = override_settings(DATA_DIR=files, MEDIA_ROOT=files / "files", SEARCH_DIR=files / "index")
    with folders, django_db_blocker.unblock(), transaction.atomic():
        made = a_showcase()
        rebuild()
        yield made
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def ask(showcase: Showcase) -> Ask:
    """Ask for a page in a role. Each is asked for once, and looked at by several tests."""
    known: dict[tuple[str, Role], Answer] = {}

    def answer(role: Role, row: Row) -> Answer:
        if (row.id, role) not in known:
            known[row.id, role] = _answer(role, row, showcase)
        return known[row.id, role]

    return answer


def _answer(role: Role, row: Row, showcase: Showcase) -> Answer:
    client = log_in(Client(), showcase.user(role))
    path = showcase.paths[row.path[1:]] if row.path.startswith(":") else row.path
    response: HttpResponse = getattr(client, row.method)(path, dict(row.data))
    content = b"".join(response) if response.streaming else response.content
    return Answer(response.status_code, content.decode("utf-8", "replace") + str(response.headers))


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("row", ROWS)
def test_who_sees_a_page(row: Row, role: Role, ask: Ask) -> None:
    assert ask(role, row).status == row.status(role)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("row", ROWS)
def test_no_page_tells_a_secret(row: Row, role: Role, ask: Ask, showcase: Showcase) -> None:
    words = ask(role, row).words
    assert not [
        secret.word for secret in showcase.secrets if role not in secret.seen_by and secret.word in words
    ]


@pytest.mark.parametrize("role", [Role.SECRETARIAT, Role.ADMINISTRATOR])
def test_without_the_second_factor_nobody_learns_more_than_a_stranger(role: Role, showcase: Showcase) -> None:
    client = log_in(Client(), showcase.user(role), weakly=True)
    hidden = [secret.word for secret in showcase.secrets if Role.ANONYMOUS not in secret.seen_by]
    for row in TABLE:
        path = showcase.paths[row.path[1:]] if row.path.startswith(":") else row.path
        answer = getattr(client, row.method)(path, dict(row.data))
        assert not [word for word in hidden if word in answer.content.decode("utf-8", "replace")], row.id
        if row.route == "account_logout":
            continue
        assert answer.status_code != 200 or row.route in OPEN, row.id


def test_those_who_may_know_a_secret_find_it_on_some_page(ask: Ask, showcase: Showcase) -> None:
    """A secret that stands nowhere would prove nothing."""
    for secret in showcase.secrets:
        role = sorted(secret.seen_by)[0]
        assert any(secret.word in ask(role, row).words for row in TABLE), secret


def test_what_may_not_be_seen_looks_like_what_does_not_exist(showcase: Showcase) -> None:
    hidden = Client().get(showcase.paths["person-closed"])
    missing = Client().get("/person/zzzzzzzzzz/gerda")
    assert hidden.status_code == missing.status_code
    assert hidden.content.replace(hidden.request["PATH_INFO"].encode(), b"") == missing.content.replace(
        missing.request["PATH_INFO"].encode(), b""
    )


def routes(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns)
        else:
            yield pattern.name or str(pattern.pattern)


def test_every_address_has_a_row() -> None:
    missing = set(routes(get_resolver().url_patterns)) - {row.route for row in TABLE}
    assert not missing, "add a row to tests/access/table.py for each of these"


def test_every_row_is_of_an_address_that_exists() -> None:
    assert {row.route for row in TABLE} <= set(routes(get_resolver().url_patterns))
