"""Which initiatives were chosen to be presented, and where; the secretariat chooses."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from roedtraad.accounts.refusals import NotAllowed
from roedtraad.initiatives import actions
from roedtraad.initiatives.queries import presentations_of
from roedtraad.initiatives.queries.offering import offer_in
from roedtraad.web.forms.beside import PresentForm
from roedtraad.web.navigation import secretariats
from roedtraad.web.parts import Choice, Crumb
from roedtraad.web.refusals import refusals_on
from roedtraad.web.rendering import show
from roedtraad.web.requests import Request
from roedtraad.web.views.initiative_writing import keeping


@require_http_methods(["GET", "HEAD", "POST"])
def presentations(request: Request) -> HttpResponse:
    """What is presented when and where, the latest first; with the form of a secretariat. Fifteen queries at most."""
    viewer = request.viewer
    form, choices = _form(request) if secretariats(viewer) else (None, [])
    if request.method == "POST":
        if form is None:
            raise NotAllowed("initiatives.keep", _("Only a secretariat can choose what is presented."))
        if form.is_valid():
            with refusals_on(form):
                data = form.cleaned_data
                actions.choose_to_present(
                    viewer=viewer,
                    initiatives=form.chosen_all(),
                    on=data["on"],
                    where=data["where"],
                    invited=data["invited"],
                    origin=form.origin(),
                )
                messages.success(request, _("It is saved."))
                return redirect(request.get_full_path())
    context = {
        "rows": presentations_of(viewer),
        "form": form,
        "choices": choices,
        "crumbs": [Crumb(_("Initiatives"), reverse("initiatives")), Crumb(_("Presentations"))],
    }
    return show(request, "initiatives/presentations.html", context)


def _form(request: Request) -> tuple[PresentForm, list[Choice]]:
    """Return the form over the initiatives of a collaboration that the viewer keeps. Thirteen queries."""
    whole, choices = keeping(request, "presentations")
    offer = offer_in(request.viewer, whole)
    return PresentForm(request.POST or None, name="praesentation", offer=offer), choices
