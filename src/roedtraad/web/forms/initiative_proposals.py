"""What becomes of something that was read in minutes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from roedtraad.initiatives.models import Proposal, ProposedAs

NAMED = (ProposedAs.FOCUS_AREAS, ProposedAs.SURVEY)  # are about no one thing


class ThingForm(forms.Form):
    """Accept it, with what it is about, or turn it down and say why."""

    subject = forms.CharField(label=_("What it is about"), max_length=200, required=False)
    reason = forms.CharField(label=_("Why not, if it is turned down"), max_length=500, required=False)

    def __init__(self, data: Mapping[str, Any] | None, *, proposal: Proposal) -> None:
        super().__init__(data, auto_id=f"id_{proposal.pk}_%s", initial={"subject": proposal.subject})
        if proposal.kind in NAMED:
            del self.fields["subject"]
