"""Seats, groups and terms of reference written by hand: who may, what is refused, and what the page of the body says then."""

import re
from datetime import date

import pytest
from django.test import Client
from people import World, a_body, a_level, a_party, a_person, a_seat, a_world, known_to_their_body
from sessions import log_in

from roedtraad.accounts.models import JournalEntry
from roedtraad.bodies import actions
from roedtraad.bodies.models import Body, Person, Seat, SeatRole, TermsOfReference

pytestmark = pytest.mark.django_db
WRITTEN = ("plads", "skift", "afslut", "tag-tilbage", "gruppe", "kommissorium", "nedlaeg")


@pytest.fixture
def world() -> World:
    made = a_world()
    known_to_their_body(made)
    return made


@pytest.fixture
def sara(world: World) -> Client:
    """The secretary of the political level, logged in."""
    return log_in(Client(), world.sara)


def there(body: Body, what: str = "") -> str:
    page = f"/organ/{body.record.public_id}"
    return f"{page}/skriv/{what}" if what else page


def words_of(client: Client, path: str) -> str:
    return client.get(path, follow=True).content.decode().replace("\N{NO-BREAK SPACE}", " ")


def a_seat_told(**more: object) -> dict[str, object]:
    return {"role": "member", "deputy_order": "1", "first": "2026-02-01", **more}


def seat_of(user_name: str, body: Body) -> Seat:
    return Seat.objects.get(body=body, person__name=user_name)


# seats


def test_a_secretary_gives_somebody_new_a_seat_for_a_party(world: World, sara: Client) -> None:
    party = a_party("Skovlund Kommune")
    assert "Giv en plads" in words_of(sara, there(world.political))
    told = a_seat_told(new_name=" Ditte  Rask ", party=party.name, title="Borgmester", letter="A")
    answer = sara.post(there(world.political, "plads"), told)
    assert answer["Location"].endswith("/pladser")
    seat = seat_of("Ditte Rask", world.political)
    assert (seat.role, seat.party, seat.title, seat.letter) == (SeatRole.MEMBER, party, "Borgmester", "A")
    assert (seat.valid_from, seat.valid_to) == (date(2026, 2, 1), None)
    assert JournalEntry.objects.filter(act="bodies.seat.created", record=seat.record).exists()
    page = words_of(Client(), f"{there(world.political)}?dag=2026-02-01")
    assert "Ditte Rask" in page
    assert "Skovlund Kommune" in page
    assert "Ditte Rask" not in words_of(Client(), f"{there(world.political)}?dag=2026-01-31")


def test_somebody_of_the_register_gets_a_seat_as_deputy_for_a_member(world: World, sara: Client) -> None:
    mads, lone = seat_of("Mads Ravn", world.political), Person.objects.get(name="Lone Dalsminde")
    told = a_seat_told(person=lone.name, role="appointed_deputy", deputy_for=mads.pk)
    sara.post(there(world.political, "plads"), told)
    deputy = Seat.objects.get(person=lone, role=SeatRole.APPOINTED_DEPUTY)
    assert deputy.deputy_for == mads


def test_whoever_holds_an_office_gets_a_seat(world: World, sara: Client) -> None:
    ada = world.viewer(world.ada)
    office = actions.create_office(viewer=ada, party=a_party("Havneby Kommune"), title="Borgmester")
    sara.post(there(world.political, "plads"), a_seat_told(office="borgmester, havneby kommune"))
    assert Seat.objects.get(office=office).body == world.political
    assert "ubesat" in words_of(sara, there(world.political))


def test_a_new_name_that_the_register_knows_is_asked_about_and_nothing_typed_is_lost(
    world: World, sara: Client
) -> None:
    told = a_seat_told(new_name="mads ravn", title="Rådmand")
    assert 'name="is_other"' not in words_of(sara, there(world.political, "plads"))
    page = sara.post(there(world.political, "plads"), told).content.decode()
    assert "mads ravn står i registret. Skriv navnet under »En i registret«" in page
    assert 'value="Rådmand"' in page
    assert Person.objects.filter(name__iexact="mads ravn").count() == 1
    sara.post(there(world.political, "plads"), {**told, "is_other": "on"})
    assert Person.objects.filter(name__iexact="mads ravn").count() == 2


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({}, "Sig, hvem det er"),
        ({"new_name": "Ditte Rask", "last": "2026-01-31"}, "er før den første"),
        (
            {"new_name": "Ditte Rask", "role": "appointed_deputy"},
            "Skriv, hvem den tilforordnede er udpeget for.",
        ),
    ],
)
def test_a_seat_that_cannot_be_is_refused_with_a_sentence_and_nobody_is_entered(
    world: World, sara: Client, wrong: dict[str, str], sentence: str
) -> None:
    page = sara.post(there(world.political, "plads"), a_seat_told(title="Kommunaldirektør", **wrong))
    assert sentence in page.content.decode()
    assert 'value="Kommunaldirektør"' in page.content.decode()
    assert not Person.objects.filter(name="Ditte Rask").exists()


