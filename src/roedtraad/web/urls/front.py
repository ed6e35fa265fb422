"""The front page, my desk, and the pages that say what this is."""

from django.urls import path

from roedtraad.web.views import desk, front, pages

urlpatterns = [
    path("", front.front, name="front"),
    path("skrivebord", desk.desk, name="desk"),
    path("om", pages.about, name="about"),
    path("tilgaengelighed", pages.accessibility, name="accessibility"),
    path("privatliv", pages.privacy, name="privacy"),
]
