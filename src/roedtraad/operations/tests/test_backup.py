"""A copy holds everything, can be trusted, and opens in an empty installation of either database."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection, transaction
from people import World, a_world

from roedtraad.accounts import journal
from roedtraad.accounts.models import Cursor, JournalHead, Record, User
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies.models import Figure, Level, Seat
from roedtraad.notices.models import Addressee, Mail, MailKind, MailState
from roedtraad.operations import tables
from roedtraad.operations.archive import Damaged, verify
from roedtraad.operations.copying import back_up, put_back

pytestmark = pytest.mark.django_db(transaction=True)
PAPER = b"%PDF-1.4 et gammelt referat med \x00 og \xff"


@pytest.fixture
def world() -> World:
    world = a_world()
    TOTP.activate(world.sara, "JBSWY3DPEHPK3PXP")
    party = world.mads.person.seats.get().party
    assert party is not None
    Figure.objects.create(
        party=party, what="population", on="2026-07-01", value="51234.5", source="Tælling: æøå ”–”"
    )
    with transaction.atomic():
        journal.write(world.sara, "bodies.body.changed", world.political.record, reason="Linje 1\nlinje 2")
    default_storage.save("originals/ab/abcdef", ContentFile(PAPER))
    return world


@pytest.fixture
def copy(world: World, tmp_path: Path) -> Path:
    path = tmp_path / "kopi.zip"
    back_up(path)
    return path


def everything() -> dict[str, list[bytes]]:
    """Every row of every table, as the copy writes it."""
    models = tables.models_to_copy()
    return {tables.label(model): list(tables.rows_of(model)) for model in models}


def start_anew() -> None:
    """Make the installation as it is after `migrate`: the rows go, the triggers stay."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
        else:
            cursor.execute("PRAGMA foreign_keys = OFF")
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = cursor.fetchall()
            for name, _ in triggers:
                cursor.execute(f"DROP TRIGGER {name}")
        for model in tables.models_to_copy():
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = DEFAULT")
        else:
            for _, sql in triggers:
                cursor.execute(sql)
            cursor.execute("PRAGMA foreign_keys = ON")
    JournalHead.objects.create(pk=1)
    default_storage.delete("originals/ab/abcdef")


def test_a_copy_put_back_is_the_same_to_the_last_row_and_byte(copy: Path) -> None:
    before = everything()
    start_anew()
    assert not User.objects.exists()
    put_back(copy)
    assert everything() == before
    assert default_storage.open("originals/ab/abcdef").read() == PAPER
    assert list(journal.verify()) == []
    assert TOTP(Authenticator.objects.get(type="totp")).instance.user.email == "sara@vestbaelt.example"


def test_new_rows_get_new_numbers_after_a_restore(copy: Path) -> None:
    highest = Record.objects.latest("pk").pk
    start_anew()
    put_back(copy)
    assert Record.objects.create(kind="item").pk > highest
    with transaction.atomic():
        assert journal.write(None, "operations.tried").number == 2


def test_whoever_is_logged_in_is_not_logged_in_to_the_copy(copy: Path) -> None:
    with zipfile.ZipFile(copy) as archive:
        assert not [name for name in archive.namelist() if "session" in name]


def test_mails_that_waited_are_held_back_until_a_person_has_looked(world: World, tmp_path: Path) -> None:
    somebody = Addressee.objects.create(user=world.mads)
    Mail.objects.create(addressee=somebody, kind=MailKind.DIGEST, key="en ventende mail")
    back_up(tmp_path / "kopi.zip")
    start_anew()
    put_back(tmp_path / "kopi.zip")
    assert Mail.objects.get().state == MailState.UNCERTAIN


def test_the_copy_says_what_is_inside(copy: Path) -> None:
    manifest = verify(copy)
    rows = {part.model: part.rows for part in manifest.tables}
    assert rows["accounts.user"] == 6
    assert rows["bodies.seat"] == Seat.objects.count()
    assert [(part.path, part.size_bytes) for part in manifest.files] == [("originals/ab/abcdef", len(PAPER))]


