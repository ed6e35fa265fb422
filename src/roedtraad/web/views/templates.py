"""Where the secretariat keeps what its body writes with: the template of its cases, standard phrases, standing items."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from roedtraad.accounts.addresses import address
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies.models import Body
from roedtraad.cases.actions.templates import set_template
from roedtraad.cases.policy import may_open
from roedtraad.cases.queries.templates import template_of, template_versions
from roedtraad.meetings.actions import add_phrase
from roedtraad.meetings.actions.phrases import end_phrase
from roedtraad.meetings.models import Phrase
from roedtraad.planning import actions as planning
from roedtraad.planning.models import StandingItem
from roedtraad.planning.queries import standing_items
from roedtraad.publishing import actions as publishing
from roedtraad.publishing.logos import LARGEST_BYTES
from roedtraad.publishing.queries import look_of
from roedtraad.web.access import login_needed
from roedtraad.web.forms.templates import (
    SPARE_PARTS,
    LogoForm,
    LookForm,
    PhraseForm,
    StandingForm,
    parts_written,
)
from roedtraad.web.lookup import key_of, seen_or_404
from roedtraad.web.parts import Crumb
from roedtraad.web.refusals import allowed_or_404
from roedtraad.web.rendering import show
from roedtraad.web.requests import Request


@login_needed
@require_http_methods(["GET", "HEAD", "POST"])
def body_template(request: Request, public_id: str) -> HttpResponse:
    """The template and the phrases of a body. Cases and minutes that are written already stay as they are."""
    body = seen_or_404(request, Body.objects.select_related("collaboration__record"), public_id)
    allowed_or_404(may_open(request.viewer, body))
    if request.method == "POST":
        try:
            _act(request, body)
        except Refused as refusal:
            messages.error(request, str(refusal.sentence))
        return redirect("body_template", public_id=public_id)
    parts = [(place, one) for place, one in enumerate(template_of(body))]
    context = {
        "body": body,
        "parts": parts,
        "spare": range(len(parts), len(parts) + SPARE_PARTS),
        "versions": template_versions(body),
        "phrases": Phrase.objects.filter(body=body).order_by("ended_at", "order", "pk"),
        "phrase_form": PhraseForm(),
        "standing": standing_items(body, on=request.viewer.on),
        "standing_form": StandingForm(),
        "look": (look := look_of(body.pk)),
        "look_form": LookForm(initial=look.words),
        "logo_form": LogoForm(),
        "crumbs": [
            Crumb(body.collaboration.name, address(body.collaboration.record, body.collaboration.name)),
            Crumb(body.name, address(body.record, body.name)),
            Crumb(_("Template and phrases")),
        ],
    }
    return show(request, "writing/template.html", context)


def _act(request: Request, body: Body) -> None:
    name, _sign, which = request.POST.get("goer", "").partition(":")
    if name == "skabelon":
        if set_template(body, parts_written(request.POST), at=timezone.now(), viewer=request.viewer):
            messages.success(
                request, _("Saved. New cases are written on it; those that are begun keep theirs.")
            )
    elif name == "saetning":
        form = PhraseForm(request.POST)
        text = form.cleaned_data["tekst"] if form.is_valid() else ""
        add_phrase(body, text, kind=form.kind() if form.is_valid() else None, viewer=request.viewer)
        messages.success(request, _("The phrase is offered while minutes are taken."))
    elif name == "slut" and which.isdecimal() and len(which) < 10:
        row = get_object_or_404(Phrase.objects.select_related("body__record"), body=body, pk=which)
        end_phrase(row, at=timezone.now(), viewer=request.viewer)
        messages.success(request, _("The phrase is offered no more."))
    elif name in LOOKS:
        LOOKS[name](request, body)
    elif name == "fast":
        _add_standing(request, body)
    elif name == "fast-slut" and key_of(which):
        item = get_object_or_404(StandingItem.objects.select_related("body__record"), body=body, pk=which)
        planning.end_standing_item(item, last_day=request.viewer.on, viewer=request.viewer)
        messages.success(request, _("It is not suggested for meetings after today."))


def _set_words(request: Request, body: Body) -> None:
    form = LookForm(request.POST)
    publishing.set_words(body, form.cleaned_data if form.is_valid() else {}, viewer=request.viewer)
    messages.success(request, _("The papers that are made from now on use these words."))


def _set_logo(request: Request, body: Body) -> None:
    form = LogoForm(request.POST, request.FILES)
    if not form.is_valid():
        raise Refused("web.form", _("Choose a file, and write in words what the logo shows."))
    data = form.cleaned_data["logo"].read(LARGEST_BYTES + 1)
    publishing.set_logo(body, data, alt=form.cleaned_data["logo_tekst"], viewer=request.viewer)
    messages.success(request, _("The logo stands on the papers that are made from now on."))


def _drop_logo(request: Request, body: Body) -> None:
    publishing.drop_logo(body, viewer=request.viewer)
    messages.success(request, _("The papers that are made from now on have no logo."))


LOOKS = {"ord": _set_words, "logo": _set_logo, "logo-væk": _drop_logo}


def _add_standing(request: Request, body: Body) -> None:
    form = StandingForm(request.POST)
    if not form.is_valid():
        raise Refused("web.form", _("Give the item a title, and the minutes as a number."))
    order = len(standing_items(body, on=request.viewer.on)) + 1
    planning.add_standing_item(body, form.given(order), viewer=request.viewer)
    messages.success(request, _("It stands among the suggestions for every agenda."))
