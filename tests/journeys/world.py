"""Fill an empty installation with the showcase, log its people in, and say where its pages are.

`conftest.py` runs `main` in a process of its own, with the settings of a real installation.
"""

from __future__ import annotations

import json
import sys

from cycle import a_new_body
from django.core.management import call_command
from django.test import Client
from people import somebody
from sessions import log_in
from showcase import Role, a_showcase

from roedtraad.bodies.models import SeatRole
from roedtraad.search.actions import rebuild


def main() -> None:
    """Build it, and print JSON."""
    call_command("migrate", verbosity=0)
    show = a_showcase()
    # a secretary who has not logged in before: choosing a password ends all other sessions
    somebody("Tove Lyngsø", show.world.political, SeatRole.SECRETARIAT)
    rebuild()
    cookies = {
        role.value: log_in(Client(), user).cookies["sessionid"].value
        for role in Role
        if (user := show.user(role)) is not None
    }
    cookies |= {
        f"cycle-{what}": log_in(Client(), user).cookies["sessionid"].value
        for what, user in a_new_body().items()
    }
    json.dump({"cookies": cookies, "paths": show.paths}, sys.stdout)
