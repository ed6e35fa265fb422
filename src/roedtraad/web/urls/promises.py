"""Promises: the register, and each with what happened to it."""

from django.urls import path

from roedtraad.accounts.models import RecordKind
from roedtraad.web.urls.faces import face
from roedtraad.web.views import promises

urlpatterns = [
    path("loefter", promises.commitments, name="commitments"),
    path("loefte/<id:public_id>/gjort", promises.do, name="commitment_act"),  # before the face: no slug
    *face(RecordKind.COMMITMENT, promises.commitment),
]
