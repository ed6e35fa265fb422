"""What a request carries by the time it reaches a view."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from roedtraad.accounts.models import User
from roedtraad.accounts.policy import Viewer


class Request(HttpRequest):
    """A request with its viewer. Views and middleware name this type; Django still makes the object."""

    viewer: Viewer  # who looks, today; see `web.viewers`
    htmx: HtmxDetails  # true when htmx asks for a part of the page
    user: User | AnonymousUser
