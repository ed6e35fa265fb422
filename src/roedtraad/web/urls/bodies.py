"""Collaborations, bodies, people and parties."""

from django.urls import path

from roedtraad.accounts.models import RecordKind
from roedtraad.web.urls.faces import face
from roedtraad.web.views import bodies, body_acts, people, seats

urlpatterns = [
    path("samarbejder", bodies.collaborations, name="collaborations"),
    *face(RecordKind.COLLABORATION, bodies.collaboration),
    path("organ/<id:public_id>/pladser", seats.confirm, name="body_seats"),
    path("organ/<id:public_id>/skriv/<slug:what>", body_acts.write, name="body_write"),
    path("organ/<id:public_id>/kommissorium", body_acts.terms, name="body_terms"),
    *face(RecordKind.BODY, bodies.body),
    path("person/<id:public_id>/invitation", people.invite, name="invite"),
    *face(RecordKind.PERSON, people.person),
    *face(RecordKind.PARTY, people.party),
]
