"""Mails and follows: which mails one gets, what one follows, and for administrators which mails were sent."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from roedtraad.accounts.models import Record, User
from roedtraad.notices import policy, queries
from roedtraad.notices.actions import follows as actions
from roedtraad.notices.actions.settling import send_again, settle_as_sent
from roedtraad.notices.mailing import read_stop_token
from roedtraad.notices.models import Mail, MailKind, MailState, Rhythm
from roedtraad.notices.searches import Search
from roedtraad.web.access import login_needed
from roedtraad.web.forms.notices import MailsForm, OutboxForm
from roedtraad.web.forms.search import SearchForm
from roedtraad.web.lookup import key_of
from roedtraad.web.paging import page_of
from roedtraad.web.parts import Crumb
from roedtraad.web.refusals import allowed_or_404, refusals_on
from roedtraad.web.rendering import show
from roedtraad.web.requests import Request


@login_needed
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: Request) -> HttpResponse:
    """Which mails one gets, and the last that one got. Two queries besides those of the viewer."""
    user = request.viewer.user
    assert isinstance(user, User)
    chosen = queries.choices_of(user)
    initial = {
        "overblik": chosen.digest,
        "dagsordener": chosen.wants_agendas,
        "referater": chosen.wants_minutes,
        "paamindelser": chosen.wants_reminders,
    }
    form = MailsForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            _choose(request, form)
            return redirect("notices")
    context = {"form": form, "mails": queries.own_mails(user), "crumbs": [Crumb(_("Your mails"))]}
    return show(request, "notices/settings.html", context)


def _choose(request: Request, form: MailsForm) -> None:
    told = form.cleaned_data
    actions.choose(
        digest=Rhythm(told["overblik"]),
        agendas=told["dagsordener"],
        minutes=told["referater"],
        reminders=told["paamindelser"],
        viewer=request.viewer,
    )
    messages.success(request, _("Your choice has been saved."))


@csrf_exempt  # mail programs send the form without having seen it; the token says that it came from a mail
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: Request, token: str) -> HttpResponse:
    """Stop mails of one kind, by the link in one of them, without a login. Nothing is stopped by looking. One query."""
    told = read_stop_token(token)
    if told is None:
        raise Http404
    addressee, kind = told
    if request.method == "POST":
        actions.stop_mails(addressee, kind)
    context = {"kind": kind.label, "is_done": request.method == "POST", "crumbs": [Crumb(_("Your mails"))]}
    return show(request, "notices/stop.html", context)


@login_needed
@require_http_methods(["GET", "HEAD", "POST"])
def follows(request: Request) -> HttpResponse:
    """What one follows, and the forms that stop. Nine queries at most besides those of the viewer."""
    if request.method == "POST":
        actions.stop_following(key_of(request.POST.get("stop", "")), viewer=request.viewer)
        messages.success(request, _("You follow it no longer."))
        return redirect("follows")
    context = {"lines": queries.follows_of(request.viewer), "crumbs": [Crumb(_("What you follow"))]}
    return show(request, "notices/follows.html", context)


@login_needed
@require_POST
def follow(request: Request, public_id: str) -> HttpResponse:
    """Follow a record, and come back to its page; who follows it already is led to where one stops."""
    record = Record.objects.filter(public_id=public_id).first()
    if record is None:
        raise Http404
    allowed_or_404(policy.may_follow(request.viewer, record))
    if actions.follow(record, viewer=request.viewer):
        messages.success(request, _("You follow this from now on. What is new comes in your digest."))
        return redirect(_back(request))
    messages.info(request, _("You follow this already. Here you can stop."))
    return redirect("follows")


@login_needed
@require_POST
def follow_search(request: Request) -> HttpResponse:
    """Follow a search, and come back to it."""
    query = request.POST.copy()
    for name in ("csrfmiddlewaretoken", "side", "tilbage", "orden"):
        query.pop(name, None)
    form = SearchForm(query, viewer=request.viewer)
    search = Search(form.words, form.filters())
    if actions.follow_search(search, query=query.urlencode(), viewer=request.viewer):
        messages.success(request, _("You follow this search from now on. New results come in your digest."))
        return redirect(f"{reverse('search')}?{query.urlencode()}")
    messages.info(request, _("You follow this already. Here you can stop."))
    return redirect("follows")


def _back(request: Request) -> str:
    there = request.POST.get("tilbage", "")
    return there if url_has_allowed_host_and_scheme(there, allowed_hosts=None) else reverse("follows")


@login_needed
@require_safe
def outbox(request: Request) -> HttpResponse:
    """Which mails were sent to whom, and what became of them. Three queries besides those of the viewer."""
    allowed_or_404(policy.may_see_outbox(request.viewer))
    form = OutboxForm(request.GET)
    state = form.cleaned_data["tilstand"] if form.is_valid() else ""
    counts = queries.outbox_counts()
    number = counts.get(state, 0) if state else sum(counts.values())
    context = {
        "form": form,
        "pages": page_of(request, queries.outbox(state=state), count=number),
        "unsettled": counts.get(MailState.UNCERTAIN, 0) + counts.get(MailState.FAILED, 0),
        "crumbs": [Crumb(_("Mails sent"))],
    }
    return show(request, "notices/outbox.html", context)


@login_needed
@require_http_methods(["GET", "HEAD", "POST"])
def one_mail(request: Request, public_id: str) -> HttpResponse:
    """What a mail said, to whoever got it and to administrators; and what became of one that is uncertain. One query."""
    mail = queries.mail_for(public_id)
    if mail is None or not (_may_know(request, mail)):
        raise Http404
    if request.method == "POST":
        act = send_again if request.POST.get("goer") == "igen" else settle_as_sent
        act(mail, viewer=request.viewer, at=timezone.now())
        messages.success(request, _("It has been noted."))
        return redirect("outbox")
    context = {
        "mail": mail,
        "may_read": policy.may_read_mail(request.viewer, mail),
        "may_settle": policy.may_settle(request.viewer, mail),
        "is_digest": mail.kind == MailKind.DIGEST,
        "crumbs": [_above(request), Crumb(mail.get_kind_display())],
    }
    return show(request, "notices/mail.html", context)


def _may_know(request: Request, mail: Mail) -> bool:
    return bool(policy.may_see_outbox(request.viewer) or policy.may_read_mail(request.viewer, mail))


def _above(request: Request) -> Crumb:
    if policy.may_see_outbox(request.viewer):
        return Crumb(_("Mails sent"), reverse("outbox"))
    return Crumb(_("Your mails"), reverse("notices"))
