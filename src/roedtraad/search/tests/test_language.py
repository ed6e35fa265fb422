"""What a word is found by: its stem and its parts, and what it is not found by."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roedtraad.search.language import Analyser, fold, shipped_lexicon
from roedtraad.search.language.compounds import split
from roedtraad.search.language.folding import joined_words, places, words_of

ANALYSER = Analyser(shipped_lexicon())

# A compound, and its parts as a Dane would take it apart. Words of minutes in health and administration.
COMPOUNDS = """
lægedækning læge dækning
lægedækningssituationen læge dækning situation
sundhedsklynge sundhed klynge
sundhedsklyngerne sundhed klynge
sundhedsaftalen sundhed aftale
sundhedssamarbejdsudvalget sundhed samarbejde udvalg
sundhedsstrukturkommissionens sundhed struktur kommission
patientinddragelsesudvalg patient inddragelse udvalg
pårørenderepræsentanter pårørende repræsentant
akutsygeplejersker akut sygeplejerske
akutmodtagelsen akut modtagelse
akutteamene akut team
hjemmesygeplejen hjem pleje
ældrepsykiatrien ældre psykiatri
ældrepleje ældre pleje
børneområdet børn område
ungeaftale ung aftale
ungdomspsykiatrien ungdom psykiatri
socialpsykiatrien social psykiatri
udskrivningskonference udskrivning konference
genindlæggelser indlæggelse
indlæggelsesdage indlæggelse dag
forebyggelsesindsatser forebyggelse indsats
rehabiliteringsforløb rehabilitering forløb
genoptræningsplaner genoptræning plan
hverdagsrehabilitering hverdag rehabilitering
palliationsteam palliation team
demenskonsulent demens konsulent
kræftpakkerne kræft pakke
lungepatienter lunge patient
medicingennemgang medicin gennemgang
medicinoverblik medicin overblik
tandplejen tand pleje
fødeplanen føde plan
svangreomsorg omsorg
ambulancetjenesten ambulance tjeneste
vagtlægeordningen vagt læge ordning
lægevagtsnummeret læge nummer
almenlægelig almen
praksissektoren praksis sektor
praksiskonsulent praksis konsulent
kommunaldirektør kommunal direktør
kommunalbestyrelsen kommunal bestyrelse
regionsrådsformand region råd formand
byrådssalen byråd sal
sektorovergange sektor overgang
tværkommunal kommunal
nærhospitaler nær hospital
sygehusapoteket sygehus apotek
universitetshospital universitet hospital
plejecentre pleje center
plejehjemsbeboere pleje beboer
klyngemidler klynge midler
puljemidlerne pulje midler
budgetforhandlinger budget forhandling
økonomiaftalerne økonomi aftale
driftsomkostninger drift omkostning
lønudgifter løn udgift
overførselssager overførsel sag
fokusområder fokus område
målgruppebeskrivelsen mål gruppe beskrivelse
styregruppen styre gruppe
arbejdsgrupper arbejde gruppe
mødedatoer møde dato
dagsordenspunkter dag punkt
beslutningsoplæg beslutning oplæg
temadrøftelse tema drøftelse
høringssvar høring svar
handleplanen plan
årsmøde år møde
årsplan år plan
tidsplan tid plan
samarbejdsaftaler samarbejde aftale
samarbejdspartnere samarbejde partner
kvalitetsudvikling kvalitet udvikling
kompetenceudvikling kompetence udvikling
videndeling viden deling
erfaringsudveksling erfaring udveksling
sundhedsdatastyrelsen sundhed data styrelse
datatilsynet data tilsyn
persondataforordning person data forordning
telemedicinsk medicinsk
videokonsultationer video konsultation
kontaktperson kontakt person
forløbskoordinator forløb koordinator
sygedagpenge dagpenge
arbejdsmarkedsudvalget arbejde marked udvalg
beskæftigelsesindsats beskæftigelse indsats
misbrugsbehandling misbrug behandling
selvmordsforebyggelse selvmord forebyggelse
spiseforstyrrelser forstyrrelse
rygestopforløb forløb
kostvejledning kost vejledning
fødevarestyrelsen styrelse
trafiksikkerhed trafik sikkerhed
ventetidsgaranti ventetid garanti
patientsikkerhed patient sikkerhed
patientforeninger patient forening
kommunegrænsen kommune grænse
borgerinddragelse borger inddragelse
hjælpemiddeldepot depot
sundhedshuse sundhed hus
ressourcemæssige ressource
driftsmæssigt drift
"""

# Words that are one, though scraps of them are words.
WHOLE = """
samarbejde indsats ansvar kommune region patient borger psykiatri beslutning orientering indstilling koordinering
rekruttering etablering personale personalet konkret kultur centrum formand mellem morgen således eksempel nødvendig
yderligere politiker udvikling behandling vejledning sammenhæng begrundelse institutioner økonomiske strategiske
efterretning drøftelse deltagere initiativ referat dokument metode billede karakter generation produktion henvisning
prioritering implementering kommissorium ambulant praktiserende midlertidig fremmøde anbefaling
"""

# Words that have one stem, and words that must not.
TOGETHER = """
kommune kommunen kommuner kommunernes
besluttede besluttet beslutter beslutte
godkendt godkendes godkende godkendelse
ministeriet ministerier ministerium
kapacitet kapaciteten kapaciteter
klinik klinikker klinikken
læge lægen læger lægernes
barn børn barnet børnene
center centre centret
sundhedsministeriet sundhedsministerium
lægedækningen lægedækning
Aabenraa Åbenrå
café cafe
Malmö Malmø
"""
APART = """
Hansen hans
Jensen Jens
indlæggelse indlæg
ledelse led
demens dem
sommer som
moderne mod
ældre gammel
kræft kraft
føde fod
enhed en
"""


def rows(table: str) -> list[list[str]]:
    return [line.split() for line in table.strip().splitlines()]


def found_by(word: str) -> set[str]:
    stem, parts = ANALYSER.word(fold(word))
    return {stem, *parts.split()}


@pytest.mark.parametrize("row", rows(COMPOUNDS), ids=lambda row: row[0])
def test_a_compound_is_found_by_each_of_its_parts(row: list[str]) -> None:
    compound, *parts = row
    assert {ANALYSER.stem(part) for part in parts} <= found_by(compound)


@pytest.mark.parametrize("word", WHOLE.split())
def test_a_word_that_is_no_compound_is_found_by_itself_only(word: str) -> None:
    assert found_by(word) == {ANALYSER.stem(word)}


def test_neighbouring_parts_are_found_together() -> None:
    assert found_by("lægedækningssituationen") >= {
        ANALYSER.stem("lægedækning"),
        ANALYSER.stem("dækningssituation"),
    }
    assert ANALYSER.stem("lægesituation") not in found_by("lægedækningssituationen")


@pytest.mark.parametrize("row", rows(TOGETHER), ids=lambda row: row[0])
def test_forms_of_a_word_have_one_stem(row: list[str]) -> None:
    assert len({ANALYSER.stem(word) for word in row}) == 1


@pytest.mark.parametrize("row", rows(APART), ids=lambda row: row[0])
def test_words_that_only_begin_alike_have_stems_of_their_own(row: list[str]) -> None:
    assert len({ANALYSER.stem(word) for word in row}) == len(row)


def test_a_name_keeps_its_ending_but_not_the_s_of_the_genitive() -> None:
    assert ANALYSER.stem("Jensens") == ANALYSER.stem("Jensen") == "jensen"


def test_a_word_of_the_archive_can_be_a_part_of_words_that_nobody_knows() -> None:
    strange = "xyloritinforløb"
    assert ANALYSER.word(strange).parts == ""
    learned = Analyser(shipped_lexicon().with_archive(["xyloritin"]))
    assert "forløb" in learned.word(strange).parts.split()
    assert learned.stem("xyloritin") in learned.word(strange).parts.split()


def test_words_of_the_archive_take_nothing_apart_that_is_known() -> None:
    learned = Analyser(shipped_lexicon().with_archive(["kommu", "samar", "arbejde", "patien"]))
    for word in WHOLE.split():
        assert learned.word(word) == ANALYSER.word(word)


def test_thousands_are_found_with_and_without_dots() -> None:
    assert words_of("1.748.000 kr. den 13.03.2026") == ["1748000", "kr", "den", "13", "03", "2026"]


def test_a_hyphenated_word_is_also_one_word() -> None:
    assert joined_words("et Akut-team og e-mail") == ["akutteam", "email"]
    assert ANALYSER.stem("team") in ANALYSER.terms(["akut-team"]).parts.split()


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="abcdefghijklmnoprstuvyæøåsneg", min_size=0, max_size=60))
def test_parts_follow_each_other_from_the_first_letter_to_the_last(word: str) -> None:
    parts = split(word, shipped_lexicon())
    assert parts == () or (parts[0].start, parts[-1].end) == (0, len(word))
    assert all(one.end == other.start for one, other in pairwise(parts))
    assert len(parts) != 1


@given(st.text(max_size=200))
def test_any_text_has_terms_and_the_same_each_time(text: str) -> None:
    assert ANALYSER.terms([text]) == Analyser(shipped_lexicon()).terms([text])


@given(st.text(max_size=100))
def test_the_words_of_a_text_stand_where_they_are_said_to(text: str) -> None:
    for place in places(text):
        assert fold(text[place.start : place.end]).replace(".", "")[:60] == place.word


def test_a_word_without_end_costs_little() -> None:
    started = time.process_time()
    ANALYSER.terms(["lægedækning" * 20_000, "a" * 500_000, "is" * 100_000])
    assert time.process_time() - started < 2
