"""Collaborations, bodies, people and parties."""

from django.urls import path

from roedtraad.accounts.models import RecordKind
from roedtraad.web.urls.faces import face
from roedtraad.web.views import (
    bodies,
    body_acts,
    collaboration_acts,
    overview,
    party_acts,
    people,
    register_acts,
    seats,
)

urlpatterns = [
    path("samarbejder", bodies.collaborations, name="collaborations"),
    path("samarbejder/nyt", collaboration_acts.new, name="collaboration_new"),
    path("samarbejder/register", collaboration_acts.load, name="register_load"),
    path("samarbejde/<id:public_id>/skriv/<slug:what>", collaboration_acts.write, name="collaboration_write"),
    path("parter", party_acts.parties, name="parties"),
    path("parter/ny", party_acts.new, name="party_new"),
    path("part/<id:public_id>/skriv/<slug:what>", party_acts.write, name="party_write"),
    path("opslag/<slug:what>", register_acts.names, name="names"),
    path("samarbejde/<id:public_id>/medlemmer", overview.of_collaboration, name="collaboration_overview"),
    path(
        "samarbejde/<id:public_id>/medlemmer.csv",
        overview.collaboration_file,
        name="collaboration_overview_file",
    ),
    path("organ/<id:public_id>/medlemmer", overview.of_body, name="body_overview"),
    path("organ/<id:public_id>/medlemmer.csv", overview.body_file, name="body_overview_file"),
    path("organ/<id:public_id>/pladser", seats.confirm, name="body_seats"),
    path("organ/<id:public_id>/skriv/<slug:what>", body_acts.write, name="body_write"),
    path("organ/<id:public_id>/kommissorium", body_acts.terms, name="body_terms"),
    # Last of theirs: a slug takes any word.
    *face(RecordKind.COLLABORATION, bodies.collaboration),
    *face(RecordKind.BODY, bodies.body),
    path("person/<id:public_id>/invitation", people.invite, name="invite"),
    *face(RecordKind.PERSON, people.person),
    *face(RecordKind.PARTY, people.party),
]
