"""How the program says no: a person may not, or cannot, do this now.

Three kinds of trouble exist. `Refused` is for people: a Danish sentence (what is wrong, what to do) and a code.
Faults in data are findings and are returned. Everything else is a bug and is not caught.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise


class Refused(Exception):
    """Something cannot be done now. The web shows the sentence, the command line prints it."""

    def __init__(self, code: str, sentence: str | Promise) -> None:
        super().__init__(code, sentence)
        self.code = code
        self.sentence = sentence

    def __str__(self) -> str:
        return str(self.sentence)


class NotAllowed(Refused):
    """This person may not do this on this day."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a policy says: yes, or no with a code and a sentence. `why` names the rule that decided."""

    allowed: bool
    code: str
    sentence: str | Promise = ""
    why: str = ""

    def __bool__(self) -> bool:
        return self.allowed

    def or_refuse(self) -> None:
        """Raise `NotAllowed` unless the answer is yes."""
        if not self.allowed:
            raise NotAllowed(self.code, self.sentence)


def yes(code: str, *, why: str = "") -> Answer:
    """Return a yes."""
    return Answer(allowed=True, code=code, why=why)


def no(code: str, sentence: str | Promise, *, why: str = "") -> Answer:
    """Return a no with the sentence that the person will read."""
    return Answer(allowed=False, code=code, sentence=sentence, why=why)
