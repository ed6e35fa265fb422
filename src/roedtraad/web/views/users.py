"""Users, for administrators: who may log in, and closing somebody's user."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from roedtraad.accounts import actions
from roedtraad.accounts.models import User
from roedtraad.accounts.policy import may_close_user, may_read_journal
from roedtraad.web.access import login_needed
from roedtraad.web.forms.users import CloseForm
from roedtraad.web.paging import page_of
from roedtraad.web.parts import Crumb
from roedtraad.web.refusals import allowed_or_404, refusals_on
from roedtraad.web.rendering import show
from roedtraad.web.requests import Request


@login_needed
@require_safe
def users(request: Request) -> HttpResponse:
    """All users, those who may log in first. Two queries besides those of the viewer."""
    allowed_or_404(may_read_journal(request.viewer))
    pages = page_of(request, User.objects.order_by("-is_active", "name", "email"))
    return show(request, "users/users.html", {"pages": pages})


@login_needed
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: Request, pk: int) -> HttpResponse:
    """Let a user log in no more, for a reason."""
    allowed_or_404(may_read_journal(request.viewer))
    user = get_object_or_404(User, pk=pk)
    may_close_user(request.viewer, user).or_refuse()
    form = CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            actions.close_user(user, by=request.viewer.user, reason=form.cleaned_data["grund"])
            messages.success(request, _("%(name)s can log in no more.") % {"name": user})
            return redirect("users")
    crumbs = [Crumb(_("Users"), reverse("users")), Crumb(str(user))]
    return show(request, "users/close.html", {"form": form, "closed": user, "crumbs": crumbs})
