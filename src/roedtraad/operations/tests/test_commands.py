"""The commands of those who run an installation: they say in Danish what they did, and what is wrong."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from io import StringIO
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from pytest_django import Settings

from roedtraad import cli
from roedtraad.accounts import journal
from roedtraad.accounts.models import JournalEntry, User
from roedtraad.operations.serving import is_for_others

# What a process needs to find the same program; no settings of ours.
WHERE_WE_ARE = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
GOOD = "en lang sætning til Ada"


def run(*words: str, **options: object) -> str:
    out = StringIO()
    call_command(*words, stdout=out, stderr=out, **options)
    return out.getvalue()


def with_password(monkeypatch: pytest.MonkeyPatch, password: str) -> None:
    monkeypatch.setattr(sys, "stdin", StringIO(f"{password}\n"))


@pytest.mark.django_db
def test_createadmin_makes_the_first_administrator(monkeypatch: pytest.MonkeyPatch) -> None:
    with_password(monkeypatch, GOOD)
    said = run("createadmin", "Ada@Vestbaelt.example", "--name", "Ada Birk", "--password-stdin")
    ada = User.objects.get()
    assert (ada.email, ada.name, ada.is_administrator) == ("ada@vestbaelt.example", "Ada Birk", True)
    assert ada.check_password(GOOD)
    assert "er administrator" in said
    assert [entry.act for entry in JournalEntry.objects.all()] == [
        "accounts.user.made",
        "accounts.user.password_set",
    ]


@pytest.mark.django_db
def test_createadmin_refuses_a_weak_password_and_makes_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    with_password(monkeypatch, "kodeord")
    with pytest.raises(CommandError, match="mindst 12"):
        run("createadmin", "ada@vestbaelt.example", "--password-stdin")
    assert not User.objects.exists()


@pytest.mark.django_db
def test_createadmin_lets_one_in_again_who_has_lost_the_telephone() -> None:
    ada = User.objects.create_user("ada@vestbaelt.example", is_administrator=True)
    TOTP.activate(ada, "JBSWY3DPEHPK3PXP")
    run("createadmin", "ada@vestbaelt.example", "--no-password", "--forget-second-factor")
    assert not Authenticator.objects.exists()
    assert User.objects.count() == 1


@pytest.mark.django_db
def test_createadmin_wants_an_address() -> None:
    with pytest.raises(CommandError, match="e-mailadresse"):
        run("createadmin", "ada", "--no-password")


@pytest.mark.django_db
def test_verify_journal_says_that_it_holds_together() -> None:
    with transaction.atomic():
        journal.write(None, "operations.tried")
    assert run("verify_journal") == "Journalen hænger sammen: 1 indførsel.\n"


@pytest.mark.django_db
def test_verify_journal_and_check_fail_when_somebody_meddled() -> None:
    with transaction.atomic():
        journal.write(None, "operations.tried")
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
        else:
            cursor.execute("DROP TRIGGER accounts_journalentry_refuse_update")
        cursor.execute("UPDATE accounts_journalentry SET reason = 'andet'")
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = DEFAULT")
    with pytest.raises(CommandError, match="hænger ikke sammen"):
        run("verify_journal")
    with pytest.raises(CommandError, match="1 ting er galt"):
        run("check")


@pytest.mark.django_db
def test_check_says_that_all_is_well() -> None:
    assert "er, som de skal være" in run("check")


def test_the_help_is_danish_and_names_every_command_of_ours(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([]) == 0
    said = capsys.readouterr().out
    for name in ("read", "migrate", "createadmin", "serve", "check", "verify_journal", "backup", "restore"):
        assert f"\n  {name} " in said


def command(*words: str, data: Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "roedtraad.cli", *words],
        env={**WHERE_WE_ARE, "ROEDTRAAD_DATA": str(data), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_wrong_setting_gives_a_sentence_and_no_traceback(tmp_path: Path) -> None:
    done = command("check", data=tmp_path, ROEDTRAAD_DEBUG="måske")
    assert done.returncode == 1
    assert done.stderr == "roedtraad: ROEDTRAAD_DEBUG skal være true eller false, men er «måske».\n"


@pytest.mark.django_db
@pytest.mark.parametrize("bind", ["0.0.0.0:8000", "[::]:8000", "10.1.2.3:80", ":8000", "klynge.example:8000"])
def test_a_demonstration_is_not_served_to_others(settings: Settings, bind: str) -> None:
    settings.IS_DEMO = True
    with pytest.raises(CommandError, match="ROEDTRAAD_DEMO"):
        run("serve", bind=bind)


@pytest.mark.parametrize("bind", ["127.0.0.1:8000", "localhost:80", "[::1]:8000", "unix:/run/roedtraad.sock"])
def test_this_machines_own_addresses_are_for_nobody_else(bind: str) -> None:
    assert not is_for_others(bind)


def test_serve_refuses_a_database_that_is_not_up_to_date(tmp_path: Path) -> None:
    done = command("serve", data=tmp_path)
    assert done.returncode == 1
    assert "roedtraad migrate" in done.stderr
    assert "Traceback" not in done.stderr


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.mark.slow
def test_serve_shows_the_pages_and_stops_cleanly_with_nothing_left_behind(tmp_path: Path) -> None:
    port = free_port()
    server = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "roedtraad.cli",
            "serve",
            "--migrate",
            f"--bind=127.0.0.1:{port}",
            "--workers=1",
        ],
        env={**WHERE_WE_ARE, "ROEDTRAAD_DATA": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        page = answer(f"http://127.0.0.1:{port}/om", server)
        assert "Om Rød Tråd" in page
    finally:
        server.send_signal(signal.SIGTERM)
        out, err = server.communicate(timeout=60)
    assert server.returncode == 0, err
    assert out.endswith("Stoppet.\n")
    with pytest.raises(ProcessLookupError):
        os.killpg(server.pid, 0)


def answer(url: str, server: subprocess.Popen[str]) -> str:
    while server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=20) as response:
                return str(response.read().decode())
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the server stopped")
