"""Every page's address, one file per page group."""

from django.urls import URLPattern, URLResolver

import roedtraad.web.urls.faces  # noqa: F401 – the ids in addresses are known before the first address is read
from roedtraad.web.urls import (
    account,
    adoptions,
    agenda,
    answering,
    bodies,
    demo,
    documents,
    findings,
    front,
    fund,
    importing,
    initiatives,
    journal,
    meetings,
    notices,
    promises,
    publishing,
    recording,
    search,
    thread,
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
    *adoptions.urlpatterns,  # before the faces: a slug of theirs would take the address
    *importing.urlpatterns,
    *thread.urlpatterns,  # before the faces: a slug of theirs would take the address
    *initiatives.urlpatterns,
    *journal.urlpatterns,
    *agenda.urlpatterns,
    *answering.urlpatterns,
    *recording.urlpatterns,
    *publishing.urlpatterns,
    *writing.urlpatterns,  # before the faces: a slug of theirs would take the address
    *meetings.urlpatterns,
    *notices.urlpatterns,
    *promises.urlpatterns,
    *search.urlpatterns,
    *users.urlpatterns,
]
