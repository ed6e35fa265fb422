"""The values that the components in `templates/parts/` show. Views make them, templates include the part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise

Text = str | Promise


class Shape(StrEnum):
    """The shapes of nodes; they hold in black and white."""

    DECISION = ""  # ●
    MONEY = "money"  # ■
    RESULT = "result"  # ◆
    PROMISE = "promise"  # ○, and whatever is waited for
    STEP = "step"  # a step without a decision


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the way to the page; the last has no address."""

    label: Text
    url: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """One of the thread's stations across the page (`parts/chain.html`)."""

    kind: Text
    text: Text
    url: str = ""
    note: Text = ""
    shape: Shape = Shape.DECISION
    here: bool = False
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One event down the page (`parts/steps.html`)."""

    when: Text
    text: Text
    url: str = ""
    note: Text = ""
    shape: Shape = Shape.DECISION
    here: bool = False
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """The words a fact was read from (`parts/quote.html`); `marked` is what counts, the rest stands around it."""

    marked: str
    before: str = ""
    after: str = ""
    url: str = ""  # the page of the document, with the words highlighted
    source: Text = ""  # 'Åbn side 5 i referatet, hvor det står'
    note: Text = ""  # 'Læst 16. marts 2026, godkendt af …'


@dataclass(frozen=True, slots=True)
class Choice:
    """One of few choices that are links (`parts/seg.html`, `parts/tabs.html`)."""

    label: Text
    url: str
    chosen: bool = False
    count: int | None = None
    is_exact: bool = True  # False where there are more than `count`


@dataclass(frozen=True, slots=True)
class Share:
    """A stretch of a bar (`{% bar %}`): `kind` is kept, open, loose, closed or amount."""

    kind: str
    count: int
    label: Text


@dataclass(frozen=True, slots=True)
class Key:
    """Keys that work on this page, for `parts/hintbar.html`."""

    keys: Sequence[str]
    does: Text


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a small chart (`parts/columns.html`); `height` is of 100, the largest value's."""

    label: str
    value: int
    height: int
    url: str = ""
    chosen: bool = False

    @property
    def top(self) -> int:
        """Return where the column begins, from above."""
        return 100 - self.height


def columns(
    values: Mapping[str, int], *, urls: Mapping[str, str] | None = None, chosen: str = ""
) -> list[Column]:
    """Return a chart of these values, in their order; the address of a column is found by its label."""
    highest = max(values.values(), default=0) or 1
    return [
        Column(label, value, round(100 * value / highest), (urls or {}).get(label, ""), label == chosen)
        for label, value in values.items()
    ]
