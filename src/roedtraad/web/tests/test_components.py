"""The components say in words what they show, and draw without inline styles."""

import pytest
from django import forms
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import reverse
from django.utils.text import capfirst

from roedtraad.accounts.models import Record
from roedtraad.accounts.policy import Viewer
from roedtraad.meetings.models import OutcomeKind
from roedtraad.web import navigation
from roedtraad.web.parts import Link, Quote, Shape, Share, Step, columns


def rendered(source: str, **context: object) -> str:
    return " ".join(Template(source).render(Context(context)).split())


def test_a_bar_is_read_aloud_and_its_parts_fill_the_whole() -> None:
    said = rendered(
        "{% bar shares %}",
        shares=[Share("kept", 2, "holdt"), Share("loose", 1, "løse ender"), Share("open", 0, "åbne")],
    )
    assert 'aria-label="2 holdt, 1 løse ender"' in said
    assert '<line class="kept" x1="0%" x2="66.67%"' in said
    assert '<line class="loose" x1="66.67%" x2="100%"' in said
    assert "style=" not in said
    assert rendered("{% bar shares %}", shares=[]) == ""


def test_a_status_is_a_word_and_is_escaped() -> None:
    assert rendered('{% tag "" word %}', word="<b>") == '<span class="tag">&lt;b&gt;</span>'
    assert "#check" in rendered('{% tag "kept" "Holdt" %}')


def test_an_outcome_with_changes_says_so() -> None:
    kinds = [OutcomeKind.APPROVED, OutcomeKind.POSTPONED]
    assert "Godkendt ændret" in rendered("{% outcomes kinds True %}", kinds=kinds)
    plain = rendered("{% outcomes kinds %}", kinds=kinds)
    assert f"{capfirst(str(OutcomeKind.APPROVED.label))}</span>" in plain
    assert f'<span class="tag">{capfirst(str(OutcomeKind.POSTPONED.label))}</span>' in plain


def test_the_chain_marks_where_one_is_and_what_is_loose() -> None:
    links = [
        Link("Penge", "600.000 kr.", "/x", shape=Shape.MONEY, here=True),
        Link("Løfter", "3 af 5", loose=True),
    ]
    said = rendered('{% include "parts/chain.html" with label="Tråden" %}', links=links)
    assert '<li class="here"><span class="node money" aria-hidden="true">' in said
    assert 'aria-current="step"' in said
    assert '<li class=" loose">' in said


def test_steps_and_quotes_lead_to_their_source() -> None:
    assert '<a href="/x">Vedtaget</a>' in rendered(
        '{% include "parts/steps.html" %}', steps=[Step("i dag", "Vedtaget", "/x")]
    )
    quote = Quote("godkendt", before="Blev ", url="/dokument/x/side/5", source="Åbn side 5")
    said = rendered('{% include "parts/quote.html" %}', quote=quote)
    assert "”Blev <mark>godkendt</mark>”" in said
    assert '<a href="/dokument/x/side/5" data-print="/dokument/x/side/5">Åbn side 5</a>' in said


def test_columns_are_drawn_against_the_highest() -> None:
    assert [(one.label, one.height, one.top) for one in columns({"2025": 2, "2026": 4})] == [
        ("2025", 50, 50),
        ("2026", 100, 0),
    ]
    assert columns({}) == []


def test_none_is_a_dash_and_unknown_is_a_value() -> None:
    assert rendered("{{ nothing|day }} {{ nothing|kroner }} {{ nothing|amount }}", nothing=None) == "– – –"
    assert "ukendt" in rendered("{% unknown %}")


def test_an_address_can_be_written_without_the_record() -> None:
    record = Record(public_id="bcd23456", kind="body")
    assert rendered("{{ record|address:name }}", record=record, name="Et organ") == "/organ/bcd23456/et-organ"
    assert rendered('{% address_of "body" "bcd23456" name %}', name="Et organ") == "/organ/bcd23456/et-organ"


@pytest.mark.parametrize(
    ("user_agent", "said"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox, Linux"),
        (
            "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140 Safari/537.36 Edg/140",
            "Edge, Windows",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) AppleWebKit/605.1 Version/26.0 Safari/604.1",
            "Safari, iPhone",
        ),
        ("curl/8", "En anden browser"),
    ],
)
def test_a_browser_is_called_what_people_call_it(user_agent: str, said: str) -> None:
    assert rendered("{{ agent|browser }}", agent=user_agent) == said


def test_the_query_of_a_page_is_changed_and_kept() -> None:
    request = RequestFactory().get("/x", {"q": "læge", "side": "3"})
    assert rendered("{% with_query side=4 %}", request=request) == "?q=l%C3%A6ge&amp;side=4"
    assert rendered('{% with_query side=None q="" %}', request=request) == "?"


def test_every_entry_of_the_headers_leads_somewhere(settings) -> None:  # type: ignore[no-untyped-def]
    for entry in (*navigation.PUBLIC, *navigation.WORK):
        assert reverse(entry.route)


class Kinds(forms.Form):
    name = forms.CharField(label="Navn", help_text="Som på døren")
    day = forms.DateField(label="Dag", required=False)
    sure = forms.BooleanField(label="Ja, jeg er sikker")
    way = forms.ChoiceField(label="Vej", choices=[("a", "Ad landevejen")], widget=forms.RadioSelect)


def test_a_form_has_label_hint_message_and_a_summary_that_leads_to_the_fields() -> None:
    said = rendered("{{ form }}", form=Kinds({"day": "31. november"}))
    assert '<a href="#id_name">Navn</a>: Feltet skal udfyldes.' in said
    assert '<a href="#id_way_0">Vej</a>' in said
    assert 'aria-describedby="id_name_helptext id_name_error"' in said
    assert (
        '<div class="hint" id="id_name_helptext">Som på døren</div><span class="msg" id="id_name_error">'
        in said
    )
    assert 'Dag <span class="optional">(kan udelades)</span>' in said
    assert said.count("<fieldset") == 1
    assert "4 ting skal rettes" in said


@pytest.mark.parametrize("administrator", [True, False])
def test_only_administrators_have_the_journal_in_their_header(administrator: bool, django_user_model) -> None:  # type: ignore[no-untyped-def]
    user = django_user_model(email="a@b.dk", is_administrator=administrator)
    viewer = Viewer(on=None, user=user)  # type: ignore[arg-type]
    assert any(entry.url == "/journal" for entry in navigation.entries(viewer, route="")) is administrator
