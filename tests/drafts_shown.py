"""What the showcase has of files that were read in: a pile of two, whose drafts wait for their secretariat."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from drafting import a_draft, read_by_a_newer_one

from roedtraad.importing.actions import Upload, accept, bring, read_waiting

if TYPE_CHECKING:
    from showcase import Role, Showcase

SAMPLE = Path(__file__).parents[1] / "samples" / "vestbaelt" / "vestbaelt-pn-2025-03-14.pdf"
DRAFT = """\
Referat af møde i Sundhedsklynge Vestbælt – politisk niveau
Fredag den 6. marts 2026 kl. 10.00 på Fjordby Rådhus

Deltagere: Rigmor Sandhave (Region Bæltet), Preben Askelund (Hedelund Kommune)
Afbud: Karla Vintersø (Fjordby Kommune)

Punkt 1. Godkendelse af dagsordenen
Beslutning
Dagsordenen blev godkendt.

Punkt 2. {secret}
Sagsfremstilling
Hedelund Kommune lejer lokaler ud til natlægevagten for 250.000 kr. om året.
Indstilling
Det indstilles, at lejemålet godkendes.
Beslutning
Indstillingen blev godkendt. Sekretariatet følger op senest den 1. september 2026.
"""
ACCEPTED = """\
Referat af møde i Sundhedsklynge Vestbælt – politisk niveau
Fredag den 7. marts 2025 kl. 10.00 på Fjordby Rådhus

Punkt 1. Lys på molen
Beslutning
Orienteringen blev taget til efterretning.
"""
# The forms of a draft, by the names of the rows in `tests/access/table.py`.
ACTS = {
    "write": "ret",
    "add": "tilfoej",
    "remove": "fjern",
    "merge": "saml",
    "split": "del",
    "undo": "fortryd",
    "answer": "svar",
    "cpr": "cpr",
    "finding": "uoverensstemmelse",
    "mark-item": "punkt",
    "accept": "godkend",
    "aside": "laeg-til-side",
    "take-up": "tag-op",
    "read-again": "laes-igen",
}


def add_drafts(show: Showcase, *, secretariat: frozenset[Role]) -> None:
    """A text with a secret, and a PDF of the samples."""
    sara = show.world.viewer(show.world.sara)
    text = DRAFT.format(secret=show.keeps("Leje af Tangstedet", seen_by=secretariat))
    uploads = (Upload("tangsted.txt", text.encode()), Upload(SAMPLE.name, SAMPLE.read_bytes()))
    early = a_draft(sara, ACCEPTED, filename="mole.txt")
    accept(early, version=early.version, viewer=sara)
    read_by_a_newer_one(early, ACCEPTED.replace("molen", "havnemolen"))
    batch = bring(uploads, viewer=sara, name="Referater fra Fjordby", is_read_later=False).batch
    assert batch is not None
    drafts = {one.draft.document.filename: one.draft for one in read_waiting(batch=batch) if one.draft}
    draft = f"/kladde/{drafts['tangsted.txt'].record.public_id}"
    drawn = f"/kladde/{drafts[SAMPLE.name].record.public_id}"
    show.paths |= {
        "import-batch": f"/indlaesning/{batch.public_id}",
        "draft": draft,
        "draft-item": f"{draft}?punkt=2",
        "draft-writing": f"{draft}?punkt=2&ny=commitment",
        "draft-drawn": drawn,
        "draft-drawn-item": f"{drawn}?punkt=4",
        "draft-accepted": f"/kladde/{early.record.public_id}",
        "draft-differences": f"/kladde/{early.record.public_id}/forskelle",
        "draft-picture": f"{draft}/billede/1.png",
        **{f"draft-{name}": f"{draft}/{act}" for name, act in ACTS.items()},
    }
