"""A masked text: what stands where, and that nothing can be told from how long the hidden parts are."""

from hypothesis import given
from hypothesis import strategies as st

from roedtraad.documents.contacts import RUN
from roedtraad.documents.masking import hide, mask, merged, same_words

TEXT = "Mødet blev ledet af Rigmor. Skriv til hende på en adresse."
regions = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda pair: (min(pair), max(pair))), max_size=6
)


def test_a_hidden_stretch_is_one_run_of_constant_width() -> None:
    one, all_of_it = mask(TEXT, [(20, 26)]), mask(TEXT, [(6, 50)])
    assert one.text == f"Mødet blev ledet af {RUN}. Skriv til hende på en adresse."
    assert (
        all_of_it.text
        == f"Mødet {RUN}adresse."
        == mask(TEXT[:6] + TEXT[6:50] * 3 + TEXT[50:], [(6, 138)]).text
    )


def test_stretches_that_touch_are_one_run() -> None:
    assert mask(TEXT, [(0, 5), (5, 10), (8, 12)]).text.count(RUN) == 1


def test_a_highlight_moves_to_where_its_words_stand_now() -> None:
    masked = mask(TEXT, [(0, 10)])
    start = TEXT.index("Skriv")
    ((first, last),) = masked.spans([(start, start + 5)])
    assert masked.text[first:last] == "Skriv"


def test_a_highlight_of_hidden_words_is_the_run() -> None:
    masked = mask(TEXT, [(20, 26)])
    ((first, last),) = masked.spans([(21, 24)])
    assert masked.text[first:last] == RUN


def test_a_page_is_masked_by_what_reaches_into_it() -> None:
    masked = mask(TEXT, [(0, 30)], start=20, end=40)
    assert masked.text == RUN + TEXT[30:40]


@given(regions)
def test_every_letter_that_is_shown_stands_where_offset_says(hidden: list[tuple[int, int]]) -> None:
    masked = mask(TEXT, hidden)
    covered = {place for start, end in hidden for place in range(start, end)}
    for place, letter in enumerate(TEXT):
        if place not in covered:
            assert masked.text[masked.offset(place)] == letter
            assert masked.spans([(place, place + 1)]) == ((masked.offset(place), masked.offset(place) + 1),)


@given(regions, st.integers(0, len(TEXT) - 1), st.integers(1, len(TEXT)))
def test_a_span_over_shown_words_reads_the_same(
    hidden: list[tuple[int, int]], start: int, length: int
) -> None:
    end = min(start + length, len(TEXT))
    masked = mask(TEXT, hidden)
    ((first, last),) = masked.spans([(start, end)])
    assert (
        masked.text[first:last]
        == mask(TEXT, _whole_where_cut(merged(hidden), start, end), start=start, end=end).text
    )


def _whole_where_cut(hidden, start: int, end: int):  # type: ignore[no-untyped-def]
    """A span that begins or ends inside a hidden stretch takes the whole run."""
    return [(max(first, start), min(last, end)) for first, last in hidden if first < end and last > start]


@given(regions)
def test_the_length_tells_nothing_but_how_many_runs_there_are(hidden: list[tuple[int, int]]) -> None:
    masked = mask(TEXT, hidden)
    shown = len(TEXT) - sum(min(end, len(TEXT)) - start for start, end in masked.hidden)
    assert len(masked.text) == shown + len(RUN) * len(masked.hidden)


def test_words_are_hidden_whatever_white_space_a_record_has() -> None:
    assert hide("Borgeren  hedder\nOluf Birkmose, og", ["Oluf\n  Birkmose"]) == f"Borgeren  hedder\n{RUN}, og"


def test_words_of_a_list_are_hidden_where_a_record_has_lost_its_markers() -> None:
    assert (
        hide("Til Oluf Birkmose og Lis Aabyskov.", ["- Oluf Birkmose\n- Lis Aabyskov"])
        == f"Til {RUN} og {RUN}."
    )


def test_a_part_of_the_words_that_stands_elsewhere_is_left() -> None:
    assert hide("Oluf Hansen og Oluf Birkmose", ["Oluf\nBirkmose"]) == f"Oluf Hansen og {RUN}"


def test_contact_data_is_hidden_with_the_words() -> None:
    assert hide("Oluf, 76 63 20 00", ["Oluf"]) == f"{RUN}, {RUN}"


def test_the_same_words_are_found_in_another_reading_with_other_white_space() -> None:
    ((start, end),) = same_words("Punkt 7.\nKøb  af\n\ngrund. Slut", "Køb af grund.")
    assert "Punkt 7.\nKøb  af\n\ngrund. Slut"[start:end] == "Køb  af\n\ngrund."


def test_a_long_stretch_is_known_by_its_beginning_and_end() -> None:
    begin, end = (
        "Begyndelsen af det lukkede punkt om køb af en grund i havnen",
        "og slutningen på det samme lukkede punkt om grunden i havnen.",
    )
    old = f"{begin} {'midten ' * 20} {end}"
    text = f"Før. {begin} {'midt-en ' * 20} {end} Efter."
    ((first, last),) = same_words(text, old)
    assert text[first:last].startswith("Begyndelsen")
    assert text[first:last].endswith("havnen.")


def test_words_that_are_not_there_are_not_found() -> None:
    assert same_words("Noget helt andet.", "Køb af grund") == ()