def test_the_secret_is_not_in_the_copy(copy: Path, settings) -> None:  # type: ignore[no-untyped-def]
    with zipfile.ZipFile(copy) as archive:
        assert not any(settings.SECRET_KEY.encode() in archive.read(name) for name in archive.namelist())


def test_a_copy_does_not_write_over_another_file(copy: Path) -> None:
    with pytest.raises(Refused, match="Vælg et andet navn"):
        back_up(copy)


def test_a_restore_refuses_an_installation_that_is_not_empty(copy: Path) -> None:
    before = everything()
    with pytest.raises(Refused, match="ikke tom"):
        put_back(copy)
    assert everything() == before


def rewritten(copy: Path, *, member: str, content: bytes) -> Path:
    """The same zip, whole by its own checksums, with another content in one part."""
    other = copy.with_name("anden.zip")
    with zipfile.ZipFile(copy) as source, zipfile.ZipFile(other, "w") as target:
        for name in source.namelist():
            target.writestr(name, content if name == member else source.read(name))
    return other


@pytest.mark.parametrize("member", ["tables/accounts.user.jsonl", "files/originals/ab/abcdef"])
def test_a_changed_part_is_found_before_anything_is_restored(copy: Path, member: str) -> None:
    start_anew()
    with pytest.raises(Damaged, match="ikke, som den blev skrevet"):
        put_back(rewritten(copy, member=member, content=b"[]\n"))
    assert not User.objects.exists()


def test_a_cut_file_is_found(copy: Path) -> None:
    whole = copy.read_bytes()
    copy.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(Damaged):
        verify(copy)


def test_a_flipped_bit_is_found(copy: Path) -> None:
    whole = bytearray(copy.read_bytes())
    at = whole.find(PAPER)
    whole[at + 5] ^= 1
    copy.write_bytes(bytes(whole))
    with pytest.raises(Damaged):
        verify(copy)


def test_another_version_is_refused_with_what_to_do(copy: Path) -> None:
    with zipfile.ZipFile(copy) as archive:
        manifest = json.loads(archive.read("manifest.json"))
    manifest["migrations"].append("meetings.0099_from_the_future")
    manifest["version"] = "9.9"
    other = rewritten(copy, member="manifest.json", content=json.dumps(manifest).encode())
    start_anew()
    with pytest.raises(Refused, match=r"Installér version 9\.9"):
        put_back(other)


def test_another_secret_is_refused_unless_second_factors_are_given_up(copy: Path, settings) -> None:  # type: ignore[no-untyped-def]
    start_anew()
    settings.SECRET_KEY = "another-secret-" * 4
    with pytest.raises(Refused, match="--new-secret"):
        put_back(copy)
    assert not User.objects.exists()
    put_back(copy, new_secret=True)
    assert User.objects.count() == 6
    assert not Authenticator.objects.exists()


def test_a_copy_taken_while_others_write_is_of_one_moment(world: World, tmp_path: Path) -> None:
    path = tmp_path / "kopi.zip"
    back_up(path)
    Cursor.objects.create(name="afterwards", number=1)
    rows = {part.model: part.rows for part in verify(path).tables}
    assert rows["accounts.cursor"] == 0


def test_the_commands_say_what_they_did(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "kopi.zip"
    call_command("backup", path)
    assert "Alle dele er læst igen og er hele" in capsys.readouterr().out
    call_command("restore", path, check=True)
    assert "Kopien er hel" in capsys.readouterr().out


def test_a_copy_moves_from_this_database_to_sqlite(copy: Path, tmp_path: Path) -> None:
    """In a process of its own, with the same secret: from whatever these tests run on, to a file."""
    data = tmp_path / "ny"
    data.mkdir()
    environment = {
        "ROEDTRAAD_DATA": str(data),
        "ROEDTRAAD_SECRET_KEY": "only-for-tests-" * 4,
        "DATABASE_URL": f"sqlite:///{data / 'db.sqlite3'}",
        "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
    }
    for words in (["migrate", "--verbosity=0"], ["restore", str(copy)], ["check", "--fail-level=ERROR"]):
        done = subprocess.run(
            [sys.executable, "-m", "roedtraad.cli", *words],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
    assert (data / "files/originals/ab/abcdef").read_bytes() == PAPER
    assert Level.objects.count() == 2
