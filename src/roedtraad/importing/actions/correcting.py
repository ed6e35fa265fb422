"""A person corrects a draft: sets a value, adds, removes, joins and takes apart. Every change can be taken back.

Each action takes the `version` that the person's page was made from. Two people may work on one draft at once: only
where both touch the same is the second told (`Outdated`), and what they wrote is theirs to send again.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from roedtraad.accounts import journal
from roedtraad.accounts.policy import Viewer
from roedtraad.accounts.refusals import Refused
from roedtraad.documents.spans import write_spans
from roedtraad.importing import spelling
from roedtraad.importing.actions.considering import consider
from roedtraad.importing.actions.opening import Outdated, for_change, open_draft
from roedtraad.importing.models import Correction, Draft
from roedtraad.importing.proposing import Content
from roedtraad.importing.sheet.anchors import Anchor
from roedtraad.importing.sheet.overlay import Act
from roedtraad.importing.sheet.things import MAIN, Field, Kind, Span, Spans, Thing


@transaction.atomic
def set_value(
    draft: Draft,
    ref: str,
    field: Field,
    value: str,
    *,
    version: int,
    viewer: Viewer,
    marked: Spans = (),
) -> Draft:
    """Write a value of a thing, and where it stands if the person marked it. About sixty queries.

    Raises:
        NotAllowed: the viewer does not keep the document.
        Outdated: somebody else wrote the same value after `version`.
        Refused: the draft is not open, the thing is gone, or the value cannot be what the field says.
    """
    content = for_change(draft, viewer=viewer, version=version, ref=ref, field=field)
    thing = _thing(content, ref)
    written = spelling.spelled(thing.kind, field, value)
    if written == thing.get(field) and not marked:
        return content.draft
    correction = _about(content, thing, Act.SET, viewer)
    correction.field = field
    correction.old_value = thing.get(field)
    correction.read_value = _as_read(thing, field)
    correction.new_value = written
    correction.marked = write_spans(_within(content, marked))
    return _made(content, correction, viewer)


@transaction.atomic
def add_thing(
    draft: Draft,
    kind: Kind,
    given: Mapping[Field, str],
    *,
    version: int,
    viewer: Viewer,
    item: str = "",
    spans: Spans = (),
) -> Draft:
    """Add a person, an item, or a part of the item with the ref `item`; `spans` are the words that the person marked.

    Raises:
        NotAllowed: the viewer does not keep the document.
        Refused: the draft is not open, a value is missing or wrong, or there is no such item.
    """
    content = for_change(draft, viewer=viewer, version=version, ref=item)
    if kind not in MAIN or kind in (Kind.MEETING, Kind.NAME, Kind.PARTY):
        raise Refused("importing.kind", _("This cannot be added."))
    correction = _new(content, Act.ADD, viewer)
    correction.kind = kind
    correction.new_value = spelling.given(kind, given)
    correction.spans = write_spans(_within(content, spans))
    correction.label = given.get(MAIN[kind], "")
    if kind not in (Kind.PERSON, Kind.ITEM):
        under = _thing(content, item)
        if under.kind is not Kind.ITEM:
            raise Refused("importing.kind", _("This can only be added to an item."))
        correction.item_number, correction.item_title = under.get(Field.NUMBER)[:30], under.label
        correction.target = _target(under, content)
    return _made(content, correction, viewer)


@transaction.atomic
def remove_thing(draft: Draft, ref: str, *, version: int, viewer: Viewer) -> Draft:
    """Take a thing out of the draft, with its parts. The words stay in the document.

    Raises:
        NotAllowed: the viewer does not keep the document.
        Outdated: somebody else changed the thing after `version`.
        Refused: the draft is not open, the thing is gone, or it is the meeting itself.
    """
    content = for_change(draft, viewer=viewer, version=version, ref=ref)
    thing = _thing(content, ref)
    if thing.kind is Kind.MEETING:
        raise Refused("importing.kind", _("The meeting cannot be removed. Set the draft aside instead."))
    return _made(content, _about(content, thing, Act.REMOVE, viewer), viewer)


@transaction.atomic
def merge_items(draft: Draft, ref: str, *, into: str, version: int, viewer: Viewer) -> Draft:
    """Let an item be a part of another: its texts and points go there.

    Raises:
        NotAllowed: the viewer does not keep the document.
        Outdated: somebody else changed the item after `version`.
        Refused: the draft is not open, or one of the two is no item.
    """
    content = for_change(draft, viewer=viewer, version=version, ref=ref)
    gone, stays = _thing(content, ref), _thing(content, into)
    if gone.kind is not Kind.ITEM or stays.kind is not Kind.ITEM or gone.ref == stays.ref:
        raise Refused("importing.kind", _("Choose two different items to join."))
    correction = _about(content, gone, Act.MERGE, viewer)
    correction.target = _target(stays, content)
    return _made(content, correction, viewer)


@transaction.atomic
def split_item(
    draft: Draft, title_at: Span, *, number: str = "", title: str = "", version: int, viewer: Viewer
) -> Draft:
    """Begin a new item at the words of its title, which the person marked; what follows in the old one belongs to it.

    Raises:
        NotAllowed: the viewer does not keep the document.
        Outdated: somebody else changed the item after `version`.
        Refused: the draft is not open, or no item stands there.
    """
    row = open_draft(draft, viewer=viewer)
    content = for_change(row, viewer=viewer, version=version, ref="")
    spans = _within(content, (title_at,))
    item = content.sheet.item_at(title_at[0]) if spans else None
    if item is None:
        raise Refused("importing.no_item", _("Mark the title of the new item inside an item."))
    words = title.strip() or content.sheet.quote(spans)
    given = {Field.TITLE: words, Field.NUMBER: number}
    correction = _about(content, item, Act.SPLIT, viewer)
    correction.spans, correction.label = write_spans(spans), words
    correction.new_value = spelling.given(Kind.ITEM, given)
    return _made(content, correction, viewer)


@transaction.atomic
def take_back(draft: Draft, correction: Correction, *, version: int, viewer: Viewer) -> Draft:
    """Take a correction back: what the reader said, or an earlier correction, counts again.

    Raises:
        NotAllowed: the viewer does not keep the document.
        Outdated: the draft was changed after `version`.
        Refused: the draft is not open, or the correction was taken back before.
    """
    row = open_draft(draft, viewer=viewer)
    if row.version != version:
        raise Outdated(row)
    known = Correction.objects.filter(pk=correction.pk, draft=row, withdrawn_at=None).first()
    if known is None:
        raise Refused("importing.taken_back", _("This change has been taken back already."))
    withdraw(row, (known,), viewer=viewer)
    return changed(row, viewer=viewer, act="importing.draft.correction_withdrawn")


def withdraw(draft: Draft, rows: tuple[Correction, ...], *, viewer: Viewer) -> None:
    """Take corrections back, and what hangs on them. One query."""
    ids = [row.pk for row in rows]
    hanging = Correction.objects.filter(about__in=ids, withdrawn_at=None).values_list("pk", flat=True)
    Correction.objects.filter(pk__in=[*ids, *hanging]).update(
        withdrawn_at=timezone.now(), withdrawn_by=viewer.user, withdrawn_version=draft.version + 1
    )


def changed(draft: Draft, *, viewer: Viewer, act: str) -> Draft:
    """Count a change by a person: the next version, thought through again, in the journal."""
    draft.version += 1
    draft.changed_by, draft.changed_at = viewer.user, timezone.now()
    consider(draft)
    journal.write(viewer.user, act, draft.record, facts={"version": draft.version})
    return draft


def choose(content: Content, kind: Kind, words: str, answer: str, *, viewer: Viewer) -> Correction:
    """Save what a person chose for a name (`Kind.NAME`) or an affiliation (`Kind.PARTY`), in the caller's transaction."""
    correction = _new(content, Act.SET, viewer)
    correction.kind, correction.label = kind, words
    correction.field, correction.new_value = Field.CHOICE, answer
    correction.version = content.draft.version + 1
    correction.save()
    return correction