def test_the_same_seat_is_not_given_twice(world: World, sara: Client) -> None:
    told = a_seat_told(new_name="Ditte Rask")
    sara.post(there(world.political, "plads"), told)
    ditte = Person.objects.get(name="Ditte Rask")
    page = sara.post(there(world.political, "plads"), a_seat_told(person=ditte.name)).content.decode()
    assert "Ditte Rask har allerede denne plads" in page
    assert Seat.objects.filter(person=ditte).count() == 1


def test_nobody_whom_the_secretary_may_not_see_can_be_chosen(world: World, sara: Client) -> None:
    hidden = a_person("Otto Brændholt")
    assert "Otto Brændholt" not in words_of(sara, there(world.political, "plads"))
    sara.post(there(world.political, "plads"), a_seat_told(person=hidden.name))
    assert not Seat.objects.filter(person=hidden).exists()


def test_a_seat_ends_on_its_last_day_and_its_deputy_leaves_too(world: World, sara: Client) -> None:
    mads, rigmor = seat_of("Mads Ravn", world.political), a_person()
    deputy = a_seat(rigmor, world.political, SeatRole.APPOINTED_DEPUTY, deputy_for=mads)
    assert f"skriv/afslut?plads={mads.pk}" in words_of(sara, f"{there(world.political)}/pladser")
    assert f'value="{mads.pk}" selected' in words_of(
        sara, f"{there(world.political, 'afslut')}?plads={mads.pk}"
    )
    told = {"seat": mads.pk, "last_day": "2026-03-31", "reason": "Fratrådt"}
    sara.post(there(world.political, "afslut"), told)
    mads.refresh_from_db()
    deputy.refresh_from_db()
    assert mads.valid_to == deputy.valid_to == date(2026, 3, 31)
    assert JournalEntry.objects.get(act="bodies.seat.ended", record=mads.record).reason == "Fratrådt"
    assert f"skriv/afslut?plads={mads.pk}" not in words_of(sara, f"{there(world.political)}/pladser")


def test_a_seat_does_not_end_before_it_begins(world: World, sara: Client) -> None:
    mads = seat_of("Mads Ravn", world.political)
    page = sara.post(there(world.political, "afslut"), {"seat": mads.pk, "last_day": "2023-12-31"})
    assert "er før den første" in page.content.decode()
    mads.refresh_from_db()
    assert mads.valid_to is None


def test_a_new_representative_takes_the_seat_over_with_its_deputies(world: World, sara: Client) -> None:
    mads = seat_of("Mads Ravn", world.political)
    a_seat(a_person(), world.political, SeatRole.APPOINTED_DEPUTY, deputy_for=mads)
    told = {"seat": mads.pk, "new_name": "Ditte Rask", "first": "2026-04-01", "keep_deputies": "on"}
    sara.post(there(world.political, "skift"), told)
    mads.refresh_from_db()
    ditte = seat_of("Ditte Rask", world.political)
    assert (mads.valid_to, ditte.valid_from) == (date(2026, 3, 31), date(2026, 4, 1))
    assert (ditte.role, ditte.party) == (mads.role, mads.party)
    assert Seat.objects.filter(deputy_for=ditte, role=SeatRole.APPOINTED_DEPUTY).count() == 1


def test_a_seat_written_wrongly_is_taken_back_with_a_reason(world: World, sara: Client) -> None:
    mads = seat_of("Mads Ravn", world.political)
    sara.post(there(world.political, "tag-tilbage"), {"seat": mads.pk})
    mads.record.refresh_from_db()
    assert mads.record.withdrawn_at is None
    sara.post(there(world.political, "tag-tilbage"), {"seat": mads.pk, "reason": "Forkert organ"})
    mads.record.refresh_from_db()
    assert mads.record.withdrawn_at is not None


