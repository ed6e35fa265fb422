"""What the register of promises is narrowed to."""

from __future__ import annotations

from enum import StrEnum

from django import forms
from django.http import QueryDict
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from roedtraad.accounts.policy import Viewer
from roedtraad.commitments.queries import UNDONE, CommitmentFilters
from roedtraad.commitments.standing import Standing
from roedtraad.web.forms.narrowing import ALL, PlaceForm


class Group(StrEnum):
    """The ways in which promises stand, as the page counts them."""

    LOOSE = "loese"
    OPEN = "aabne"
    KEPT = "holdt"
    DROPPED = "bortfaldet"


STANDINGS: dict[Group, tuple[Standing, ...]] = {
    Group.LOOSE: (Standing.LATE, Standing.LOOSE),
    Group.OPEN: tuple(one for one in UNDONE if one not in (Standing.LATE, Standing.LOOSE)),
    Group.KEPT: (Standing.KEPT,),
    Group.DROPPED: (Standing.DROPPED,),
}
WORDS = {
    Group.LOOSE: _("Loose ends"),
    Group.OPEN: _("Open ones"),
    Group.KEPT: _("Kept ones"),
    Group.DROPPED: _("Dropped ones"),
}


class PromisesForm(PlaceForm):
    """The filters beside the register of promises."""

    address = reverse_lazy("commitments")  # type: ignore[assignment]  # becomes text when it is written

    status = forms.ChoiceField(
        label=_("State"), required=False, choices=[ALL, *((one.value, WORDS[one]) for one in Group)]
    )
    fra = forms.DateField(
        label=_("Given from"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    til = forms.DateField(
        label=_("Given until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    mine = forms.BooleanField(label=_("Only those that I answer for"), required=False)
    field_order = ("status", "organ", "niveau", "fra", "til", "mine")

    def __init__(self, data: QueryDict | None, *, viewer: Viewer) -> None:
        super().__init__(data, viewer=viewer)
        self.fields["organ"].label = _("Body")
        self.fields["niveau"].label = _("Level")
        if not viewer.tokens:
            del self.fields["mine"]

    def filters(self) -> CommitmentFilters:
        """Return what was chosen; what cannot be read narrows nothing."""
        chosen, body = self.chosen(), self.body()
        status = str(chosen.get("status", ""))
        return CommitmentFilters(
            body_id=body.pk if body else None,
            level_key=str(chosen.get("niveau", "")),
            standings=STANDINGS[Group(status)] if status else (),
            given_since=self.cleaned_data.get("fra"),
            given_until=self.cleaned_data.get("til"),
            is_own=bool(chosen.get("mine")),
        )