def choose_for(content: Content, ref: str, field: Field, answer: str, *, viewer: Viewer) -> Correction:
    """Save what a person chose for a thing: the body, the known meeting, the case of an item."""
    thing = _thing(content, ref)
    correction = _about(content, thing, Act.SET, viewer)
    correction.field, correction.new_value = field, answer
    correction.old_value = thing.get(field)
    correction.version = content.draft.version + 1
    correction.save()
    return correction


def _made(content: Content, correction: Correction, viewer: Viewer) -> Draft:
    correction.version = content.draft.version + 1
    correction.save()
    return changed(content.draft, viewer=viewer, act=f"importing.draft.{correction.act}")


def _new(content: Content, act: Act, viewer: Viewer) -> Correction:
    return Correction(
        draft=content.draft, act=act.value, text_id=content.text_id, made_by=viewer.user, version=0
    )


def _about(content: Content, thing: Thing, act: Act, viewer: Viewer) -> Correction:
    correction = _new(content, act, viewer)
    anchor = Anchor.of(thing, content.sheet)
    correction.kind, correction.label = anchor.kind, anchor.label
    correction.spans = write_spans(anchor.spans)
    correction.item_number, correction.item_title = anchor.item_number[:30], anchor.item_title
    correction.about_id, correction.ordinal = anchor.added, min(anchor.ordinal, 32_000)
    return correction


def _target(item: Thing, content: Content) -> dict[str, object]:
    anchor = Anchor.of(item, content.sheet)
    return {
        "added": anchor.added,
        "spans": write_spans(anchor.spans),
        "item_number": anchor.item_number,
        "item_title": anchor.item_title,
    }


def _thing(content: Content, ref: str) -> Thing:
    thing = content.sheet.thing(ref)
    if thing is None:
        raise Refused(
            "importing.gone",
            _("This is not in the draft any more. Load the page again to see what it says now."),
        )
    return thing


def _as_read(thing: Thing, field: Field) -> str:
    said = thing.said(field)
    if said is None:
        return ""
    return said.value if said.original is None else said.original


def _within(content: Content, spans: Spans) -> Spans:
    length = len(content.sheet.text)
    if not all(0 <= start < end <= length for start, end in spans):
        raise Refused("importing.no_words", _("There are no words there. Mark the words, and try again."))
    return tuple(sorted(spans))
