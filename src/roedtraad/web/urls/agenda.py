"""Where meetings are planned and agendas composed."""

from django.urls import path

from roedtraad.web.urls import faces  # noqa: F401  # makes the converter 'id' known
from roedtraad.web.views import agenda, wishes, year

urlpatterns = [
    path("moedeplan", year.year, name="meeting_year"),
    path("moedeplan/oensker/<id:public_id>", wishes.body_wishes, name="body_wishes"),
    path("moede/nyt", agenda.plan, name="meeting_plan"),
    path("moede/<id:public_id>/ret", agenda.change, name="meeting_change"),
    path("moede/<id:public_id>/dagsorden", agenda.agenda, name="agenda"),
]
