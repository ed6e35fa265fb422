"""A person answers a question about a draft. What they chose is kept as a correction, and outlives a new reading."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import Refused
from roedtraad.bodies.models import Body, Collaboration, Party, Person
from roedtraad.cases.models import Case
from roedtraad.documents.actions import confirm_mask, lift_mask
from roedtraad.documents.models import MaskedRegion
from roedtraad.documents.spans import write_spans
from roedtraad.importing.actions.considering import TIED, tie
from roedtraad.importing.actions.correcting import changed, choose, choose_for, withdraw
from roedtraad.importing.actions.opening import Outdated, open_draft
from roedtraad.importing.models import Correction, Draft, DraftQuestion, Weight
from roedtraad.importing.proposing import Answer, AnswerKind, Asked, Content, content_of, propose
from roedtraad.importing.proposing.answers import ANOTHER, DROP, MINE, NEW, NONE, READER
from roedtraad.importing.sheet.anchors import Anchor
from roedtraad.importing.sheet.things import Field, Kind, folded
from roedtraad.meetings.models import Meeting

MODELS = {
    AnswerKind.BODY: Body,
    AnswerKind.COLLABORATION: Collaboration,
    AnswerKind.PARTY: Party,
    AnswerKind.PERSON: Person,
    AnswerKind.MEETING: Meeting,
    AnswerKind.CASE: Case,
}
# What can be answered to each kind of question, besides a candidate.
FITTING: dict[str, tuple[str, ...]] = {
    "body": (AnswerKind.BODY, AnswerKind.COLLABORATION, NEW),
    "new_body": (AnswerKind.BODY, AnswerKind.COLLABORATION, NEW),
    "meeting": (AnswerKind.MEETING, ANOTHER),
    "same_paper": (ANOTHER,),
    "person": (AnswerKind.PERSON, NEW),
    "party": (AnswerKind.PARTY, NEW, NONE),
    "case": (AnswerKind.CASE, NEW),
    "differs": (MINE, READER),
    "lost": (DROP,),
    "year": (MINE,),
    "joint": (MINE,),
    "no_items": (MINE,),
    "unread": (MINE,),
}


@transaction.atomic
def answer(draft: Draft, code: str, key: str, answered: str, *, version: int, viewer: Viewer) -> Draft:
    """Answer the question `code`, `key` of a draft. At most a hundred queries.

    `answered` is the code of a candidate, or of any other known row of the same kind ('person:12'), or 'new', 'none',
    'another', 'mine', 'reader', 'drop' where that fits.

    Raises:
        NotAllowed: the viewer does not keep the document.
        Outdated: the question is not asked any more, and the draft was changed after `version`.
        Refused: the draft is not open, there is no such question, or this is no answer to it.
    """
    row = open_draft(draft, viewer=viewer)
    content = content_of(row)
    asked = next((one for one in propose(content).asked if (one.code, one.key) == (code, key)), None)
    if asked is None:
        if row.version != version:
            raise Outdated(row)
        raise Refused("importing.not_asked", _("This question is not asked any more. Load the page again."))
    _refuse_unfit(asked, answered)
    _take(content, asked, answered, viewer)
    DraftQuestion.objects.update_or_create(
        draft=row,
        code=code,
        key=key,
        defaults={
            "weight": asked.weight,
            "message": asked.message,
            "answer": answered,
            "answered_by": viewer.user,
            "answered_at": timezone.now(),
        },
    )
    return changed(row, viewer=viewer, act="importing.draft.answered")


@transaction.atomic
def choose_name(
    draft: Draft, name: str, answered: str, *, kind: Kind = Kind.NAME, version: int, viewer: Viewer
) -> Draft:
    """Say whom a name means (or, with `Kind.PARTY`, which party an affiliation means), whether it was asked or not.

    Raises:
        NotAllowed: the viewer does not keep the document.
        Outdated: somebody else chose for the same name after `version`.
        Refused: the draft is not open, or this is no answer.
    """
    row = open_draft(draft, viewer=viewer)
    since = Correction.objects.filter(draft=row, version__gt=version, kind=kind, withdrawn_at=None)
    if version > row.version or any(folded(one.label) == folded(name) for one in since):
        raise Outdated(row)
    code = "person" if kind is Kind.NAME else "party"
    _refuse_unfit(Asked(code, name, weight=_ANY, message=""), answered)
    choose(content_of(row), kind, name, answered, viewer=viewer)
    return changed(row, viewer=viewer, act="importing.draft.answered")


@transaction.atomic
def choose_body(draft: Draft, answered: str, *, version: int, viewer: Viewer) -> Draft:
    """Say which body met, whether it was asked or not: 'body:12', 'collaboration:3' (a new body there), or 'new'.

    Raises:
        NotAllowed: the viewer does not keep the document.
        Outdated: the draft was changed after `version`.
        Refused: the draft is not open, or this is no answer.
    """
    row = open_draft(draft, viewer=viewer)
    if row.version != version:
        raise Outdated(row)
    _refuse_unfit(Asked("body", "", weight=_ANY, message=""), answered)
    choose_for(content_of(row), "meeting", Field.CHOICE, answered, viewer=viewer)
    return changed(row, viewer=viewer, act="importing.draft.answered")


@transaction.atomic
def deal_with_cpr(
    draft: Draft, region: MaskedRegion, *, stays: bool, reason: str = "", viewer: Viewer
) -> Draft:
    """Say that a CPR number stays hidden, or (with a reason) that it is none and may be read.

    Raises:
        NotAllowed: the viewer does not keep the document.
        Refused: the draft is not open, or there is no reason for showing it.
    """
    row = open_draft(draft, viewer=viewer)
    known = MaskedRegion.objects.select_related("text").filter(pk=region.pk, text__document=row.document_id)
    found = known.first()
    if found is None:
        raise Refused("importing.no_words", _("There are no words there. Mark the words, and try again."))
    if stays:
        confirm_mask(found, viewer=viewer)
    else:
        lift_mask(found, reason=reason, viewer=viewer)
    return changed(row, viewer=viewer, act="importing.draft.cpr_settled")


_ANY = Weight.NOTE


def _refuse_unfit(asked: Asked, answered: str) -> None:
    """Refuse what is no answer to this question. One query at most."""
    told = Answer.read(answered)
    fits = told.word in FITTING.get(asked.code, ())
    if fits and told.word in set(AnswerKind):
        model = MODELS[AnswerKind(told.word)]
        fits = (
            told.key is not None
            and model._default_manager.filter(pk=told.key, record__withdrawn_at=None).exists()
        )
    if not fits:
        raise Refused("importing.answer", _("Choose one of the answers in the list."))


def _take(content: Content, asked: Asked, answered: str, viewer: Viewer) -> None:
    if asked.code == "person":
        choose(content, Kind.NAME, _whole_name(content, asked), answered, viewer=viewer)
    elif asked.code == "party":
        choose(content, Kind.PARTY, _whole_affiliation(content, asked), answered, viewer=viewer)
    elif asked.code in ("body", "new_body"):
        choose_for(content, "meeting", Field.CHOICE, answered, viewer=viewer)
    elif asked.code in ("meeting", "same_paper"):
        choose_for(content, "meeting", Field.MEETING, answered, viewer=viewer)
    elif asked.code == "case":
        choose_for(content, asked.ref, Field.CASE, answered, viewer=viewer)
    elif asked.code in ("differs", "lost"):
        _settle(content, asked, answered, viewer)


def _whole_name(content: Content, asked: Asked) -> str:
    thing = content.sheet.thing(asked.ref)
    return thing.get(Field.NAME) if thing is not None else asked.key


def _whole_affiliation(content: Content, asked: Asked) -> str:
    thing = content.sheet.thing(asked.ref)
    return thing.get(Field.AFFILIATION) if thing is not None else asked.key


def _settle(content: Content, asked: Asked, answered: str, viewer: Viewer) -> None:
    """Keep a correction for the present reading, or give it up for what is read now."""
    key = int(asked.key.partition("|")[0])
    row = next(one for one in content.corrections if one.pk == key)
    if answered in (READER, DROP):
        withdraw(content.draft, (row,), viewer=viewer)
        return
    near = content.sheet.thing(asked.ref)
    if key in content.overlaid.landed:
        tie(row, content)
        row.save(update_fields=TIED)
    elif near is not None:  # what was removed is now read in other words: those are meant
        anchor = Anchor.of(near, content.sheet)
        Correction.objects.filter(pk=row.pk).update(
            text=content.text_id, spans=write_spans(anchor.spans), label=anchor.label, ordinal=anchor.ordinal
        )
