"""Who somebody is, and which seats they have, is asked with every page: by index, although hardly anybody has a second row or an office."""

import pytest
from django.db import connection
from people import TODAY, World, a_person, a_seat

from roedtraad.bodies.models import Person, Seat
from roedtraad.bodies.queries.people import seats_of_rows

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL reads so small a table in any case"),
]


def test_a_register_of_people_who_are_one_row_each_is_not_read_from_end_to_end(world: World) -> None:
    for number in range(60):
        a_seat(a_person(f"Person {number}"), world.political)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    mads = world.mads.person
    for plan in (
        Person.objects.filter(same_as=mads.pk).order_by().explain(),
        Seat.objects.filter(office=mads.pk).order_by().explain(),
        seats_of_rows([mads.pk], on=TODAY).explain(),
    ):
        assert "SCAN bodies_person" not in plan, plan
        assert "SCAN bodies_seat" not in plan, plan
        assert "SCAN V0" not in plan, plan
