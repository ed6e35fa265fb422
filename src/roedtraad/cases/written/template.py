"""The parts that a case is written in where its body has no template of its own."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

POINTS = "points"  # the part that is written point by point
SUMMARY = "summary"


@dataclass(frozen=True, slots=True)
class PartGiven:
    """A part of a template. `help` is shown beside the text, never in it."""

    key: str
    heading: str | Promise
    help: str | Promise = ""
    is_required: bool = False


DEFAULT: tuple[PartGiven, ...] = (
    PartGiven(
        SUMMARY,
        _("Summary"),
        _("Two or three sentences: what the body is to decide, and why now."),
        is_required=True,
    ),
    PartGiven(
        "case",
        _("Case presentation"),
        _("What has happened so far, what is proposed, and what it means. Use headings and lists."),
        is_required=True,
    ),
    PartGiven("economy", _("Economy"), _("What it costs, who pays, and from which year. Write a table.")),
    PartGiven("process", _("The further process"), _("Who does what afterwards, and when they report.")),
    PartGiven("users", _("Input from users"), _("What patients and relatives said, and how it was used.")),
    PartGiven("value", _("Value for the citizen"), _("What a citizen will notice.")),
    PartGiven(
        POINTS, _("Recommendation"), _("One thing in each point. Choose what is asked for."), is_required=True
    ),
)
