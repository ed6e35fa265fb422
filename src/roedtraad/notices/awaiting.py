"""What waits for somebody, as their desk and their digest show it. The sources are in `web.waiting`: they know every app."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from roedtraad.accounts.policy import Viewer

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits: when, what, why, and the button that leads to it.

    `goes_in_mails`: nothing in it is closed, so a digest may say it; what may not is only counted there.
    """

    when: Text
    text: Text
    url: str
    button: Text
    note: Text = ""
    is_urgent: bool = False
    goes_in_mails: bool = False


WaitingFor = Callable[[Viewer], Sequence[Waiting]]
