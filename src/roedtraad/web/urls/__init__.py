"""Every page's address, one file per page group."""

from django.urls import URLPattern, URLResolver

from roedtraad.web.urls import account, bodies, demo, documents, front, journal, search

urlpatterns: list[URLPattern | URLResolver] = [
    *front.urlpatterns,
    *account.urlpatterns,
    *bodies.urlpatterns,
    *demo.urlpatterns,
    *documents.urlpatterns,
    *journal.urlpatterns,
    *search.urlpatterns,
]
