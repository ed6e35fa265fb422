"""What people changed in a draft, in words: for the list of changes, and for whoever comes second. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from roedtraad.importing.models import Act, Correction
from roedtraad.importing.queries import Review
from roedtraad.importing.sheet.things import Field, Kind
from roedtraad.web.review.shown import written
from roedtraad.web.review.where import Where
from roedtraad.web.review.words import field_word, kind_word

CHOSEN = frozenset({Field.CHOICE, Field.CASE, Field.MEETING})


@dataclass(frozen=True, slots=True)
class ShownChange:
    """One change: who, when, what of which thing, from what to what."""

    key: int
    who: str
    at: datetime
    about: str
    what: str
    before: str
    after: str
    is_standing: bool
    url: str = ""


def changes_of(review: Review, at: Where) -> tuple[ShownChange, ...]:
    """Return all changes, the newest first."""
    return tuple(_shown(review, one.correction, one.ref, at) for one in review.changes)


def changes_since(review: Review, version: int) -> tuple[ShownChange, ...]:
    """Return the changes that were made, or taken back, after a version."""
    return tuple(
        _shown(review, one.correction, one.ref, None)
        for one in review.changes
        if one.correction.version > version or (one.correction.withdrawn_version or 0) > version
    )


def _shown(review: Review, one: Correction, ref: str, at: Where | None) -> ShownChange:
    who = one.made_by if one.withdrawn_at is None else one.withdrawn_by
    kind, field = _kind(one.kind), _field(one.field)
    is_value = field is not None and field not in CHOSEN and one.act == Act.SET
    return ShownChange(
        key=one.pk,
        who=str(who or _("the program")),
        at=one.withdrawn_at or one.made_at,
        about=" · ".join(part for part in (_item(one), kind_word(one.kind), one.label[:80]) if part),
        what=_("taken back") if one.withdrawn_at else f"{field_word(one.field)} {_act(one)}".strip(),
        before=written(review, kind, field, one.old_value) if is_value and kind and field else "",
        after=written(review, kind, field, one.new_value) if is_value and kind and field else "",
        is_standing=one.withdrawn_at is None,
        url=f"{at.editing(ref).plain.url}#t-{ref}" if at is not None and ref else "",
    )


def _item(one: Correction) -> str:
    if one.kind == Kind.ITEM or not one.item_number:
        return ""
    return _("item %(number)s") % {"number": one.item_number}


def _act(one: Correction) -> str:
    return str(Act(one.act).label)


def _kind(written_kind: str) -> Kind | None:
    return Kind(written_kind) if written_kind in set(Kind) else None


def _field(written_field: str) -> Field | None:
    return Field(written_field) if written_field in set(Field) else None
