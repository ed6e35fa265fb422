"""The invented samples: their gold records are sound, and what the library reads comes near enough to them.

`FLOORS` holds what each sample must reach. Whoever makes the parser better raises its floors to the new figures
(`python libs/referat/tests/scoring.py` prints them); nobody lowers one without a word in the commit.
"""

from __future__ import annotations

import html
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import jsonschema
import pypdfium2
import pytest
import scoring
from samples.writing import documents

# A little under what each sample reaches; where something is not read, the figure behind says how far it comes.
FLOORS = {
    "andelsboligforening": 0.99,
    "borgerforening_mail": 0.99,
    "byraad_hjemmeside": 0.99,
    "dagsorden_handicapraad": 0.99,
    "faellesmoede": 0.99,
    "folkeoplysning_gammel": 0.99,
    "hospitalsledelse": 0.99,
    "klynge_sbsys": 0.99,
    "patientinddragelse": 0.99,
    "regionsudvalg": 0.99,
    "seniorraad_sbsys": 0.99,
    "skolebestyrelse": 0.97,  # 0.976
    "skriftlig_procedure": 0.96,  # 0.967
    "styregruppe_skema": 0.99,
    "tillaegsdagsorden": 0.99,
    "udvalg_kommune": 0.99,
    # Held out while the rules were written, and read at 0.864 the first time (samples/heldout/FIRST-SCORE.md).
    "afdelingsbestyrelse": 0.99,  # 0.993
    "brugerraad_sygehus": 0.99,  # 0.996
    "driftsforum_tabel": 0.79,  # 0.794: a table in a PDF with a table inside a cell, and no points in its cells
    "kommunalbestyrelse_web": 0.98,  # 0.987
    "omsorgsudvalg_acadre": 0.98,  # 0.990
    "styregruppe_mail": 0.96,  # 0.967
    # Held out later, and read at 0.914 the first time (samples/heldout2/FIRST-SCORE.md).
    "klu_skarvoe": 0.98,  # 0.985
    "klynge_strategisk": 0.99,  # 0.995
    "omraade_med": 0.97,  # 0.980
    "patientforening_referat": 0.97,  # 0.978
    "udvalg_naere_sundhed_web": 0.97,  # 0.973
    "udvalg_sundhed_omsorg": 0.96,  # 0.965
    # Held out last, and read at 0.914 the first time (samples/heldout3/FIRST-SCORE.md).
    "boligselskab_skannet": 0.98,  # 0.984
    "direktoerforum": 0.98,  # 0.989
    "hospitals_med": 0.98,  # 0.984
    "klynge_forum": 0.98,  # 0.982
    "klynge_politisk": 0.98,  # 0.984
    "laegemiddelraad_tabel": 0.97,  # 0.980
    "regionsudvalg_digital": 0.98,  # 0.985
    "udsatteraad_dagsorden": 0.99,  # 1.000
}
ALL_TOGETHER = {
    scoring.SAMPLES: 0.99,  # 0.998
    scoring.HELD_OUT: 0.97,  # 0.974
    scoring.HELD_OUT_LATER: 0.98,  # 0.988
    scoring.HELD_OUT_LAST: 0.98,  # 0.988
}
DOCUMENTS = scoring.documents()
HELD_OUT = [
    document
    for folder in (scoring.HELD_OUT, scoring.HELD_OUT_LATER, scoring.HELD_OUT_LAST)
    for document in scoring.documents(folder)
]
READ = [*DOCUMENTS, *HELD_OUT]
WORD = re.compile(r"\w+")

each_document = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
each_record = pytest.mark.parametrize("document", DOCUMENTS + HELD_OUT, ids=lambda path: path.name)


def text_of(document: Path) -> str:
    """Return the text of a file, read as simply as can be and without the library."""
    content = document.read_bytes()
    if document.suffix == ".pdf":
        pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content)]
        # in front of a capital stands the next cell, not the next line
        joined = re.sub(r"[\x02\ufffe](?=[A-ZÆØÅ])", " ", "\n".join(pages))
        text = re.sub(r"[\x02\ufffe]\s*", "", joined)
    elif document.suffix == ".docx":
        with zipfile.ZipFile(document) as archive:
            xml = archive.read("word/document.xml").decode()
        text = re.sub(r"<[^>]+>", "", re.sub(r"</w:p>|<w:tab/>|<w:br/>|<w:delText.*?</w:delText>", " ", xml))
    else:
        text = content.decode("cp1252" if b"\xe6" in content and b"\xc3" not in content else "utf-8")
        if document.suffix in (".html", ".xml"):
            text = re.sub(r"<!\[CDATA\[|\]\]>", "", text) + " " + " ".join(re.findall(r'"([^"]*)"', text))
            text = re.sub(r"<[^>]+>", " ", re.sub(r"</?(?:b|strong|i|em|u)\b[^>]*>", "", text))
    return html.unescape(text).replace("\u00ad", "").casefold()


