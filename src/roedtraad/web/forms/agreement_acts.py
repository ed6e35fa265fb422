"""What can be written about agreements and focus areas."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from roedtraad.initiatives.models import Agreement, AgreementKind, FocusArea, Treatment, Vision, VisionKind
from roedtraad.web.forms.initiative_acts import DECISION, WriteForm, day, labelled, line, one_of, words


class AgreementForm(WriteForm):
    """What an agreement is, what it is a part of (as a plan of an agreement is), and which one it follows."""

    FILLED = {"part_of": "agreements", "follows": "agreements"}
    name = line(_("Name"), longest=300)
    kind = one_of(_("Kind"), choices=labelled(AgreementKind))
    text = words(_("What it says"), required=False)
    first = day(_("First day"))
    last = day(_("Last day"))
    approved_on = day(_("Approved on"))
    part_of = one_of(_("Is a part of"), required=False)
    follows = one_of(_("Follows"), required=False)
    source = line(_("Source"), required=False, longest=300)

    def before(self, one: Any) -> Mapping[str, Any]:
        """Return what stands."""
        if not isinstance(one, Agreement):
            return {}
        names = ("name", "kind", "text", "approved_on", "source")
        near = {name: getattr(one, name) for name in ("part_of", "follows")}
        return {
            **{name: getattr(one, name) for name in names},
            **{name: row.record.public_id for name, row in near.items() if row is not None},
            "first": one.valid_from,
            "last": one.valid_to,
        }


class VisionForm(WriteForm):
    """A vision, a principle or a part of a plan, perhaps as a part of another."""

    FILLED = {"part_of": "visions"}
    name = line(_("Name"), longest=300)
    kind = one_of(_("Kind"), choices=labelled(VisionKind))
    text = words(_("Text"), required=False)
    order = forms.IntegerField(label=_("Place among the others"), min_value=1, max_value=99, initial=1)
    part_of = one_of(_("Is a part of"), required=False)

    def before(self, one: Any) -> Mapping[str, Any]:
        """Return what stands."""
        if not isinstance(one, Vision):
            return {}
        part_of = one.part_of.record.public_id if one.part_of is not None else ""
        return {name: getattr(one, name) for name in ("name", "kind", "text", "order")} | {"part_of": part_of}

    def fits(self, field: str, row: Any) -> bool:
        """Return whether it is another vision of the same agreement."""
        home = self.one.pk if isinstance(self.one, Agreement) else getattr(self.one, "agreement_id", None)
        is_near: bool = row.agreement_id == home and row != self.one
        return is_near


class PrincipleForm(WriteForm):
    """A principle that a collaboration gave itself, apart from any agreement."""

    name = line(_("Name"), longest=300)
    text = words(_("Text"), required=False)
    order = forms.IntegerField(label=_("Place among the others"), min_value=1, max_value=99, initial=1)


class FocusForm(WriteForm):
    """What a focus area is, and which body was given it by which."""

    FILLED = {"given_by": "bodies", "given_to": "bodies"}
    name = line(_("Name"), longest=300)
    mark = line(_("Number as printed"), required=False, longest=30)
    text = words(_("What and why"), required=False)
    first = day(_("First day"))
    last = day(_("Last day"))
    given_by = one_of(_("Given by"), required=False)
    given_to = one_of(_("Given to"), required=False)

    def before(self, one: Any) -> Mapping[str, Any]:
        """Return what stands."""
        if not isinstance(one, FocusArea):
            return {}
        names = ("name", "mark", "text")
        near = {name: getattr(one, name) for name in ("given_by", "given_to")}
        return {
            **{name: getattr(one, name) for name in names},
            **{name: row.record.public_id for name, row in near.items() if row is not None},
            "first": one.valid_from,
            "last": one.valid_to,
        }


class UnderForm(WriteForm):
    """The vision that a focus area belongs under."""

    FILLED = {"vision": "visions", **DECISION}
    vision = one_of(_("Vision or principle"))
    decision = one_of(_("Decision"), required=False)


class TakeBackStateForm(WriteForm):
    """Why the newest state is taken back."""

    why = words(_("Why it is taken back"), longest=500)


class RankForm(WriteForm):
    """The order of the focus areas on a day."""

    FILLED = DECISION
    on = day(_("Chosen on"), required=True)
    is_ordered = forms.BooleanField(label=_("In order of priority"), required=False)
    names = words(_("The focus areas, one a line, the first first"), rows=6)
    decision = one_of(_("Decision"), required=False)


class CooperationForm(WriteForm):
    """A cooperation agreement."""

    FILLED = {"owner": "bodies"}
    name = line(_("Name"), longest=300)
    text = words(_("What it is about"), required=False)
    owner = one_of(_("Owner"), required=False)


class TreatmentForm(WriteForm):
    """What was concluded about a cooperation agreement."""

    FILLED = DECISION
    cooperation = line(_("Cooperation agreement"), longest=300)
    on = day(_("Treated on"), required=True)
    verdict = one_of(_("Conclusion"), choices=labelled(Treatment.Verdict))
    remark = line(_("Remark"), required=False, longest=500)
    decision = one_of(_("Decision"), required=False)


class CohortForm(WriteForm):
    """A cohort of a leadership programme, with its teams."""

    programme = line(_("Programme"))
    name = line(_("Cohort"), required=False, longest=60)
    first = day(_("First day"))
    last = day(_("Last day"))
    days_away = forms.IntegerField(label=_("Days away"), min_value=1, max_value=365, required=False)
    camps = forms.IntegerField(label=_("Camps"), min_value=1, max_value=99, required=False)
    duties = words(_("What the collaboration has to do"), required=False)
    teams = words(_("Teams, one a line"), rows=4, required=False)
    deadline = day(_("Deadline for naming teams"))
