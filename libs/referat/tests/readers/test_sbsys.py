"""SBSYS' 'Dagsorden' XML: laid out as minutes are, closed items marked, nothing lost."""

import pytest

from readers.marked import levels, marked
from referat.errors import ReadError
from referat.readers import read
from referat.source import MarkKind

MINUTES = """<?xml version="1.0" encoding="utf-8"?>
<Dagsorden DagsordenID="1" Åben="true" Dagsordentype="Referat">
 <Møde MødeID="2" UdvalgID="3" Udvalg="Sundhedsklynge Vestbælt" Mødedato="2. november 2026" Mødetid="14:00"
  Mødeslutdato="2. november 2026" Mødesluttid="16:30" Mødested="Fjordby Rådhus"/>
 <Dagsordenpunkter>
  <Dagsordenpunkt DagsordenpunktID="4" Nummer="1" Åbent="true" Sagsnummer="24/11">
   <Overskrift>Klyngemidler &amp; økonomi</Overskrift>
   <Indhold>
    <Resume><![CDATA[<p>Kort om sagen.</p>]]></Resume>
    <Sagsfremstilling>&lt;p&gt;Der er &lt;b&gt;1,7 mio. kr.&lt;/b&gt;&lt;/p&gt;&lt;ul&gt;&lt;li&gt;Drift&lt;/li&gt;&lt;/ul&gt;</Sagsfremstilling>
    <Beslutning><p>Godkendt.</p><table><tr><td>A</td><td>1</td></tr></table></Beslutning>
    <Den_x0020_videre_x0020_proces>Status i maj.</Den_x0020_videre_x0020_proces>
   </Indhold>
   <Bilagsliste><Bilag BilagID="5" Navn="Budget 2026.pdf" MaaPubliceres="true" BilagUrl="x"/><Bilag Navn="Notat"/></Bilagsliste>
   <Fraværende><Medlem Navn="Bo Agerkær" Parti="V" Fravær="2"/></Fraværende>
  </Dagsordenpunkt>
  <Dagsordenpunkt DagsordenpunktID="6" Nummer="2" Åbent="false"><Overskrift>Personsag</Overskrift>
   <Indhold><Beslutning>Tiltrådt.</Beslutning></Indhold></Dagsordenpunkt>
 </Dagsordenpunkter>
</Dagsorden>"""


def test_minutes_are_laid_out_as_minutes_are():
    source = read(MINUTES.encode(), filename="referat.xml")
    assert source.text.split("\n\n") == [
        "Referat Sundhedsklynge Vestbælt",
        "Mødedato: 2. november 2026 kl. 14:00 - 16:30\nMødested: Fjordby Rådhus",
        "Punkt 1: Klyngemidler & økonomi",
        "Sagsnummer: 24/11",
        "Resumé",
        "Kort om sagen.",
        "Sagsfremstilling",
        "Der er 1,7 mio. kr.",
        "- Drift",
        "Beslutning",
        "Godkendt.",
        "A\t1",
        "Den videre proces",
        "Status i maj.",
        "Bilag",
        "- Budget 2026.pdf\n- Notat",
        "Fraværende",
        "- Bo Agerkær, V (afbud)",
        "Punkt 2: Personsag",
        "Lukket punkt",
        "Beslutning",
        "Tiltrådt.",
    ]
    assert source.media_type == "application/vnd.sbsys.dagsorden+xml"
    assert levels(source, MarkKind.HEADING) == [1, 2, 3, 3, 3, 3, 3, 3, 2, 3]
    assert marked(source, MarkKind.LABEL) == ["Mødedato", "Mødested", "Sagsnummer"]


def test_an_agenda_is_one():
    agenda = MINUTES.replace('Dagsordentype="Referat"', 'Dagsordentype="Dagsorden"')
    assert read(agenda.encode()).text.startswith("Dagsorden Sundhedsklynge Vestbælt\n")


def test_a_meeting_over_two_days_has_both():
    xml = MINUTES.replace('Mødeslutdato="2. november 2026"', 'Mødeslutdato="3. november 2026"')
    assert "2. november 2026 kl. 14:00 - 3. november 2026 kl. 16:30" in read(xml.encode()).text


def test_the_encoding_that_the_file_names_is_used():
    xml = MINUTES.replace("utf-8", "windows-1252")
    assert read(xml.encode("cp1252")).text == read(MINUTES.encode()).text


@pytest.mark.parametrize(
    ("xml", "code"),
    [
        (MINUTES[:900], "broken"),
        ("<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'b'>]><Dagsorden>&a;</Dagsorden>", "broken"),
        ("<?xml version='1.0'?><Dagsorden></Dagsorden>", None),
        ("<?xml version='1.0'?><rss><channel/></rss>", "unknown_format"),
    ],
)
def test_other_xml_is_refused(xml, code):
    if code is None:
        assert read(xml.encode()).text == "Dagsorden"
        return
    with pytest.raises(ReadError) as refusal:
        read(xml.encode(), filename="x.xml")
    assert refusal.value.code == code


def test_an_entity_bomb_is_refused():
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "bombe"}">' for n in range(12))
    with pytest.raises(ReadError):
        read(f"<?xml version='1.0'?><!DOCTYPE Dagsorden [{entities}]><Dagsorden>&e11;</Dagsorden>".encode())
