"""Where meetings are recorded while they are held."""

from django.urls import path

from roedtraad.web.views import recording

urlpatterns = [
    path("moede/<id:public_id>/foer", recording.sitting, name="sitting"),
    path("moede/<id:public_id>/foer/nu", recording.live, name="sitting_live"),
]
