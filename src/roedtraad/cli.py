"""The command `roedtraad`: `read` is the library's own command; every other word is a management command."""

from __future__ import annotations

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from referat import cli as referat_cli
from roedtraad.accounts.refusals import Refused

HELP = """\
roedtraad KOMMANDO [TILVALG]

  read MAPPE             læs referater og vis, hvad der står i dem; intet gemmes
  import MAPPE           læs referater ind i databasen

  migrate                gør databasen klar, eller bring den op til den nye version
  createadmin E-MAIL     lav den første administrator
  serve                  vis siderne på http://127.0.0.1:8000
  index                  bring søgeindekset ajour; --rebuild laver det forfra
  check                  se efter, om alt er, som det skal være
  verify_journal         efterprøv journalen
  backup FIL             tag en sikkerhedskopi af database og filer i én fil
  restore FIL            gendan en kopi i en tom installation, også på en anden slags database
  load_register          hent registret over regioner, kommuner, klynger og råd

roedtraad KOMMANDO --help fortæller mere om hver. Indstillinger: docs/settings.md.
"""


def main(argv: list[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    words = sys.argv[1:] if argv is None else argv
    if words[:1] == ["read"]:
        return referat_cli.main(words[1:], program="roedtraad read")
    if not words or words[0] in {"help", "--help", "-h"}:
        print(HELP, end="")
        return 0
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "roedtraad.settings")
    try:
        execute_from_command_line(["roedtraad", *words])
    except (ImproperlyConfigured, Refused) as error:
        print(f"roedtraad: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
