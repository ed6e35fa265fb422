"""The Danish texts: `locale/da/LC_MESSAGES/django.po` is the truth, `django.mo` is made from it and not committed."""

from __future__ import annotations

import logging
import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

FOLDER = Path(__file__).parent / "locale" / "da" / "LC_MESSAGES"
logger = logging.getLogger(__name__)


def compile_when_changed(folder: Path = FOLDER) -> bool:
    """Write `django.mo` anew unless it was made from this very `django.po`, and return whether it was written.

    The compiled file carries the time of its source. Several processes may do it at once: each writes a file of its own and puts it in place in one step. A folder that
    cannot be written to (an installed package) keeps the `.mo` that came with it.
    """
    source, compiled = folder / "django.po", folder / "django.mo"
    changed_at = source.stat().st_mtime_ns
    if compiled.exists() and compiled.stat().st_mtime_ns == changed_at:
        return False
    part = compiled.with_suffix(f".{os.getpid()}.part")
    try:
        with source.open("rb") as text, part.open("wb") as binary:
            write_mo(binary, read_po(text, locale="da"))
        os.utime(part, ns=(changed_at, changed_at))
        part.replace(compiled)
    except OSError as error:
        logger.warning("the Danish texts cannot be compiled: %s", error.strerror)
        return False
    return True
