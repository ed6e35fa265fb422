"""Drafts for tests: invented minutes as text, brought and read as a person's file is, by a real reading process."""

from __future__ import annotations

import json

from roedtraad.accounts.policy import Viewer
from roedtraad.importing.actions import Upload, bring, read_waiting
from roedtraad.importing.actions.reading import holder, keep_outcome
from roedtraad.importing.models import Draft, Reading, ReadingState
from roedtraad.importing.reading.answers import Answer
from roedtraad.importing.reading.child import read_file
from roedtraad.importing.reading.pool import Outcome, Request

MINUTES = """REFERAT
Sundhedsklynge Vestbælt - politisk niveau
Mødedato: fredag den 13. marts 2026 kl. 10.00-12.00
Sted: Fjordby Rådhus

Deltagere
Rigmor Sandhave, Region Bæltet (formand)
Mads Ravn, Fjordby Kommune
Bente Ravnmose, Hedelund Kommune

Punkt 1. Fælles akutteam
Sagsfremstilling:
Akutteamet har haft 742 kald i de første syv måneder.
Indstilling:
Det indstilles, at politisk niveau godkender budgettet på 250.000 kr.
Beslutning:
Godkendt. Sekretariatet vender tilbage med en status i november 2026.

Punkt 2. Orientering om tavlen
Sagsfremstilling:
Tavlen for midlertidige pladser er taget i brug i alle kommuner.
Indstilling:
Det indstilles, at politisk niveau tager orienteringen til efterretning.
Beslutning:
Taget til efterretning.
"""
AGENDA = (
    MINUTES.replace("REFERAT", "DAGSORDEN")
    .replace("Beslutning:\nGodkendt. Sekretariatet vender tilbage med en status i november 2026.\n", "")
    .replace("Beslutning:\nTaget til efterretning.\n", "")
)


def brought(
    viewer: Viewer, text: str = MINUTES, *, filename: str = "referat.txt", **others: object
) -> Reading:
    """Bring a file, without reading it."""
    done = bring(
        [Upload(filename, text.encode())],
        viewer=viewer,
        is_read_later=False,
        **others,  # type: ignore[arg-type]
    )
    reading = done.files[0].reading
    assert reading is not None, done.files[0].refusal
    return reading


def a_draft(viewer: Viewer, text: str = MINUTES, *, filename: str = "referat.txt", **others: object) -> Draft:
    """Bring a file and read it."""
    reading = brought(viewer, text, filename=filename, **others)
    for done in read_waiting(jobs=1):
        assert done.draft is not None, done.reading.error
    return Draft.objects.get(document=reading.document_id)


def read_by_a_newer_one(draft: Draft, text: str, *, version: str = "9") -> Draft:
    """Let a newer reader have read the document, which found this text in it."""
    reading = Reading.objects.create(
        document=draft.document, reader_version=version, state=ReadingState.READING, holder=holder()
    )
    source, record = read_file(text.encode(), filename="referat.txt", media_type="")
    found = Answer(source.text, tuple(source.pages), source.media_type, json.loads(json.dumps(record)))
    keep_outcome(Outcome(Request(reading.pk, b""), found))
    return Draft.objects.select_related("reading__text", "batch").get(pk=draft.pk)