@pytest.mark.parametrize("what", ["skift", "afslut", "tag-tilbage"])
def test_no_seat_is_chosen_before_somebody_chooses_it(world: World, sara: Client, what: str) -> None:
    page = words_of(sara, there(world.political, what))
    first = re.search(r'<select name="seat"[^>]*>\s*<option value="([^"]*)"', page)
    assert first is not None
    assert first[1] == ""  # a browser chooses the first
    assert f'<option value="{seat_of("Mads Ravn", world.political).pk}"' in page


def test_a_seat_of_another_body_is_not_ended_here(world: World, sara: Client) -> None:
    vibe = seat_of("Vibe Krog", world.strategic)
    sara.post(there(world.political, "afslut"), {"seat": vibe.pk, "last_day": "2026-03-31"})
    vibe.refresh_from_db()
    assert vibe.valid_to is None


def test_the_name_of_somebody_who_may_not_be_seen_stands_nowhere(world: World, sara: Client) -> None:
    seat = a_seat(a_person("Otto Brændholt"), world.political)
    for page in (f"{there(world.political)}/pladser", there(world.political, "afslut")):
        words = words_of(sara, page)
        assert str(seat.pk) in words
        assert "navnet vises ikke" in words
        assert "Otto Brændholt" not in words
        assert "Otto Brændholt" in words_of(log_in(Client(), world.ada), page)


# groups


def a_group_told(world: World, **more: object) -> dict[str, object]:
    told = {"name": "Arbejdsgruppen om fald", "short_name": "Faldgruppen", "kind": "ad_hoc"}
    return {**told, "parent": world.political.pk, "first": "2026-02-01", **more}


def test_a_secretary_founds_a_group_and_keeps_it(world: World, sara: Client) -> None:
    level = a_level("strategic")
    answer = sara.post(there(world.political, "gruppe"), a_group_told(world, level=level.pk))
    group = Body.objects.get(name="Arbejdsgruppen om fald")
    assert group.record.public_id in answer["Location"]
    assert (group.parent, group.level, group.kind) == (world.political, level, Body.Kind.AD_HOC)
    assert (group.short_name, group.valid_from) == ("Faldgruppen", date(2026, 2, 1))
    assert group.publishes is False  # nobody ticked that it does
    assert seat_of("Sara Holm", group).role == SeatRole.SECRETARIAT
    assert "Arbejdsgruppen om fald" in words_of(Client(), there(world.political))
    assert "Giv en plads" in words_of(sara, there(group))


def test_a_group_stands_below_bodies_of_its_own_collaboration_only(world: World, sara: Client) -> None:
    elsewhere = a_body("Klynge Østerås – politisk niveau")
    assert elsewhere.name not in words_of(sara, there(world.political, "gruppe"))
    sara.post(there(world.political, "gruppe"), a_group_told(world, parent=elsewhere.pk))
    assert not Body.objects.filter(name="Arbejdsgruppen om fald").exists()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": "   "}, "Faldgruppen"),
        ({"name": "sundhedsklynge vestbælt –  politisk niveau"}, "findes allerede i samarbejdet"),
        ({"last": "2026-01-01"}, "er før den første"),
    ],
)
def test_a_group_without_a_name_with_a_known_one_or_with_days_out_of_order_is_refused(
    world: World, sara: Client, wrong: dict[str, str], sentence: str
) -> None:
    page = sara.post(there(world.political, "gruppe"), a_group_told(world, **wrong)).content.decode()
    assert sentence in page
    assert 'value="Faldgruppen"' in page
    assert not Body.objects.filter(short_name="Faldgruppen").exists()


def test_an_ad_hoc_group_is_concluded_and_its_page_says_what_it_came_to(world: World, sara: Client) -> None:
    sara.post(there(world.political, "gruppe"), a_group_told(world))
    group = Body.objects.get(name="Arbejdsgruppen om fald")
    told = {"last_day": "2026-06-30", "conclusion": "Fælles pakke om faldforebyggelse."}
    sara.post(there(group, "nedlaeg"), told)
    group.refresh_from_db()
    assert group.valid_to == seat_of("Sara Holm", group).valid_to == date(2026, 6, 30)
    page = words_of(Client(), there(group))
    assert "Fælles pakke om faldforebyggelse." in page
    assert "Ophørt" in page


