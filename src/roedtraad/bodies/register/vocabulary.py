"""The Danish words of register files, and what they stand for."""

from __future__ import annotations

from roedtraad.bodies.models import Body, Collaboration, PartyKind, SeatRole

PARTY_KINDS = (
    ("region", PartyKind.REGION),
    ("kommune", PartyKind.MUNICIPALITY),
    ("sygehus", PartyKind.HOSPITAL),
    ("almen praksis", PartyKind.GENERAL_PRACTICE),
    ("patientforening", PartyKind.PATIENTS),
    ("fælles sekretariat", PartyKind.JOINT_SECRETARIAT),
    ("myndighed", PartyKind.AUTHORITY),
    ("andet", PartyKind.OTHER),
)
COLLABORATION_KINDS = (
    ("sundhedsklynge", Collaboration.Kind.HEALTH_CLUSTER),
    ("sundhedsråd", Collaboration.Kind.HEALTH_COUNCIL),
    ("hele regionen", Collaboration.Kind.REGION_WIDE),
    ("andet", Collaboration.Kind.OTHER),
)
BODY_KINDS = (
    ("fast", Body.Kind.STANDING),
    ("ad hoc", Body.Kind.AD_HOC),
    ("arbejdsgruppe", Body.Kind.WORKING_GROUP),
    ("styregruppe", Body.Kind.STEERING_GROUP),
)
# 'formand' is one chair; where a body has two at a time they are equal: see `seating`.
ROLES = (
    ("medlem", SeatRole.MEMBER),
    ("formand", SeatRole.CHAIR),
    ("medformand", SeatRole.CO_CHAIR),
    ("næstformand", SeatRole.VICE_CHAIR),
    ("patientrepræsentant", SeatRole.PATIENT_REPRESENTATIVE),
    ("tilforordnet", SeatRole.APPOINTED_DEPUTY),
    ("stedfortræder", SeatRole.APPOINTED_DEPUTY),
    ("suppleant", SeatRole.SUBSTITUTE),
    ("observatør", SeatRole.OBSERVER),
    ("administration", SeatRole.ADMINISTRATION),
    ("sekretariat", SeatRole.SECRETARIAT),
    ("gæst", SeatRole.GUEST),
)
# Chairs are chosen by name; whoever else sits by an office sits as long as they hold it.
CHOSEN_BY_NAME = frozenset({SeatRole.CHAIR, SeatRole.CO_CHAIR, SeatRole.VICE_CHAIR})
DEPUTIES = frozenset({SeatRole.APPOINTED_DEPUTY, SeatRole.SUBSTITUTE})
