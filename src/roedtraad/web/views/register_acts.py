"""What is written about one thing of the register, each kind of it at `…/skriv/<what>`: the page they share, and names looked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roedtraad.accounts.addresses import address
from roedtraad.bodies.models import Body, Collaboration, Party
from roedtraad.bodies.policy import may_keep_register
from roedtraad.web.access import login_needed
from roedtraad.web.forms.by_name import FINDERS, LONGEST
from roedtraad.web.parts import Crumb
from roedtraad.web.refusals import refusals_on
from roedtraad.web.rendering import show
from roedtraad.web.requests import Request

M = TypeVar("M", Body, Collaboration, Party)


@dataclass(frozen=True, slots=True)
class Act(Generic[M]):
    """One kind of thing that is written: its words, its button, the form, and what it saves (the address of what came of it)."""

    title: Promise
    lead: Promise
    button: Promise
    form: Callable[[Request, M], Form]
    save: Callable[[Request, M, Any], str]


def written(request: Request, this: M, what: str, *, acts: Mapping[str, Act[M]], route: str) -> HttpResponse:
    """Show the form of an act, or do it; whoever asks has been let in. `route` is the name of the address."""
    act = acts.get(what)
    if act is None:
        raise Http404
    form = act.form(request, this)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            there = act.save(request, this, form)
            messages.success(request, _("It is written down."))
            return redirect(there)
    context = {
        "this": this,
        "form": form,
        "act": act,
        "route": route,
        "acts": [(name, one.title) for name, one in acts.items() if name != what],
        "crumbs": [Crumb(this.name, address(this.record, this.name)), Crumb(act.title)],
    }
    return show(request, "bodies/write.html", context)


def face_of(thing: Body | Collaboration | Party) -> str:
    """Return the address of its page."""
    return address(thing.record, thing.name)


@login_needed
@require_safe
def names(request: Request, what: str) -> HttpResponse:
    """Those of the register who fit what was typed in a field: options for its list. Two queries besides the viewer's."""
    may_keep_register(request.viewer).or_refuse()
    if what not in FINDERS:
        raise Http404
    typed = str(next(iter(request.GET.values()), ""))[:LONGEST]
    return render(request, "forms/name_options.html", {"offered": FINDERS[what](request.viewer, typed)})
