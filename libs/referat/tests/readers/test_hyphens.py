"""Words hyphenated at the end of a line: when the hyphen is the line's, and when it is the word's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referat.readers.hyphens import Join, join, vocabulary
from referat.readers.plain import whole_words

WORDS = st.text(alphabet="abdefgiklmnoprstuvæøå", min_size=2, max_size=12)


@pytest.mark.parametrize(
    ("line", "following", "verdict"),
    [
        ("den samlede sundheds-", "klynge mødtes", Join.DROP),
        ("formanden Frida Schmidt-", "Hansen deltog", Join.KEEP),
        ("både kommune-", "og regionsråd", Join.APART),
        ("indlæggelser og ind-", "eller udskrivning", Join.APART),
        ("i perioden 2023-", "2024 blev", Join.KEEP),
        ("alle PLO-", "læger var", Join.KEEP),
        ("send en e-", "mail til", Join.KEEP),
        ("SUNDHEDS-", "KLYNGEN", Join.DROP),
        ("Beslutning –", "godkendt", Join.APART),
        ("punkt 1 -", "godkendt", Join.APART),
        ("ældre\u00ad", "pleje", Join.DROP),
    ],
)
def test_a_hyphen_at_the_end_of_a_line_is_judged_by_its_words(line, following, verdict):
    assert join(line, following) is verdict


def test_the_rest_of_the_document_decides_where_shape_does_not():
    known = vocabulary("Den ikke-kommunale part og den nordsjællandske del.")
    assert join("den ikke-", "kommunale part", known=known) is Join.KEEP
    assert join("den nord-", "sjællandske del", known=known) is Join.DROP


@given(st.lists(WORDS, min_size=1, max_size=8), st.data())
def test_cutting_any_words_at_any_place_gives_the_words_back(words, data):
    """The map back: every letter of the wrapped text is in the whole one, in order, and no word is torn."""
    suspended = {"og", "eller", "samt", "plus", "kontra"}
    lines = []
    for word in words:
        cut = data.draw(st.integers(min_value=1, max_value=len(word)))
        head, rest = word[:cut], word[cut:]
        lead = "et stykke tekst der er langt nok til en hel linje "
        if rest and len(head) > 1 and len(rest) > 1 and rest not in suspended:
            lines += [lead + head + "-", rest + " videre"]
        else:
            lines += [lead + word, "videre"]
    wrapped = "\n".join(lines)
    whole = whole_words(wrapped)
    expected = " ".join(f"et stykke tekst der er langt nok til en hel linje {word} videre" for word in words)
    assert " ".join(whole.split()) == expected
    assert whole.count("\n") >= wrapped.count("\n") - len(words)


def test_a_short_line_in_a_text_file_is_no_wrapped_line():
    assert whole_words("Ind-\nudgang") == "Ind-\nudgang"
