"""Every page's address, one file per page group."""

from django.urls import URLPattern, URLResolver

import roedtraad.web.urls.faces  # noqa: F401 – the ids in addresses are known before the first address is read
from roedtraad.web.urls import (
    account,
    agenda,
    bodies,
    demo,
    documents,
    findings,
    front,
    fund,
    importing,
    journal,
    meetings,
    promises,
    publishing,
    recording,
    search,
    users,
    writing,
)

urlpatterns: list[URLPattern | URLResolver] = [
    *front.urlpatterns,
    *account.urlpatterns,
    *bodies.urlpatterns,
    *demo.urlpatterns,
    *documents.urlpatterns,
    *findings.urlpatterns,
    *fund.urlpatterns,
    *importing.urlpatterns,
    *journal.urlpatterns,
    *agenda.urlpatterns,
    *recording.urlpatterns,
    *publishing.urlpatterns,
    *writing.urlpatterns,  # before the faces: a slug of theirs would take the address
    *meetings.urlpatterns,
    *promises.urlpatterns,
    *search.urlpatterns,
    *users.urlpatterns,
]
