"""What rows share: a life in days, being taken back, a key from a register file; and the filters for a day."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Dated(models.Model):
    """Valid from a first day to a last day, both included; None means 'as long as we know'."""

    valid_from = models.DateField(_("first day"), null=True, blank=True)
    valid_to = models.DateField(_("last day"), null=True, blank=True)

    class Meta:
        abstract = True

    def is_valid(self, on: date) -> bool:
        """Return whether the row holds on this day."""
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_to is None or on <= self.valid_to
        )


def valid_on(day: date, *, prefix: str = "") -> Q:
    """Return the filter for rows that hold on a day; `prefix` is a path to the dated row, ending in `__`."""
    begun = Q(**{f"{prefix}valid_from__isnull": True}) | Q(**{f"{prefix}valid_from__lte": day})
    return begun & not_over_on(day, prefix=prefix)


def not_over_on(day: date, *, prefix: str = "") -> Q:
    """Return the filter for rows that hold on a day or begin later; `prefix` as in `valid_on`."""
    return Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gte": day})


class Withdrawable(models.Model):
    """A row that is no record of its own, and can be taken back: it stays, and no query shows it any more."""

    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True


def standing_on(day: date, *, prefix: str = "") -> Q:
    """Return the filter for rows that hold on a day and have not been taken back; `prefix` as in `valid_on`."""
    return valid_on(day, prefix=prefix) & Q(**{f"{prefix}withdrawn_at__isnull": True})


class OtherName(Withdrawable):
    """Another name of something: a way of writing it, or, with a last day, what it was called until then."""

    last_day = models.DateField(_("last day of the name"), null=True, blank=True)

    class Meta:
        abstract = True


class FromRegister(models.Model):
    """A row that may come from a register file; the key is how the next load finds it again, whatever was changed."""

    register_key = models.CharField(max_length=160, null=True, blank=True, unique=True, editable=False)

    class Meta:
        abstract = True


def in_order(name: str) -> models.CheckConstraint:
    """Return the constraint that the last day is not before the first."""
    return models.CheckConstraint(
        condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_from__lte=F("valid_to")),
        name=f"{name}_days_in_order",
    )


def stands_once(name: str, *, fields: list[str]) -> tuple[models.UniqueConstraint, models.UniqueConstraint]:
    """Return the constraints that no two rows say the same from the same first day, those taken back apart.

    Two, since a first day that is not known is nothing to compare, and SQLite cannot be told that it is.
    """
    standing = Q(withdrawn_at__isnull=True)
    return (
        models.UniqueConstraint(
            fields=[*fields, "valid_from"], condition=standing, name=f"a_{name}_stands_once"
        ),
        models.UniqueConstraint(
            fields=fields,
            condition=standing & Q(valid_from__isnull=True),
            name=f"a_{name}_without_a_day_stands_once",
        ),
    )
