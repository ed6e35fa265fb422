"""Where those who are invited to a meeting answer, and note things for themselves."""

from django.urls import path

from roedtraad.web.urls import faces  # noqa: F401  # makes the converter 'id' known
from roedtraad.web.views import answering

urlpatterns = [
    path("moede/<id:public_id>/svar", answering.answer, name="meeting_answer"),
    path("moede/<id:public_id>/noter", answering.notes, name="meeting_notes"),
]
