"""What those who belong to a body wish for its coming meetings."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from roedtraad.accounts.addresses import address
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies.models import Body
from roedtraad.meetings.policy import may_keep_meetings
from roedtraad.planning.models import Wish, WishKind
from roedtraad.planning.policy import may_wish
from roedtraad.planning.wishes import end_wish, wish, wishes_of
from roedtraad.web.access import login_needed
from roedtraad.web.forms.planning import WishForm
from roedtraad.web.lookup import key_of, seen_or_404
from roedtraad.web.parts import Crumb
from roedtraad.web.refusals import allowed_or_404
from roedtraad.web.rendering import show
from roedtraad.web.requests import Request


@login_needed
@require_http_methods(["GET", "HEAD", "POST"])
def body_wishes(request: Request, public_id: str) -> HttpResponse:
    """The wishes for the coming meetings of a body. Members write and read them; agendas suggest them. Four queries."""
    body = seen_or_404(request, Body.objects.select_related("collaboration__record"), public_id)
    allowed_or_404(may_wish(request.viewer, body))
    form = WishForm(request.POST if request.method == "POST" and "slut" not in request.POST else None)
    try:
        if "slut" in request.POST:
            known = Wish.objects.select_related("body__record")
            row = get_object_or_404(known, body=body, pk=key_of(request.POST["slut"]))
            end_wish(row, at=timezone.now(), viewer=request.viewer)
            return redirect("body_wishes", public_id=public_id)
        if form.is_bound and form.is_valid():
            kind, text = WishKind(form.cleaned_data["art"]), form.cleaned_data["tekst"]
            wish(body, kind, text, at=timezone.now(), viewer=request.viewer)
            messages.success(request, _("Your wish is suggested when the next agenda is made."))
            return redirect("body_wishes", public_id=public_id)
    except Refused as refusal:
        messages.error(request, str(refusal.sentence))
    rows = wishes_of(body)
    context = {
        "body": body,
        "form": form,
        "groups": [
            (capfirst(str(kind.label)), found)
            for kind in WishKind
            if (found := [row for row in rows if row.kind == kind])
        ],
        "may_end_all": bool(may_keep_meetings(request.viewer, body)),
        "own": request.viewer.user,
        "crumbs": [
            Crumb(body.collaboration.name, address(body.collaboration.record, body.collaboration.name)),
            Crumb(body.name, address(body.record, body.name)),
            Crumb(_("Wishes for coming meetings")),
        ],
    }
    return show(request, "agenda/wishes.html", context)
