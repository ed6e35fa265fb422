"""What the secretariat can write about agreements, focus areas, cooperation agreements and cohorts."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies.matching.folding import fold
from roedtraad.bodies.models import Body, Collaboration
from roedtraad.initiatives import actions
from roedtraad.initiatives.actions import (
    AgreementDetails,
    CohortDetails,
    CooperationDetails,
    FocusDetails,
    TeamDetails,
    VisionDetails,
)
from roedtraad.initiatives.models import (
    Agreement,
    AgreementKind,
    CohortDate,
    FocusArea,
    Treatment,
    VisionKind,
)
from roedtraad.initiatives.queries import cooperations_of, focus_histories_of
from roedtraad.web.forms import agreement_acts as forms
from roedtraad.web.forms.beside import BesideIndicatorForm
from roedtraad.web.forms.initiative_acts import EvaluationForm, StateForm, VisibilityForm, WriteForm
from roedtraad.web.initiative_acts import Act, evaluation_of, indicator_of, stand_of


def agreement_details(form: WriteForm) -> AgreementDetails:
    """Return what a form says of an agreement."""
    data, before = form.cleaned_data, form.one
    known = before if isinstance(before, Agreement) else None
    return AgreementDetails(
        data["name"],
        AgreementKind(data["kind"]),
        text=data["text"],
        days=form.days(),
        approved_on=data["approved_on"],
        part_of=_other(form, "part_of"),
        follows=_other(form, "follows"),
        document=known.document if known is not None else None,
        source=data["source"],
    )


def _other(form: WriteForm, field: str) -> Agreement | None:
    """Return the agreement that was chosen; one that the writer may not see stays as it was."""
    chosen: Agreement | None = form.chosen(field)
    if chosen is not None and form.one == chosen:
        raise Refused(
            "initiatives.agreement_itself", _("An agreement cannot be a part of itself, or follow itself.")
        )
    before: Agreement | None = getattr(form.one, field, None) if isinstance(form.one, Agreement) else None
    if chosen is None and before is not None and before.record.public_id not in form.rows[field]:
        return before
    return chosen


def _evaluation(one: Agreement, form: WriteForm, viewer: Viewer) -> None:
    details, makers = evaluation_of(form)
    actions.enter_evaluation(
        viewer=viewer, collaboration=one.collaboration, details=details, agreement=one, partners=makers
    )


def _take_back(one: FocusArea, form: WriteForm, viewer: Viewer) -> None:
    rows = focus_histories_of(viewer, [one]).get(one.pk, ())
    if not rows:
        raise Refused("initiatives.no_state", _("No state is written of the focus area."))
    actions.take_back(viewer=viewer, row=rows[-1], reason=form.cleaned_data["why"])


def focus_details(form: WriteForm) -> FocusDetails:
    """Return what a form says of a focus area."""
    data, before = form.cleaned_data, form.one
    known = before if isinstance(before, FocusArea) else None
    return FocusDetails(
        data["name"],
        mark=data["mark"],
        text=data["text"],
        days=form.days(),
        given_by=_body(form, known, "given_by"),
        given_to=_body(form, known, "given_to"),
    )


def _body(form: WriteForm, known: FocusArea | None, field: str) -> Body | None:
    """Return the body that was chosen; one that the writer may not see stays as it was."""
    chosen: Body | None = form.chosen(field)
    before: Body | None = getattr(known, field, None)
    if chosen is None and before is not None and before.record.public_id not in form.rows[field]:
        return before
    return chosen


def _new_agreement(whole: Collaboration, form: WriteForm, viewer: Viewer) -> Agreement:
    return actions.enter_agreement(viewer=viewer, collaboration=whole, details=agreement_details(form))


def _new_focus(whole: Collaboration, form: WriteForm, viewer: Viewer) -> FocusArea:
    return actions.enter_focus_area(viewer=viewer, collaboration=whole, details=focus_details(form))


def _rank(whole: Collaboration, form: WriteForm, viewer: Viewer) -> None:
    data = form.cleaned_data
    known = {area.folded: area for area in form.offer.focus_areas}
    areas = []
    for name in filter(None, (line.strip() for line in data["names"].splitlines())):
        area = known.get(fold(name)[:300])
        if area is None:
            raise Refused(
                "initiatives.rank", _("There is no focus area called “%(name)s”.") % {"name": name[:80]}
            )
        areas.append(area)
    actions.rank_focus_areas(
        viewer=viewer, focus_areas=areas, on=data["on"], is_ordered=data["is_ordered"], origin=form.origin()
    )


def _new_cooperation(whole: Collaboration, form: WriteForm, viewer: Viewer) -> str:
    data = form.cleaned_data
    details = CooperationDetails(data["name"], text=data["text"], owner=form.chosen("owner"))
    made = actions.enter_cooperation(viewer=viewer, collaboration=whole, details=details)
    return reverse("cooperation_edit", args=[made.record.public_id])


def _treat(whole: Collaboration, form: WriteForm, viewer: Viewer) -> None:
    data = form.cleaned_data
    known = {fold(line.cooperation.name): line.cooperation for line in cooperations_of(viewer, whole)}
    cooperation = known.get(fold(data["cooperation"]))
    if cooperation is None:
        raise Refused("initiatives.cooperation", _("There is no cooperation agreement of that name."))
    actions.treat_cooperation(
        viewer=viewer,
        cooperation=cooperation,
        on=data["on"],
        verdict=Treatment.Verdict(data["verdict"]),
        remark=data["remark"],
        origin=form.origin(),
    )


def _new_cohort(whole: Collaboration, form: WriteForm, viewer: Viewer) -> str:
    data = form.cleaned_data
    details = CohortDetails(
        data["programme"],
        data["name"],
        days=form.days(),
        days_away=data["days_away"],
        camps=data["camps"],
        duties=data["duties"],
    )
    cohort = actions.enter_cohort(viewer=viewer, collaboration=whole, details=details)
    if data["deadline"]:
        actions.date_cohort(
            viewer=viewer,
            cohort=cohort,
            kind=CohortDate.Kind.DEADLINE,
            on=data["deadline"],
            text=_("Teams are to be named"),
        )
    for name in filter(None, (line.strip() for line in data["teams"].splitlines())):
        actions.add_team(viewer=viewer, cohort=cohort, details=TeamDetails(name))
    return reverse("cohort_edit", args=[cohort.record.public_id])


def vision_details(form: WriteForm) -> VisionDetails:
    """Return what a form says of a vision, a principle or a part of a plan."""
    data = form.cleaned_data
    return VisionDetails(
        data["name"], VisionKind(data["kind"]), data["text"], data["order"], form.chosen("part_of")
    )


def _vision(one: Agreement, form: WriteForm, viewer: Viewer) -> None:
    details = vision_details(form)
    actions.enter_vision(viewer=viewer, collaboration=one.collaboration, details=details, agreement=one)


def _principle(whole: Collaboration, form: WriteForm, viewer: Viewer) -> str:
    data = form.cleaned_data
    details = VisionDetails(data["name"], VisionKind.PRINCIPLE, data["text"], data["order"])
    made = actions.enter_vision(viewer=viewer, collaboration=whole, details=details)
    return reverse("vision_edit", args=[made.record.public_id])


def _number(whole: Collaboration, form: WriteForm, viewer: Viewer) -> str:
    details = indicator_of(form, order=1)
    made = actions.define_indicator(
        viewer=viewer, collaboration=whole, details=details, focus_area=form.chosen("focus_area")
    )
    return reverse("indicator_edit", args=[made.record.public_id])


NEW: tuple[Act, ...] = (
    Act("aftale", gettext_lazy("An agreement"), gettext_lazy("Save the agreement"), forms.AgreementForm, _new_agreement),
    Act("fokus", gettext_lazy("A focus area"), gettext_lazy("Save the focus area"), forms.FocusForm, _new_focus),
    Act("rang", gettext_lazy("The order of the focus areas"), gettext_lazy("Save the order"), forms.RankForm, _rank),
    Act("samarbejdsaftale", gettext_lazy("A cooperation agreement"), gettext_lazy("Save the cooperation agreement"), forms.CooperationForm, _new_cooperation),
    Act("behandling", gettext_lazy("That a cooperation agreement was looked at"), gettext_lazy("Save the conclusion"), forms.TreatmentForm, _treat),
    Act("hold", gettext_lazy("A cohort of a leadership programme"), gettext_lazy("Save the cohort"), forms.CohortForm, _new_cohort),
    Act("princip", gettext_lazy("A principle of the collaboration's own"), gettext_lazy("Save the principle"), forms.PrincipleForm, _principle),
    Act("tal", gettext_lazy("Something that is measured beside the initiatives"), gettext_lazy("Save, and write the numbers"), BesideIndicatorForm, _number),
)  # fmt: skip
OF_AGREEMENT: tuple[Act, ...] = (
    Act("vision", gettext_lazy("A vision or principle"), gettext_lazy("Save the vision"), forms.VisionForm, _vision),
    Act(
        "om", gettext_lazy("What it is"), gettext_lazy("Save"), forms.AgreementForm,
        lambda one, form, viewer: actions.change_agreement(
            viewer=viewer, agreement=one, details=agreement_details(form)
        ),
    ),
    Act("evaluering", gettext_lazy("Evaluation"), gettext_lazy("Save the evaluation"), EvaluationForm, _evaluation),
    Act(
        "vis", gettext_lazy("Who sees it"), gettext_lazy("Save who sees it"), VisibilityForm,
        lambda one, form, viewer: actions.show_agreement(
            viewer=viewer, agreement=one, is_public=form.cleaned_data["is_public"]
        ),
    ),
)  # fmt: skip
OF_FOCUS_AREA: tuple[Act, ...] = (
    Act(
        "tilstand", gettext_lazy("How far it has come"), gettext_lazy("Save the state"), StateForm,
        lambda one, form, viewer: actions.set_focus_state(
            viewer=viewer, focus_area=one, stand=stand_of(form), origin=form.origin()
        ),
    ),
    Act(
        "tilbage", gettext_lazy("That the newest state was written wrongly"), gettext_lazy("Take it back"),
        forms.TakeBackStateForm, _take_back,
    ),
    Act(
        "under", gettext_lazy("What it belongs to"), gettext_lazy("Save what it belongs to"), forms.UnderForm,
        lambda one, form, viewer: actions.aim_focus_area(
            viewer=viewer, focus_area=one, vision=form.chosen("vision"), origin=form.origin()
        ),
    ),
    Act(
        "om", gettext_lazy("What it is"), gettext_lazy("Save"), forms.FocusForm,
        lambda one, form, viewer: actions.change_focus_area(
            viewer=viewer, focus_area=one, details=focus_details(form)
        ),
    ),
    Act(
        "vis", gettext_lazy("Who sees it"), gettext_lazy("Save who sees it"), VisibilityForm,
        lambda one, form, viewer: actions.show_focus_area(
            viewer=viewer, focus_area=one, is_public=form.cleaned_data["is_public"]
        ),
    ),
)  # fmt: skip
