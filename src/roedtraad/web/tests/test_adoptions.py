"""Pages of adoption and reconciliation: who asks, who answers, who sees what, and what a file becomes."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from money import Purse, a_purse
from people import a_person, a_user, a_world
from sessions import log_in

from roedtraad.commitments.models import Adoption
from roedtraad.fund.actions import name_keeper
from roedtraad.fund.models import AccountsLine
from roedtraad.publishing.actions import publish_minutes

pytestmark = pytest.mark.django_db


@pytest.fixture
def purse() -> Purse:
    made = a_purse(a_world())
    made.grant(made.share(made.fjordby, "628320.00"), made.share(made.region, "1483000.00"))
    made.allocate(
        made.share(made.fjordby, "300235.05", made.home), made.share(made.region, "454600.00", made.home)
    )
    publish_minutes(made.decision.item.meeting, viewer=made.sara)
    return made


def there(purse: Purse, number: int | str = "") -> str:
    stem = f"/beslutning/{purse.decision.record.public_id}/vedtagelser"
    return f"{stem}/{number}" if number else stem


def asked(purse: Purse) -> Adoption:
    """Sara asks both parties that pay; return what Fjordby is asked."""
    client = log_in(Client(), purse.world.sara)
    page = client.get(there(purse)).content.decode()
    boxes = [part.split('"')[0] for part in page.split('name="asked" value="')[1:]]
    assert len(boxes) == 2, page
    answer = client.post(there(purse), {"asked": boxes, "due_on": "2026-12-18"})
    assert answer.status_code == 302, answer.content.decode()
    return Adoption.objects.get(party=purse.fjordby)


def test_the_text_for_the_council_is_written_from_the_ledger(purse: Purse) -> None:
    row = asked(purse)
    page = Client().get(there(purse, row.pk)).content.decode()
    for words in ("kommunalbestyrelsen, Fjordby Kommune", "300.235,05 kr.", "Trygt hjem, 2026"):
        assert words in page
    region = Adoption.objects.get(party=purse.region)
    assert "Sag til regionsrådet, Region Bæltet" in region.text


def test_a_party_writes_what_it_decided_and_everybody_sees_it(purse: Purse) -> None:
    row = asked(purse)
    client = log_in(Client(), purse.world.mads)
    assert there(purse, row.pk) in client.get("/skrivebord").content.decode()
    sent = {"hvad": "vedtag", "on": "2026-11-20", "by": "Byrådet, punkt 7", "case_number": "26/101"}
    assert client.post(there(purse, row.pk), sent).status_code == 302
    for path in (there(purse), f"/midler/{purse.fund.record.public_id}/vedtagelser"):
        page = Client().get(path).content.decode()
        assert "26/101" in page
        assert "Vedtaget" in page
    matrix = Client().get(f"/midler/{purse.fund.record.public_id}").content.decode()
    assert "Heraf vedtaget af parten selv" in matrix
    assert matrix.count("300.235,05") >= 2


def test_nonsense_is_shown_in_the_form_and_nothing_is_written(purse: Purse) -> None:
    row = asked(purse)
    client = log_in(Client(), purse.world.mads)
    sent = {"hvad": "vedtag", "on": "2031-01-01", "by": "Byrådet"}
    page = client.post(there(purse, row.pk), sent)
    assert page.status_code == 200
    assert "Datoen ligger i fremtiden" in page.content.decode()
    row.refresh_from_db()
    assert row.state == "waiting"


def test_others_have_no_form(purse: Purse) -> None:
    row = asked(purse)
    for user in (None, purse.world.lone, purse.world.vibe):
        page = log_in(Client(), user).get(there(purse, row.pk))
        assert 'name="hvad"' not in page.content.decode()
    assert log_in(Client(), purse.world.vibe).post(there(purse), {"asked": "x"}).status_code == 403


ROWS = "Dato;Tekst;Bilagsnr.;Beløb\n20-03-2026;Løn;2026-0117;48.210,75\n21-03-2026;Kaffe;77;99,00\n"


def test_a_finance_person_brings_accounts_and_explains_a_difference(purse: Purse) -> None:
    user = a_user("Omar Bech")
    name_keeper(
        viewer=purse.sara, fund=purse.fund, party=purse.fjordby, person=a_person("Omar Bech", user=user)
    )
    purse.spend(purse.share(purse.fjordby, "48210.75", purse.home))
    client = log_in(Client(), user)
    start = f"/midler/{purse.fund.record.public_id}/afstemning"
    path = client.get(start).headers["Location"]
    file = SimpleUploadedFile("Kontokort.csv", ROWS.encode("cp1252"))
    assert client.post(path, {"hvad": "fil", "accounts": file}).status_code == 302
    page = client.get(path).content.decode()
    assert "Kaffe" in page
    assert "1 linjer stemmer" in page
    line = AccountsLine.objects.get(text="Kaffe")
    sent = {"hvad": "note", "linje": line.pk, "note": "Hører til en anden konto"}
    assert client.post(path, sent).status_code == 302
    line.refresh_from_db()
    assert line.note == "Hører til en anden konto"
    bad = SimpleUploadedFile("billede.png", b"\x89PNG\r\n\x00\x00")
    assert "hverken CSV eller XLSX" in client.post(path, {"hvad": "fil", "accounts": bad}).content.decode()


def test_a_partys_accounts_are_shown_to_nobody_else(purse: Purse) -> None:
    path = f"/midler/{purse.fund.record.public_id}/afstemning/{purse.fjordby.record.public_id}"
    for user in (purse.world.mads, purse.world.lone, purse.world.vibe):
        assert log_in(Client(), user).get(path).status_code == 403
    assert Client().get(path).status_code == 302
    assert log_in(Client(), purse.world.sara).get(path).status_code == 200


def written(purse: Purse, what: str, **sent: object) -> str:
    client = log_in(Client(), purse.world.sara)
    path = f"/midler/{purse.fund.record.public_id}/skriv/{what}"
    common = {"on": "2026-03-20", "year": "2026", "text": "Prøve", "source": "Brev"}
    answer = client.post(path, common | sent)
    return "ok" if answer.status_code == 302 else answer.content.decode()


def test_rarer_acts_are_written_on_pages(purse: Purse) -> None:
    party, other = (one.record.public_id for one in (purse.fjordby, purse.region))
    home, car = (one.record.public_id for one in (purse.home, purse.car))
    decision = purse.decision.record.public_id
    key = {"total": "1000,01", "key_source": "Aftalt", f"vaegt_{party}": "1", f"vaegt_{other}": "2"}
    assert written(purse, "fordel", **key) == "ok"
    percent = {f"procent_{home}": "60", f"procent_{car}": "40", f"part_{party}": "10,01"}
    assert written(purse, "procent", decision=decision, key_source="Aftalt", **percent) == "ok"
    assert written(purse, "reserver", initiative=car, **{f"part_{party}": "5,00"}) == "ok"
    assert written(purse, "flyt", amount="1,00", out_of=party, into=other) == "ok"
    assert written(purse, "returner", amount="1,00", party=party) == "ok"
    assert written(purse, "ved-siden", kind="applied", amount="600.000") == "ok"
    assert written(purse, "frist", carry_over_by="2026-12-31") == "ok"
    assert written(purse, "ret", purpose="Mest for flest", giver="Staten", is_public="on") == "ok"
    kinds = purse.fund.entries.order_by("pk").values_list("kind", flat=True)
    assert list(kinds)[2:] == ["grant", "allocate", "reserve", "transfer", "return"]
    application = purse.fund.estimates.get()
    path = f"/midler/{purse.fund.record.public_id}/ansoegning/{application.pk}"
    client = log_in(Client(), purse.world.sara)
    sent = {"on": "2026-03-20", "text": "Bevilget", "amount": "450.000", "source": "Brev"}
    assert client.post(path, sent).status_code == 302
    application.refresh_from_db()
    assert application.answer == "granted"


def test_what_cannot_be_is_refused_in_the_form(purse: Purse) -> None:
    party = purse.fjordby.record.public_id
    sixty = {f"procent_{purse.home.record.public_id}": "60", f"part_{party}": "10,00"}
    decision = purse.decision.record.public_id
    assert written(purse, "procent", decision=decision, key_source="Aftalt", **sixty) != "ok"
    assert written(purse, "flyt", amount="1,00", out_of=party, into=party) != "ok"
    assert written(purse, "fordel", total="10,00", key_source="Aftalt") != "ok"
    assert purse.fund.entries.count() == 2
