"""Adoption: of a decision, of one party, of a fund."""

from django.urls import path

from roedtraad.web.views import adoptions

urlpatterns = [
    path("beslutning/<id:public_id>/vedtagelser", adoptions.adoptions, name="adoptions"),
    path("beslutning/<id:public_id>/vedtagelser/<int:number>", adoptions.adoption, name="adoption"),
    path("midler/<id:public_id>/vedtagelser", adoptions.fund_adoptions, name="fund_adoptions"),
]
