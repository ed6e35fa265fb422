"""The tables of an installation, and their rows as JSON: any database that Django knows, out and in."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection
from django.db.models import BinaryField, Field, JSONField, Model
from django.utils.duration import duration_iso_string

BATCH = 500
# What ends with the old installation: nobody is logged in to the new one. The ledger adds its sums up itself.
LEFT_OUT = frozenset({"sessions.session", "usersessions.usersession", "fund.accountsum"})


def models_to_copy() -> list[type[Model]]:
    """Return the model of every table, in an order that does not change."""
    found = apps.get_models(include_auto_created=True)
    kept = [model for model in found if model._meta.managed and not model._meta.proxy]
    return sorted((model for model in kept if label(model) not in LEFT_OUT), key=label)


def label(model: type[Model]) -> str:
    """Return '<app label>.<model>'."""
    return model._meta.label_lower


def columns(model: type[Model]) -> tuple[str, ...]:
    """Return the names of a model's columns, as attributes of its rows."""
    return tuple(field.attname for field in _stored(model))


def _stored(model: type[Model]) -> list[Field[Any, Any]]:
    """Return the fields that are written: what the database works out by itself, it works out again."""
    return [field for field in model._meta.concrete_fields if not field.generated]


def rows_of(model: type[Model]) -> Iterator[bytes]:
    """Yield every row as a line of JSON, by key."""
    fields = _stored(model)
    rows = model._base_manager.order_by("pk").values_list(*columns(model))
    for row in rows.iterator(chunk_size=2000):
        values = [_written(field, value) for field, value in zip(fields, row, strict=True)]
        yield json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _written(field: Field[Any, Any], value: object) -> object:
    if value is None or isinstance(value, str | int | float) or isinstance(field, JSONField):
        return value
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    if isinstance(value, timedelta):
        return duration_iso_string(value)
    if isinstance(field, BinaryField) and isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    raise TypeError(f"{field}: a {type(value).__name__} cannot be copied")


def _read(field: Field[Any, Any], value: object) -> object:
    if value is None or isinstance(field, JSONField):
        return value
    if isinstance(field, BinaryField):
        return bytes.fromhex(str(value))
    return field.to_python(value)


def insert(model: type[Model], given: Sequence[str], lines: Iterable[bytes]) -> int:
    """Save rows as they are, without any logic of the model, and return their number. A statement for each `BATCH` rows."""
    by_name = {field.attname: field for field in _stored(model)}
    fields = [by_name[name] for name in given]
    quote = connection.ops.quote_name
    names = ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({places})"
    number, batch = 0, []
    with connection.cursor() as cursor:
        for line in lines:
            values = zip(fields, json.loads(line), strict=True)
            batch.append([field.get_db_prep_save(_read(field, value), connection) for field, value in values])
            if len(batch) == BATCH:
                cursor.executemany(statement, batch)
                number, batch = number + len(batch), []
        if batch:
            cursor.executemany(statement, batch)
    return number + len(batch)


def clear(models: Iterable[type[Model]]) -> None:
    """Take away the rows that the migrations have put into the tables."""
    with connection.cursor() as cursor:
        for model in models:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")


def reset_numbering(models: Sequence[type[Model]]) -> None:
    """Let the next new row of each table get a number after those that were put in."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(models)):
            cursor.execute(statement)
