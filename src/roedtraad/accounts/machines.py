"""How things come from one state to another, as data: the drawing in the documents is made of it, and tests hold the code to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise

BEGINNING = ""  # before the thing is there


@dataclass(frozen=True, slots=True)
class Step:
    """One act: who does it, in which states it can be done, and in which state the thing is afterwards."""

    act: str | Promise
    before: frozenset[str]
    after: str
    who: str | Promise


@dataclass(frozen=True, slots=True)
class Machine:
    """The states of a thing with their words, the acts between them, and the states in which it may rest for ever."""

    name: str | Promise
    states: Mapping[str, str | Promise]
    steps: tuple[Step, ...]
    ends: frozenset[str]

    def allows(self, before: str, after: str) -> bool:
        """Return whether one act can lead from one state to another; staying where it is is always possible."""
        return before == after or any(before in one.before and one.after == after for one in self.steps)

    def drawn(self) -> str:
        """Return the machine as a Mermaid state diagram, in the language that is active."""
        lines = ["stateDiagram-v2"]
        lines += [f'    state "{words}" as {state}' for state, words in self.states.items()]
        for one in self.steps:
            for before in self._in_order(one.before):
                lines.append(f"    {before or '[*]'} --> {one.after}: {one.act} ({one.who})")
        lines += [f"    {state} --> [*]" for state in self._in_order(self.ends)]
        return "\n".join(lines) + "\n"

    def _in_order(self, states: Iterable[str]) -> list[str]:
        wanted = set(states)
        return [state for state in (BEGINNING, *self.states) if state in wanted]
