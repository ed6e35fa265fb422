"""Promises: the register, and each with what happened to it."""

from django.urls import path

from roedtraad.accounts.models import RecordKind
from roedtraad.web.urls.faces import face
from roedtraad.web.views import promises

urlpatterns = [
    path("loefter", promises.commitments, name="commitments"),
    *face(RecordKind.COMMITMENT, promises.commitment),
]
