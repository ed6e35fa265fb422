"""The words that a body can choose for its papers: what they are called, and the headings in them. Pure: no database."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Label(StrEnum):
    """A word in a paper."""

    AGENDA = "agenda"
    MINUTES = "minutes"
    DECIDED = "decided"
    SUMMARY = "summary"
    CASE = "case"
    RECOMMENDATION = "recommendation"
    DECISION = "decision"
    ATTACHMENTS = "attachments"
    PARTICIPANTS = "participants"
    APOLOGIES = "apologies"


NAMES: Mapping[Label, Promise] = {
    Label.AGENDA: _("What the agenda is called"),
    Label.MINUTES: _("What the minutes are called"),
    Label.DECIDED: _("What the list of decisions is called"),
    Label.SUMMARY: _("Over the summary"),
    Label.CASE: _("Over the case"),
    Label.RECOMMENDATION: _("Over what is recommended"),
    Label.DECISION: _("Over what was decided"),
    Label.ATTACHMENTS: _("Over the attachments"),
    Label.PARTICIPANTS: _("Over those who were there"),
    Label.APOLOGIES: _("Over those who sent apologies"),
}
_READ: Mapping[str, list[str]] = tomllib.loads(
    Path(__file__).with_name("labels.toml").read_text(encoding="utf-8")
)
CHOICES: Mapping[Label, tuple[str, ...]] = {label: tuple(_READ[label]) for label in Label}


def known(chosen: Mapping[str, str]) -> dict[Label, str]:
    """Return the words that can be chosen and are not the usual ones."""
    return {label: chosen[label] for label in Label if chosen.get(label) in CHOICES[label][1:]}