def test_a_body_does_not_end_before_those_below_it(world: World, sara: Client) -> None:
    page = sara.post(there(world.political, "nedlaeg"), {"last_day": "2026-06-30", "conclusion": "Slut."})
    assert world.strategic.name in page.content.decode()
    assert "Slut." in page.content.decode()
    world.political.refresh_from_db()
    assert world.political.valid_to is None


# terms of reference


def test_a_new_version_holds_from_its_day_and_the_older_one_can_be_read(world: World, sara: Client) -> None:
    page = there(world.political, "kommissorium")
    sara.post(page, {"first": "2025-01-01", "purpose": "At følge op.", "tasks": "Fire møder om året."})
    assert "Fire møder om året." in words_of(sara, page)  # the next version begins from this one
    sara.post(page, {"first": "2026-01-01", "purpose": "At beslutte.", "tasks": "Fem møder om året."})
    old, new = TermsOfReference.objects.order_by("version")
    assert (old.valid_to, new.valid_from) == (date(2025, 12, 31), date(2026, 1, 1))
    now = words_of(Client(), f"{there(world.political)}?dag=2026-02-01")
    assert "At beslutte." in now
    assert "At følge op." not in now
    both = words_of(Client(), f"{there(world.political)}/kommissorium")
    assert "At beslutte." in both
    assert "At følge op." in both


def test_a_version_without_a_day_is_a_draft_that_only_the_secretariat_reads_and_writes_on(
    world: World, sara: Client
) -> None:
    page, versions = there(world.political, "kommissorium"), f"{there(world.political)}/kommissorium"
    sara.post(page, {"purpose": "At følge op."})
    assert "At følge op." in words_of(sara, versions)
    assert "At følge op." not in words_of(log_in(Client(), world.mads), versions)
    sara.post(page, {"purpose": "At beslutte.", "first": "2026-01-01"})
    assert TermsOfReference.objects.get().purpose == "At beslutte."
    assert "At beslutte." in words_of(Client(), versions)


def test_a_version_that_begins_before_the_last_and_one_without_a_word_are_refused(
    world: World, sara: Client
) -> None:
    page = there(world.political, "kommissorium")
    sara.post(page, {"first": "2026-01-01", "purpose": "At følge op."})
    early = sara.post(page, {"first": "2025-01-01", "purpose": "At beslutte."}).content.decode()
    assert "Version 1 gælder fra" in early
    assert "At beslutte." in early
    assert "mindst én del" in sara.post(page, {"first": "2027-01-01"}).content.decode()
    assert TermsOfReference.objects.count() == 1


# who may, and what it costs


@pytest.mark.parametrize("what", WRITTEN)
def test_a_member_the_chair_above_and_a_stranger_write_nothing(world: World, what: str) -> None:
    before = (Seat.objects.count(), Body.objects.count())
    told = a_group_told(world, new_name="Ditte Rask", role="member", deputy_order="1", purpose="Intet.")
    page = there(world.political, what)
    for user in (world.mads, world.vibe):
        assert log_in(Client(), user).get(page).status_code == 403
        assert log_in(Client(), user).post(page, told).status_code == 403
    assert Client().post(page, told).status_code == 401
    assert (Seat.objects.count(), Body.objects.count()) == before


def test_links_stand_on_the_page_for_those_who_may_and_for_nobody_else(world: World, sara: Client) -> None:
    page = there(world.political)
    assert f"{page}/skriv/" in words_of(sara, page)
    assert f"{page}/skriv/" in words_of(log_in(Client(), world.ada), page)
    assert f"{page}/skriv/" not in words_of(log_in(Client(), world.mads), page)
    assert f"{page}/skriv/" not in words_of(Client(), page)
    assert sara.get(there(world.political, "andet")).status_code == 404


def test_the_form_costs_the_same_for_few_and_for_many(
    world: World,
    sara: Client,
    django_assert_num_queries,  # type: ignore[no-untyped-def]
) -> None:
    with django_assert_num_queries(9):
        sara.get(there(world.political, "plads"))
    for number in range(20):
        a_seat(a_person(f"Person Nummer {number}"), world.political, party=a_party(f"Kommune {number}"))
    known_to_their_body(world)
    with django_assert_num_queries(9):
        sara.get(there(world.political, "plads"))
