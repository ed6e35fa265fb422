"""Publishing the papers of meetings, what was published, and trying whether a file is genuine."""

from django.urls import path

from roedtraad.web.urls import faces  # noqa: F401  # makes the converter 'id' known
from roedtraad.web.views import minutes, published, publishing

urlpatterns = [
    path("moede/<id:public_id>/offentliggoer", publishing.publish, name="meeting_publish"),
    path("moede/<id:public_id>/referat", minutes.minutes, name="minutes"),
    path("moede/<id:public_id>/udgaver", minutes.trail, name="meeting_trail"),
    path("moede/<id:public_id>/kalender.ics", published.calendar, name="meeting_calendar"),
    path("moede/<id:public_id>/samlet.pdf", published.binder, name="meeting_binder"),
    path("offentliggjort/<id:public_id>.<slug:file_format>", published.file, name="published_file"),
    path("efterproev", published.try_file, name="try_file"),
]
