"""Where sentences begin and end: a text, and its sentences."""

import pytest

from referat.danish.sentences import sentences


def found(text: str) -> list[str]:
    return [text[start:end].replace("\n", " ") for start, end in sentences(text)]


WHOLE = [
    "Der er ca. 5 borgere, bl.a. fra Fjordby, f.eks. Anna.",
    "Udvalget drøftede bl.a. Fjordbys forslag mhp. Region Bæltet ift. PLO.",
    "Jf. pkt. 6 og nr. 7 vedr. Sundhedsaftalen pr. 1. januar 2024.",
    "Mødet den 16. januar 2023 kl. 12.30 i Fjordby.",
    "Mødet den 16. Januar 2023.",
    "Det koster 1.234.567,50 kr. om året.",
    "Det koster 1,7 mio. kr. i 2024.",
    "Anna K. Dam og J. P. Holm deltog.",
    "dr.med. Jens Holm og cand.scient.pol. Eva Bell deltog.",
    "Oplægget (ca. 10 min.) gives af adm. direktør Eva Bell.",
    "Se § 13, stk. 2, i loven.",
    "Hvad med det?",
    "Første halvår går godt",
    "12. oktober 2023 holdes næste møde.",
    "3. kvartal bliver travlt.",
    "Referatet findes på www.fjordby.dk i mappen Referat.pdf fra mødet.",
    "Formanden sagde: ”Det går godt.”",
]

CUT = [
    ("Forslaget blev drøftet. Det blev godkendt.", ["Forslaget blev drøftet.", "Det blev godkendt."]),
    ("Det koster 5 mio. kr. Kommunen betaler.", ["Det koster 5 mio. kr.", "Kommunen betaler."]),
    ("Fjordby, Hedelund m.fl. Derefter gik man.", ["Fjordby, Hedelund m.fl.", "Derefter gik man."]),
    ("Se punkt 6. Fagligt niveau er enigt.", ["Se punkt 6.", "Fagligt niveau er enigt."]),
    ("Det sker i 2023. Derefter evalueres.", ["Det sker i 2023.", "Derefter evalueres."]),
    ("Er det godt? Ja! Det er det.", ["Er det godt?", "Ja!", "Det er det."]),
    ("”Er det godt?” spurgte hun. (Se bilag.) Så gik han.", ["”Er det godt?” spurgte hun.", "(Se bilag.)", "Så gik han."]),
    ("Orienteringen blev taget til efterretning. 3 medlemmer var imod.", ["Orienteringen blev taget til efterretning.", "3 medlemmer var imod."]),
    ("Første afsnit\n\nAndet afsnit", ["Første afsnit", "Andet afsnit"]),
    ("- Første punkt\n- Andet punkt. Med mere", ["Første punkt", "Andet punkt.", "Med mere"]),
    ("1. Godkender planen\n2. Drøfter økonomien", ["Godkender planen", "Drøfter økonomien"]),
    ("a) Godkender planen\nb) Drøfter", ["Godkender planen", "Drøfter"]),
    (" - o Børn og unge\n - o Ældre", ["Børn og unge", "Ældre"]),
    ("• Første\n• Andet", ["Første", "Andet"]),
    ("Forslaget blev\ndrøftet og godkendt", ["Forslaget blev drøftet og godkendt"]),
    (
        "Udvalget drøftede forslaget til en ny aftale mellem kommunerne og\nRegion Bæltet om akutpladser.",
        ["Udvalget drøftede forslaget til en ny aftale mellem kommunerne og Region Bæltet om akutpladser."],
    ),
    ("Kort linje\nNy linje", ["Kort linje", "Ny linje"]),
    ("Punktet:\nUdvalget drøftede det.", ["Punktet:", "Udvalget drøftede det."]),
    ("Anna Dam\tFormand\nBo Lund\tMedlem", ["Anna Dam\tFormand", "Bo Lund\tMedlem"]),
    ("- 12. oktober 2023 kl. 9\n- 3. maj", ["12. oktober 2023 kl. 9", "3. maj"]),
    ("", []),
    ("   \n ", []),
]  # fmt: skip


@pytest.mark.parametrize("text", WHOLE)
def test_an_abbreviation_a_date_or_an_amount_does_not_end_a_sentence(text: str) -> None:
    assert found(text) == [text]


@pytest.mark.parametrize(("text", "expected"), CUT, ids=[text for text, _ in CUT])
def test_sentences_and_list_items_are_cut_apart(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_only_the_given_stretch_is_cut() -> None:
    text = "Et. To kom. Tre kom."
    assert [text[start:end] for start, end in sentences(text, 4, 11)] == ["To kom."]
