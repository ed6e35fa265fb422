"""How alike two names are: conservative, the same both ways, and found by a key whenever they are alike."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from roedtraad.bodies.matching import Likeness, fold, likeness, name_keys
from roedtraad.bodies.matching.folding import MOST_PARTS, sound, tokens

SAME_PERSON = [
    ("Sara Holm", "Sara Holm", Likeness.SAME),
    ("Sara  Holm ", "Sara Holm", Likeness.SAME),
    ("Åge Blåbjerg", "Aage Blaabjerg", Likeness.SAME_LETTERS),
    ("Kurt Æbelund", "Kurt Aebelund", Likeness.SAME_LETTERS),
    ("Søren Møller", "Sören Möller", Likeness.SAME_LETTERS),
    ("René Dam", "Rene Dam", Likeness.SAME_LETTERS),
    ("Eva Holm-Dahl", "Eva Holm Dahl", Likeness.SAME_LETTERS),
    ("SARA HOLM", "Sara Holm", Likeness.SAME_LETTERS),
    ("Holm, Sara", "Sara Holm", Likeness.SAME_LETTERS),
    ("Holm Sara", "Sara Holm", Likeness.OTHER_ORDER),
    ("Christian Nielsen", "Kristian Nilsen", Likeness.SOUNDS_ALIKE),
    ("Lisbeth Kjeldgaard", "Lisbet Kjeldgård", Likeness.SOUNDS_ALIKE),
    ("Mathias Friis", "Matias Fris", Likeness.SOUNDS_ALIKE),
    ("Jakob Schmidt", "Jacob Smidt", Likeness.SOUNDS_ALIKE),
    ("Villy Wrist", "Willy Vrist", Likeness.SOUNDS_ALIKE),
    ("Rigmor Bro Sandhave", "Rigmor Sandhave", Likeness.MIDDLE_NAME_LEFT_OUT),
    ("Johannes Lundsfred", "Johannes Lundsred", Likeness.ONE_LETTER),
    ("Pernille Vang", "Pernelle Vang", Likeness.ONE_LETTER),
    ("Rigmor Sandhaveager", "Rigmor Sandhavager", Likeness.ONE_LETTER),
    ("Rigmor Sandhaveager", "Rigmor Sandhavger", Likeness.FEW_LETTERS),
    ("Frank Holm", "Frank Holm-Dahl", Likeness.PART_OF_NAME),
    ("Mette Lund", "Anne Mette Lund", Likeness.PART_OF_NAME),
    ("S. Holm", "Sara Holm", Likeness.INITIALS),
    ("Lars P. Dam", "Lars Peter Dam", Likeness.INITIALS),
    ("Hans Chr. Dam", "Hans Christian Dam", Likeness.INITIALS),
    ("SH", "Sara Holm", Likeness.INITIALS),
    ("Sara", "Sara Holm", Likeness.ONE_NAME),
    ("Holm", "Sara Holm", Likeness.ONE_NAME),
]
OTHER_PEOPLE = [
    ("Lene Hansen", "Lone Hansen"),
    ("Jens Hansen", "Hans Hansen"),
    ("Anne Mette Lund", "Annette Lund"),
    ("Jens Hansen", "Jens Jensen"),
    ("Bo Dam", "Ib Dam"),
    ("Lars Peter Dam", "Lars Erik Dam"),
    ("Mads Ravn", "Mads Bavn"),
    ("Anna Holm", "Hanne Holm"),
    ("Sara Holm", "Karen Vang"),
    ("sh", "Sara Holm"),
    ("Sara Bo Vang Dam Lund Toft", "Sara Toft"),
]


@pytest.mark.parametrize(("one", "other", "way"), SAME_PERSON, ids=lambda value: str(value))
def test_names_of_one_person_are_alike_in_a_way_that_says_how_sure_it_is(
    one: str, other: str, way: Likeness
) -> None:
    assert likeness(one, other) == way


@pytest.mark.parametrize(("one", "other"), OTHER_PEOPLE)
def test_names_of_two_people_are_not_alike(one: str, other: str) -> None:
    assert likeness(one, other) is None


def test_the_closer_the_way_the_surer_it_is() -> None:
    scores = [way.score for way in Likeness if way != Likeness.FEW_LETTERS]
    assert scores == sorted(scores, reverse=True)
    assert max(scores) < 95, "a name alone is never certain"


# A ring or two dots written as a sign of its own, as some exports do.
def test_letters_in_two_signs_are_the_same_letters() -> None:
    assert fold("A\u030age") == fold("Åge") == "aage"
    assert fold("Mo\u0308ller") == fold("Møller")


parts = st.text("abdefhijklmnoprstuvyæøå", min_size=1, max_size=9).map(str.title)
names = st.lists(parts, min_size=1, max_size=5).map(" ".join)


@st.composite
def variants(draw: st.DrawFn) -> tuple[str, str]:
    """A name, and what a tired typist may make of it."""
    name = draw(names)
    words = name.split()
    match draw(st.sampled_from(["drop", "slip", "swap", "initial", "aa"])):
        case "drop" if len(words) > 2:
            del words[draw(st.integers(1, len(words) - 2))]
        case "slip":
            at = draw(st.integers(0, len(words) - 1))
            letter = draw(st.integers(0, len(words[at]) - 1))
            words[at] = words[at][:letter] + draw(st.sampled_from("aeilnrst")) + words[at][letter + 1 :]
        case "swap":
            words = words[1:] + words[:1]
        case "initial":
            words[0] = f"{words[0][0]}."
        case _:
            words = [word.replace("å", "aa") for word in words]
    return name, " ".join(words)


@given(st.one_of(variants(), st.tuples(names, names), st.tuples(st.text(), st.text())))
@settings(max_examples=300)
def test_likeness_is_the_same_both_ways(pair: tuple[str, str]) -> None:
    one, other = pair
    assert likeness(one, other) == likeness(other, one)


@given(names)
def test_a_name_is_the_same_as_itself(name: str) -> None:
    assert likeness(name, name) == Likeness.SAME


@given(st.one_of(variants(), st.tuples(names, names)))
@example(("X Y", "X Y"))
@example(("A A A", "A A"))
@example(("Åse X", "Aase X"))
@settings(max_examples=500)
def test_names_that_are_alike_share_a_key(pair: tuple[str, str]) -> None:
    one, other = pair
    way = likeness(one, other)
    if way is None or min(len(tokens(one)), len(tokens(other))) < 2:
        return
    assert name_keys(one) & name_keys(other), way


@given(st.text())
@settings(max_examples=300)
def test_any_text_can_be_folded_and_has_few_keys(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert set(fold(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789 ")
    assert len(name_keys(text)) <= MOST_PARTS * (MOST_PARTS - 1)
    assert all(0 < len(key) <= 60 for key in name_keys(text))
    assert all(sound(token) for token in tokens(text))


def test_a_sentence_of_a_thousand_words_is_no_name_and_no_trouble() -> None:
    sentence = "Sara Holm " * 500
    assert likeness(sentence, "Sara Holm") is None
    assert likeness(sentence, sentence) == Likeness.SAME
