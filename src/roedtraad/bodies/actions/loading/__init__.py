"""Loading register files: the register that the program comes with, or one of your own.

Idempotent: the same files again change nothing. What a person has changed, or taken back, stays as they left it.
"""

from __future__ import annotations

from pathlib import Path

from django.db import transaction

from roedtraad.accounts.policy import Viewer
from roedtraad.bodies import policy
from roedtraad.bodies.actions.loading.known import Known, strangers
from roedtraad.bodies.actions.loading.merging import Merge
from roedtraad.bodies.actions.loading.organisations import load_organisations
from roedtraad.bodies.actions.loading.report import Kept, Report
from roedtraad.bodies.actions.loading.sitting import load_people_and_seats
from roedtraad.bodies.actions.name_keys import make_missing_keys
from roedtraad.bodies.register import Register, read_register

__all__ = ["Kept", "Report", "load_register"]


@transaction.atomic
def load_register(path: Path, *, viewer: Viewer | None) -> Report:
    """Load a register file, or a folder of them, and return what was done; nothing is loaded if anything is wrong.

    `viewer` None is whoever runs the program on its own machine: the journal says that the program did it.

    Raises:
        NotAllowed: the viewer is no administrator.
    """
    if viewer is not None:
        policy.may_load_register(viewer).or_refuse()
    register = read_register(path)
    if not isinstance(register, Register):
        return Report(problems=register)
    known = Known.of(register.id)
    problems = tuple(dict.fromkeys(strangers(register, known)))
    if problems:
        return Report(problems=problems, ignored=register.ignored)
    report = Report(ignored=register.ignored)
    merge = Merge(by=viewer.user if viewer else None, report=report, said=known.said)
    load_organisations(register, known, merge)
    load_people_and_seats(register, known, merge)
    merge.remember()
    make_missing_keys()
    return report
