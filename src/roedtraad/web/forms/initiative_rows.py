"""What can be said of a thing that stands on an initiative: it was reached, it is over, it is otherwise, it is taken back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from roedtraad.initiatives.models import Evaluation, Indicator
from roedtraad.web.forms.initiative_acts import (
    EvaluationForm,
    IndicatorForm,
    WriteForm,
    day,
    line,
    one_of,
    words,
)


class TakeBackForm(WriteForm):
    """Why it is taken back."""

    why = words(_("Why it is taken back"), longest=500)


class ReachForm(WriteForm):
    """On which day a milestone was reached."""

    on = day(_("Reached on"), required=True)


class SettleForm(WriteForm):
    """Since when a risk is over, and what was done."""

    on = day(_("Over since"), required=True)
    answer = words(_("What was done about it"), longest=500)

    def before(self, one: Any) -> Mapping[str, Any]:
        """Return what is done about it now."""
        return {"answer": one.answer} if one is not None else {}


class EndForm(WriteForm):
    """The last day on which a party takes part."""

    last_day = day(_("Last day"), required=True)


class LevelForm(WriteForm):
    """An evaluation as one level is told it."""

    FILLED = {"level": "levels"}
    level = one_of(_("Level"))
    text = words(_("What this level is told"), rows=6, longest=10_000)
    as_what = line(
        _("In what form"), required=False, longest=100, help_text=_("For example slides, or a report.")
    )
    presented_by = line(_("Who presents it"), required=False, longest=300)


class MakerForm(WriteForm):
    """Who takes part in an evaluation, or which other collaboration it covers."""

    FILLED = {"party": "parties"}
    party = one_of(_("Party"), required=False)
    as_written = line(_("Name, where it is not in the list"), required=False)
    is_covered = one_of(
        _("What it does"),
        choices=[("", _("takes part in making it")), ("1", _("is covered by it"))],
        required=False,
    )


class ChangedEvaluationForm(EvaluationForm):
    """An evaluation, as it stands."""

    makers = None  # type: ignore[assignment]  # those have a form of their own

    def before(self, one: Any) -> Mapping[str, Any]:
        """Return what stands."""
        names = (
            "name", "state", "aim", "due_on", "due_as_told", "condition", "leads_to", "done_on", "result", "source",
        )  # fmt: skip
        return {name: getattr(one, name) for name in names} if isinstance(one, Evaluation) else {}


class ChangedIndicatorForm(IndicatorForm):
    """What is measured, as it stands."""

    why = line(_("Why it is changed"), required=False)

    def before(self, one: Any) -> Mapping[str, Any]:
        """Return what stands."""
        if not isinstance(one, Indicator):
            return {}
        names = (
            "name", "kind", "definition", "unit", "numerator", "denominator", "data_source",
            "baseline", "target", "aims", "target_on",
        )  # fmt: skip
        return {name: getattr(one, name) for name in names} | {
            "whole": one.whole.record.public_id if one.whole is not None else ""
        }
