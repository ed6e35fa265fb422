"""What every template knows: the installation, who looks, and the header."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from roedtraad.accounts.policy import Viewer
from roedtraad.web.navigation import entries
from roedtraad.web.requests import Request

# Pages to which nobody wants to come back after logging in.
PLACELESS = frozenset(
    {"front", "account_request_login_code", "account_login", "account_confirm_login_code", "account_logout"}
)


def page(request: Request) -> Mapping[str, object]:
    """Return `installation`, `viewer`, `navigation`, and the name of the organisation's login. No queries until a template asks for the viewer."""
    match = request.resolver_match
    route = (match.url_name or "") if match else ""
    viewer = getattr(request, "viewer", None) or Viewer(on=timezone.localdate())
    return {
        "installation": settings.SITE,
        "is_demo": settings.IS_DEMO,
        "viewer": viewer,
        "come_back_to": "" if route in PLACELESS else request.get_full_path(),
        "organisation_login": settings.OIDC_NAME if settings.OIDC_URL else "",
        "navigation": SimpleLazyObject(lambda: list(entries(viewer, route=route))),
    }
