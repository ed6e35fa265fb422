"""The door of a demonstration."""

from django.urls import path

from roedtraad.web.views import demo

urlpatterns = [path("demo", demo.door, name="demo")]
