"""Every page's address, one file per page group."""

from django.urls import URLPattern, URLResolver

from roedtraad.web.urls import (
    account,
    bodies,
    demo,
    documents,
    findings,
    front,
    fund,
    importing,
    journal,
    meetings,
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
    *writing.urlpatterns,  # before the faces: a slug of theirs would take the address
    *meetings.urlpatterns,
    *search.urlpatterns,
    *users.urlpatterns,
]
