"""What does not add up."""

from django.urls import path

from roedtraad.web.views import findings

urlpatterns = [
    path("uoverensstemmelser", findings.register, name="findings"),
    path("uoverensstemmelser/<id:public_id>", findings.finding, name="finding"),
]
