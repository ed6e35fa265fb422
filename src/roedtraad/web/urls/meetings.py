"""Meetings, their items, what was decided, and the cases that pass through them."""

from django.urls import path

from roedtraad.accounts.models import RecordKind
from roedtraad.web.urls.faces import face
from roedtraad.web.views import cases, items, meetings, register

urlpatterns = [
    path("moeder", meetings.meetings, name="meetings"),
    *face(RecordKind.MEETING, meetings.meeting),
    *face(RecordKind.ITEM, items.item),
    *face(RecordKind.DECISION, items.decision),
    *face(RecordKind.CASE, cases.case),
    path("beslutninger", register.register, name="decisions"),
    path("beslutninger.csv", register.as_csv, name="decisions_csv"),
]
