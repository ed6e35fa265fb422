"""The settings: the page that lists them is true, and a wrong one gives a sentence."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from roedtraad.operations.settings_checks import check_settings
from roedtraad.settings import env
from roedtraad.settings.mail import MailServer, mail_server

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs/settings.md").read_text(encoding="utf-8")


def written() -> Iterator[tuple[str, str]]:
    """Each setting of the page, and the default that it gives."""
    for line in PAGE.splitlines():
        if found := re.match(r"\| `([A-Z_]+)` \| (.*?) \|", line):
            yield found[1], "" if found[2] == "–" else found[2].strip("`")


def test_the_page_lists_every_setting_and_no_other() -> None:
    assert {name for name, _ in written()} == set(env.READ)


@pytest.mark.parametrize(("name", "default"), list(written()))
def test_the_page_tells_the_default(name: str, default: str) -> None:
    assert env.READ[name] == default


def test_every_variable_is_read_in_one_place() -> None:
    readers = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "src").rglob("*.py")
        if "os.environ" in path.read_text(encoding="utf-8") and "tests" not in path.parts
    ]
    assert set(readers) <= {
        "src/roedtraad/settings/env.py",
        "src/roedtraad/settings/__init__.py",
        "src/roedtraad/settings/testing.py",
        "src/roedtraad/wsgi.py",
        "src/roedtraad/cli.py",
        "src/roedtraad/importing/reading/pool.py",  # hands it on to the process that reads
        "src/roedtraad/operations/management/commands/serve.py",
    }


@pytest.mark.parametrize(
    ("read", "value", "sentence"),
    [
        (lambda: env.env_bool("RT_TRY", default=False), "ja", "RT_TRY skal være true eller false, men er «ja»."),
        (lambda: env.env_int("RT_TRY", default=1, lowest=1), "0", "RT_TRY skal være et helt tal på mindst 1, men er «0»."),
        (lambda: env.env_int("RT_TRY", default=1), "²", "RT_TRY skal være et helt tal på mindst 0, men er «²»."),
        (lambda: env.env_choice("RT_TRY", default="a", choices=("a", "b")), "c", "RT_TRY skal være et af a, b, men er «c»."),
        (lambda: env.env_date("RT_TRY"), "22/11", "RT_TRY skal være en dato som 2026-11-22, men er «22/11»."),
        (lambda: env.env_secret("RT_TRY", keep_in=Path("x")), "kort", "RT_TRY er for kort: brug mindst 32 tilfældige tegn."),
        (lambda: mail_server("http://mail"), "", "ROEDTRAAD_EMAIL_URL skal være"),
        (lambda: mail_server("smtp://host:abc"), "", "ROEDTRAAD_EMAIL_URL: porten er ikke et tal."),
    ],
)  # fmt: skip
def test_a_wrong_value_gives_a_sentence(
    read, value: str, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("RT_TRY", value)
    with pytest.raises(ImproperlyConfigured) as refused:
        read()
    assert sentence in str(refused.value)
    env.READ.pop("RT_TRY", None)


def test_a_value_can_come_from_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "day").write_text("2026-11-22\n")
    monkeypatch.setenv("RT_TRY_FILE", str(tmp_path / "day"))
    assert env.env_date("RT_TRY") == date(2026, 11, 22)
    monkeypatch.setenv("RT_TRY_FILE", str(tmp_path / "missing"))
    with pytest.raises(ImproperlyConfigured, match="som ikke kan læses"):
        env.env_date("RT_TRY")
    env.READ.pop("RT_TRY", None)


def test_a_secret_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "data" / "secret_key"
    first = env.env_secret("RT_TRY", keep_in=path)
    assert env.env_secret("RT_TRY", keep_in=path) == first
    assert len(first) >= 32
    assert path.stat().st_mode & 0o777 == 0o600
    env.READ.pop("RT_TRY", None)


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("console:", MailServer("roedtraad.web.mails.KeptMails")),
        (
            "smtp://localhost:25",
            MailServer(SMTP := "django.core.mail.backends.smtp.EmailBackend", "localhost", 25),
        ),
        ("smtp://a%40b.dk:k%2Fx@mail.dk", MailServer(SMTP, "mail.dk", 587, "a@b.dk", "k/x", use_tls=True)),
        ("smtps://mail.dk", MailServer(SMTP, "mail.dk", 465, use_ssl=True)),
    ],
)
def test_mail_addresses_are_read(url: str, server: MailServer) -> None:
    assert mail_server(url) == server


def ids() -> set[str]:
    return {str(fault.id) for fault in check_settings()}


def test_on_ones_own_machine_nothing_has_to_be_set(settings) -> None:  # type: ignore[no-untyped-def]
    assert ids() == set()


def test_a_public_installation_hears_what_it_lacks(settings) -> None:  # type: ignore[no-untyped-def]
    settings.BASE_URL = "http://roedtraad.example.dk"
    settings.DEBUG = True
    assert ids() == {"roedtraad.E002", "roedtraad.E003", "roedtraad.W001", "roedtraad.W002", "roedtraad.W003"}


@pytest.mark.parametrize("url", ["roedtraad.example.dk", "https://", "https://x.dk/sti", "ftp://x.dk"])
def test_an_address_that_is_none_is_an_error(settings, url: str) -> None:  # type: ignore[no-untyped-def]
    settings.BASE_URL = url
    assert "roedtraad.E001" in ids()
