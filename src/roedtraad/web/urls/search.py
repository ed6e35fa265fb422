"""Search."""

from django.urls import path

from roedtraad.web.views import search

urlpatterns = [
    path("soeg", search.search, name="search"),
    path("soeg/forslag", search.suggestions, name="suggestions"),
]
