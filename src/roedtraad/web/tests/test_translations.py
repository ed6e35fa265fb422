"""The Danish texts are compiled when they change, by whoever comes first."""

import gettext
import os
import subprocess
import sys
from pathlib import Path

from django.apps import apps
from django.utils import translation
from django.utils.translation import trans_real

from roedtraad.web.translations import FOLDER, compile_when_changed

ROOT = Path(__file__).parents[4]
PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "meeting"\nmsgstr "{danish}"\n'


def write(folder: Path, danish: str, *, at: int) -> None:
    path = folder / "django.po"
    path.write_text(PO.format(danish=danish), encoding="utf-8")
    os.utime(path, (at, at))


def said(folder: Path) -> str:
    with (folder / "django.mo").open("rb") as compiled:
        return gettext.GNUTranslations(compiled).gettext("meeting")


def test_texts_are_compiled_once_and_again_when_they_change(tmp_path: Path) -> None:
    write(tmp_path, "møde", at=1000)
    assert compile_when_changed(tmp_path)
    assert said(tmp_path) == "møde"
    assert not compile_when_changed(tmp_path)
    write(tmp_path, "samling", at=999)
    assert compile_when_changed(tmp_path), "also when an older file was put back"
    assert said(tmp_path) == "samling"
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".part"] == []


def test_the_compiled_texts_are_those_of_the_catalogue() -> None:
    assert (FOLDER / "django.mo").stat().st_mtime_ns == (FOLDER / "django.po").stat().st_mtime_ns


def test_every_text_has_its_danish() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "scripts/messages.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_what_django_read_before_the_texts_were_compiled_is_read_anew() -> None:
    translation.gettext("meeting")
    read_while_models_loaded = trans_real._translations
    apps.get_app_config("web").ready()
    assert trans_real._translations is not read_while_models_loaded
    assert translation.gettext("meeting") == "møde"
