"""The journal."""

from django.urls import path

from roedtraad.web.views import journal

urlpatterns = [
    path("journal", journal.read, name="journal"),
    path("journal/efterproev", journal.verify, name="journal_verify"),
]
