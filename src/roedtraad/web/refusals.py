"""What a refusal looks like in the browser: the sentence that the program says, and nothing typed is lost.

A view with a form wraps its action in `refusals_on(form)`: the sentence stands in the form's summary and the fields
keep their values. One with a button alone wraps it in `refusals_told(request)`. Whatever is refused elsewhere becomes a page with the sentence (`refusal_middleware`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.utils.datastructures import MultiValueDict

from roedtraad.accounts.refusals import Answer, NotAllowed, Refused
from roedtraad.web.requests import Request

# Typed values that are never shown again.
SECRET = frozenset(
    {"csrfmiddlewaretoken", "password", "password1", "password2", "oldpassword", "code", "credential"}
)
SHORTEST_WORD = 3  # 'on' and 'ja' are ticks and choices


@contextmanager
def refusals_on(form: BaseForm, *, but: tuple[type[Refused], ...] = ()) -> Iterator[None]:
    """Put a refusal into the form instead of letting it out; the view goes on and shows the form again.

    Those of the kinds `but` are let out: the view has more to say about them than their sentence.
    """
    try:
        yield
    except Refused as refusal:
        if isinstance(refusal, but):
            raise
        form.add_error(None, str(refusal.sentence))


@contextmanager
def refusals_told(request: Request) -> Iterator[None]:
    """Say a refusal above the next page, for acts that are one button; the view goes on to where it leads."""
    try:
        yield
    except Refused as refusal:
        messages.error(request, str(refusal.sentence))


def allowed_or_404(answer: Answer) -> None:
    """Raise `Http404` unless the answer is yes: for pages of which a stranger should not know that they exist."""
    if not answer:
        raise Http404


def typed_values(posted: QueryDict | MultiValueDict[str, str]) -> list[str]:
    """Return the words that somebody typed, without secrets, ticks and choices."""
    return [
        value
        for name, values in posted.lists()
        for value in values
        if name not in SECRET and len(value) >= SHORTEST_WORD and any(letter.isalpha() for letter in value)
    ]


class RefusalMiddleware:
    """Turns a refusal that no form has taken into a page: 403 when somebody may not, 409 when it cannot be done."""

    def __init__(self, get_response: Callable[[Request], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponseBase:
        """Answer the request."""
        return self.get_response(request)

    def process_exception(self, request: Request, exception: Exception) -> HttpResponse | None:
        """Show the sentence and what was typed, or leave other exceptions alone."""
        if not isinstance(exception, Refused):
            return None
        status = HTTPStatus.FORBIDDEN if isinstance(exception, NotAllowed) else HTTPStatus.CONFLICT
        context = {"sentence": exception.sentence, "typed": typed_values(request.POST)}
        return render(request, "errors/refused.html", context, status=status)
