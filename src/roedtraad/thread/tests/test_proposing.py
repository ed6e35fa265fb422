"""What the machine proposes, by the words of items and the names of initiatives; no database."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from roedtraad.thread.models import ReasonKind
from roedtraad.thread.proposing.about import Passage, Proposal, Told, about
from roedtraad.thread.proposing.names import Named, lexicon

HOME, TAVLE = (
    Named(1, ("Trygt hjem", "Hoftesporet"), home=7),
    Named(2, ("Fælles tavle for midlertidige pladser",), home=7),
)
ELSEWHERE = Named(3, ("Trygt hjem",), home=8)
LEXICON = lexicon([HOME, TAVLE])
DAY = date(2026, 3, 13)


def item(
    title: str = "Orientering om økonomi",
    case: str = "",
    *,
    key: int = 10,
    point: str = "",
    decision: str = "",
    cases: frozenset[int] = frozenset(),
    home: int = 7,
    on: date = DAY,
) -> Told:
    texts = ((ReasonKind.TEXT, case), (ReasonKind.POINT, point), (ReasonKind.DECISION, decision))
    passages = tuple(Passage(kind, text, key, str(kind)) for kind, text in texts if text)
    return Told(key, on, title, passages, cases, home)


def proposed(*items: Told, begins: date | None = None) -> list[tuple[int, int]]:
    return [(one.item, one.initiative) for one in _all(*items, begins=begins)]


def _all(*items: Told, begins: date | None = None) -> list[Proposal]:
    return about(items, LEXICON, begins=dict.fromkeys((1, 2, 3), begins))


def test_a_title_that_names_an_initiative_is_about_it() -> None:
    assert proposed(item("Status på Trygt hjem")) == [(10, 1)]


def test_an_alias_counts_as_a_name() -> None:
    assert proposed(item("Hoftesporet: de første tal")) == [(10, 1)]


def test_a_name_is_found_in_another_form() -> None:
    assert proposed(item(case="Den fælles tavles brug er gået op.")) == [(10, 2)]


def test_the_first_part_of_a_long_name_stands_for_it() -> None:
    assert proposed(item("Fælles tavle: udbredelse")) == [(10, 2)]


def test_a_name_alone_in_a_list_says_nothing() -> None:
    assert proposed(item("Punkter til næste møde", "- Trygt hjem\n- Fælles tavle")) == []


def test_a_line_of_a_list_that_says_something_counts() -> None:
    assert proposed(item(case="- Fælles tavle: 300.000 kr.")) == [(10, 2)]


def test_words_behind_a_dash_that_are_no_sentence_say_nothing() -> None:
    assert proposed(item("Opgaver frem mod årets udgang", "- Ledelse af Trygt hjem\n- Hold 4")) == []
    assert proposed(item("Opgaver", "- Trygt hjem ledes af sygehuset til årets udgang.")) == [(10, 1)]


def test_a_heading_in_the_case_counts() -> None:
    (one,) = _all(item(case="Trygt hjem\n\nMålet er nået."))
    assert one.reasons[0].kind is ReasonKind.HEADING


def test_the_words_are_the_whole_sentence_with_its_date() -> None:
    (one,) = _all(
        item(case="Mødet var langt. Siden 1. juni 2025 har Trygt hjem fulgt 377 borgere hjem. Godt.")
    )
    assert [why.words for why in one.reasons] == ["Siden 1. juni 2025 har Trygt hjem fulgt 377 borgere hjem."]


def test_a_row_counts_when_it_has_an_amount() -> None:
    assert proposed(item(case="Trygt hjem\t300.235,05\t1.148.000,00")) == [(10, 1)]
    assert proposed(item(case="Trygt hjem\t-\t-")) == []


def test_what_is_only_mentioned_under_anothers_title_is_left_out() -> None:
    assert proposed(item("Status på Trygt hjem", "Fælles tavle\t1.192.000,00")) == [(10, 1)]


def test_a_decision_counts_under_anothers_title_too() -> None:
    assert proposed(item("Status på Trygt hjem", decision="Fælles tavle standses.")) == [(10, 1), (10, 2)]


def test_what_was_said_long_before_an_initiative_began_is_about_something_else() -> None:
    told = item("Trygt hjem", on=date(2024, 9, 5))
    assert proposed(told, begins=date(2026, 1, 1)) == []
    assert proposed(told, begins=date(2025, 6, 1)) == [(10, 1)]


def test_the_other_items_of_a_case_are_about_the_same() -> None:
    named = item("Status på Trygt hjem", cases=frozenset({5}))
    silent = item("Forslag: borgere følges hjem", key=11, cases=frozenset({5}))
    assert proposed(named, silent) == [(10, 1), (11, 1)]


def test_a_case_about_several_initiatives_carries_nothing_on() -> None:
    one = item("Trygt hjem", cases=frozenset({5}))
    two = item("Fælles tavle", key=11, cases=frozenset({5}))
    silent = item("Overførsel", key=12, cases=frozenset({5}))
    assert proposed(one, two, silent) == [(10, 1), (11, 2)]


def test_items_with_the_same_title_are_a_series() -> None:
    one = item("Plan for akutsygeplejersker", "Planen hører til den fælles tavle.", cases=frozenset({5}))
    two = item("Plan for akutsygeplejersker", key=11, cases=frozenset({6}))
    assert proposed(one, two) == [(10, 2), (11, 2)]


def test_a_collaborations_own_initiative_comes_before_anothers_of_the_same_name() -> None:
    both = lexicon([HOME, ELSEWHERE])
    none = dict.fromkeys((1, 3))
    assert [one.initiative for one in about([item("Trygt hjem")], both, begins=none)] == [1]
    assert [one.initiative for one in about([item("Trygt hjem", home=8)], both, begins=none)] == [3]


def test_anothers_initiative_is_meant_by_its_whole_name_alone() -> None:
    assert proposed(item("Trygt hjem i naboklyngen", home=9)) == [(10, 1)]
    assert proposed(item("Fælles tavle", home=9)) == []


@given(st.text(alphabet="Trygt hjem.\n\t-1•æøå:", max_size=200), st.text(max_size=200))
def test_every_proposal_has_a_reason_whose_words_stand_in_the_item(title: str, case: str) -> None:
    told = item(title, case, decision=title)
    for one in _all(told):
        assert one.reasons
        texts = [told.title, *(passage.text for passage in told.passages)]
        assert all(any(why.words.strip() in text for text in texts) for why in one.reasons)
