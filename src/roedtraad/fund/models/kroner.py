"""Kroner and øre in a database that adds: stored as whole øre, read as `Decimal` kroner (ADR 0015)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import Combinable
from django.utils.translation import gettext as _

ORE = Decimal("0.01")
MOST_KRONER = Decimal(10) ** 13  # far above any fund, far below what 64 bits hold


def to_oere(amount: Decimal | int) -> int:
    """Return an amount as whole øre.

    Raises:
        ValueError: it has parts of an øre.
    """
    oere = Decimal(amount) * 100
    if oere != oere.to_integral_value():
        raise ValueError(f"{amount} has parts of an øre")
    return int(oere)


def from_oere(oere: int) -> Decimal:
    """Return whole øre as kroner with two decimals."""
    return Decimal(oere).scaleb(-2)


if TYPE_CHECKING:
    WholeNumber = models.Field[Decimal | int | Combinable, Decimal]
else:
    WholeNumber = models.BigIntegerField


class KronerField(WholeNumber):
    """An amount. Sums of it are exact on every database, since they are sums of whole numbers."""

    def from_db_value(self, value: int | Decimal | None, *args: object) -> Decimal | None:
        """Return what the database has, as kroner."""
        return None if value is None else from_oere(int(value))

    def to_python(self, value: Any) -> Decimal | None:
        """Return what a form or a file has, as kroner."""
        if value is None or isinstance(value, Decimal):
            return value
        try:
            return Decimal(value).quantize(ORE)
        except ArithmeticError as error:
            raise ValidationError(_("Write an amount of kroner.")) from error

    def get_prep_value(self, value: Any) -> int | None:
        """Return an amount as the database keeps it."""
        return None if value is None else to_oere(value)

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:
        """Return the same; a prepared value is øre already."""
        return value if prepared else self.get_prep_value(value)