def words_of(document: Path) -> set[str]:
    """Return the words of a file, those cut at the end of a line also whole."""
    text = text_of(document)
    words = set(WORD.findall(text)) | set(WORD.findall(re.sub(r"-\s*\n\s*", "", text)))
    over_the_page = re.findall(r"(\w+)-\s*\f[^\n]*\s+(\w+)", text)
    # … and with a foot and a head between
    over_the_page += re.findall(r"(\w+)\n- \d+ -\n[^\n]*\n(\w+)", text.replace("\r", ""))
    return words | {before + after for before, after in over_the_page}


def quotes(value: Any) -> list[str]:
    """Return every text that a record quotes from its document."""
    record, found = value, []
    for person in record["participants"]:
        found.append(person["name"])
    for item in record["items"]:
        found += [item["title"], item["case_number"] or "", *item["attachments"], *item["absent"]]
        for key in ("sections", "recommendations", "commitments", "amounts", "dates"):
            found += [entry["text"] for entry in item[key]]
        found += [cell for table in item["tables"] for row in table["rows"] for cell in row]
        found += [part.get("text") or "" for part in item.get("considerations", [])]
    return found


@each_record
def test_the_gold_record_follows_the_schema(document: Path) -> None:
    schema = json.loads((scoring.SAMPLES / "minutes.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(scoring.gold_of(document), schema, format_checker=jsonschema.FormatChecker())


@each_record
def test_every_word_of_the_gold_record_stands_in_the_document(document: Path) -> None:
    words = words_of(document)
    missing = [
        (word, quote)
        for quote in quotes(scoring.gold_of(document))
        for word in WORD.findall(quote.casefold())
        if word not in words
    ]
    assert not missing


@each_record
def test_what_is_short_stands_in_the_document_letter_by_letter(document: Path) -> None:
    record = scoring.gold_of(document)
    short = [person["name"] for person in record["participants"]]
    for item in record["items"]:
        short += [item["title"], *item["attachments"], *item["absent"]]
        short += [entry["text"] for key in ("recommendations", "commitments") for entry in item[key]]
    letters = "".join(WORD.findall(text_of(document)))
    assert not [quote for quote in short if "".join(WORD.findall(quote.casefold())) not in letters]


@each_record
def test_the_gold_record_is_the_one_that_the_source_describes(document: Path) -> None:
    (source,) = (document.parent / "sources").glob(f"{document.stem}.*")
    assert documents.gold(source) == scoring.gold_of(document)


def test_a_record_is_its_own_best_result() -> None:
    for document in DOCUMENTS + HELD_OUT:
        gold = scoring.gold_of(document)
        assert scoring.compared(gold, gold).overall == 1.0


def test_a_result_without_the_items_costs_every_component_of_the_items() -> None:
    gold = scoring.gold_of(DOCUMENTS[0])
    table = scoring.compared(gold, {**gold, "items": []})
    assert table.scores["items"].f1 == 0.0
    assert table.scores["sections"].f1 == 0.0
    assert table.scores["participants"].f1 == 1.0


@pytest.mark.parametrize("document", READ, ids=lambda path: path.name)
def test_a_sample_is_read_at_least_as_well_as_before(document: Path) -> None:
    try:
        result = scoring.result_of(document)
    except ModuleNotFoundError as missing:
        pytest.skip(f"this kind of file has no reader yet ({missing.name})")
    table = scoring.compared(scoring.gold_of(document), result)
    assert table.overall >= FLOORS[document.stem], f"\n{document.name}\n{table}"


@pytest.mark.parametrize("folder", ALL_TOGETHER, ids=lambda folder: folder.name)
def test_all_samples_of_a_folder_together_are_read_at_least_as_well_as_before(folder: Path) -> None:
    total = scoring.Table()
    for document in scoring.documents(folder):
        total.add(scoring.compared(scoring.gold_of(document), scoring.result_of(document)))
    assert total.overall >= ALL_TOGETHER[folder], f"\n{total}"


def test_every_sample_has_a_floor() -> None:
    assert {document.stem for document in READ} == set(FLOORS)
