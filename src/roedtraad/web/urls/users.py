"""Users, for administrators."""

from django.urls import path

from roedtraad.web.views import users

urlpatterns = [
    path("brugere", users.users, name="users"),
    path("brugere/<int:pk>/luk", users.close, name="user_close"),
]
