"""One row of a register file meets one row of the database: a person's changes are never overwritten.

Each row remembers by its key what the file last said. A column that still says so may be changed by the file; one that
says something else was changed by a person, and stays.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from django.db.models import Model

from roedtraad.accounts import journal
from roedtraad.accounts.models import Record, RecordKind, User
from roedtraad.accounts.records import register
from roedtraad.bodies.actions.amending import Value, amend, told
from roedtraad.bodies.actions.loading.report import Kept, Report
from roedtraad.bodies.models import RegisterRow
from roedtraad.bodies.models.dated import FromRegister

Row = TypeVar("Row", bound=FromRegister)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a file says of one row. `word` is the kind in keys and reports: 'part'."""

    word: str
    key: str
    columns: Mapping[str, Value]
    kind: RecordKind | None = None  # of the record that a new row gets; None: the row is no record
    is_public: bool = False


@dataclass(slots=True)
class Merge:
    """The state of one load: what the files said before, who loads, and what has been done so far."""

    by: User | None
    report: Report
    said: dict[str, dict[str, str]]
    says: dict[str, dict[str, str]] = field(default_factory=dict)

    def put(
        self,
        model: type[Row],
        wanted: Wanted,
        *,
        known: Mapping[str, Row],
        adopt: Callable[[], Row | None],
        record_of: Callable[[Row], Record],
    ) -> Row:
        """Make the row say what the file says, where no person has said otherwise, and return it.

        `known` are the rows of this model by their key; `adopt` finds one that somebody entered without the file.
        """
        row = known.get(wanted.key)
        if row is None and (row := adopt()) is not None:
            row.register_key = wanted.key
            row.save(update_fields=["register_key"])
            self.report.adopted.append(wanted.key)
        if row is None:
            row = self._create(model, wanted, record_of)
        elif _is_withdrawn(row):
            self.report.withdrawn.append(wanted.key)
        else:
            self._merge(row, wanted, record_of(row))
        self.says[wanted.key] = {name: _plain(value) for name, value in wanted.columns.items()}
        return row

    def _create(self, model: type[Row], wanted: Wanted, record_of: Callable[[Row], Record]) -> Row:
        row = model(register_key=wanted.key, **wanted.columns)
        if wanted.kind is not None:
            row.record = register(wanted.kind, is_public=wanted.is_public)  # type: ignore[attr-defined]
        row.save(force_insert=True)
        facts = {name: told(value) for name, value in wanted.columns.items()}
        journal.write(self.by, _act(model, "created"), record_of(row), facts=facts)
        self.report.created[wanted.word] += 1
        return row

    def _merge(self, row: Row, wanted: Wanted, record: Record) -> None:
        said = self.said.get(wanted.key, {})
        changes: dict[str, Value] = {}
        for name, value in wanted.columns.items():
            ours, theirs = _plain(getattr(row, name)), _plain(value)
            # Without a word from before, only what is empty may be filled in.
            if ours == theirs or ours == said.get(name, ""):
                changes[name] = value
            elif said.get(name) != theirs:
                self.report.kept.append(Kept(wanted.key, name, told(getattr(row, name)), told(value)))
        changed = amend(row, changes, by=self.by, act=_act(type(row), "loaded"), record=record)
        counter = self.report.updated if changed else self.report.unchanged
        counter[wanted.word] += 1

    def remember(self) -> None:
        """Save what the files say now, for the next load. Two queries."""
        RegisterRow.objects.bulk_create(
            (RegisterRow(key=key, values=values) for key, values in sorted(self.says.items())),
            update_conflicts=True,
            unique_fields=["key"],
            update_fields=["values"],
        )


def _act(model: type[Model], verb: str) -> str:
    return f"bodies.{model.__name__.lower()}.{verb}"


def _is_withdrawn(row: Model) -> bool:
    record = getattr(row, "record", None)
    return getattr(record or row, "withdrawn_at", None) is not None


def _plain(value: Value) -> str:
    """Return a value as it is remembered: references as keys of rows, which names do not change."""
    return str(value.pk) if isinstance(value, Model) else told(value)
