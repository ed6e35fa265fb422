"""What changed from one published version of a paper to the next: the trail that everybody can follow."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from roedtraad.accounts.policy import Viewer
from roedtraad.bodies.models import Person
from roedtraad.cases.written.differences import Difference, difference
from roedtraad.meetings.models import Correction, Meeting, PaperKind
from roedtraad.publishing import policy
from roedtraad.publishing.content import ItemContent, PaperContent, read
from roedtraad.publishing.models import Publication
from roedtraad.publishing.queries.composing import compose
from roedtraad.publishing.queries.files import publications_of


@dataclass(frozen=True, slots=True)
class Changed:
    """A place that says something else than in the version before it."""

    heading: str
    change: Difference


@dataclass(frozen=True, slots=True)
class Version:
    """A version, and what it changed; the first one changed nothing."""

    publication: Publication
    changes: tuple[Changed, ...]
    is_first: bool


def trail_of(viewer: Viewer, meeting: Meeting) -> tuple[Version, ...]:
    """Return the versions of a meeting's papers that the viewer may see, the newest of each kind first. One query."""
    rows = publications_of(viewer, meeting)
    found = []
    for place, row in enumerate(rows):
        before = next((one for one in rows[place + 1 :] if one.paper.kind == row.paper.kind), None)
        changes = changes_between(read(before.content), read(row.content)) if before else ()
        found.append(Version(row, changes, before is None))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class CorrectionShown:
    """A correction that is not published yet, and what it would change."""

    correction: Correction
    changes: tuple[Changed, ...]


def correction_shown(
    viewer: Viewer, meeting: Meeting, *, asked: Collection[Person]
) -> CorrectionShown | None:
    """Return what a correction of a meeting's minutes would change; to who may read it. 55 queries at most.

    None where there is none, or the viewer neither keeps the meeting nor is among those `asked` to approve it.
    """
    if not policy.may_read_correction(viewer, meeting, asked):
        return None
    row = Correction.objects.filter(meeting=meeting).select_related("by").first()
    if row is None:
        return None
    stands = compose(viewer, meeting.pk, PaperKind.MINUTES, version=1)
    told = compose(viewer, meeting.pk, PaperKind.MINUTES, version=1, as_corrected=True)
    return CorrectionShown(row, changes_between(stands, told) if stands and told else ())


def changes_between(before: PaperContent, after: PaperContent) -> tuple[Changed, ...]:
    """Return the places where two versions differ: when, where, who, and the items with their parts. No query."""
    old, new = _places(before), _places(after)
    return tuple(
        Changed(heading, difference(_html(old.get(heading, "")), _html(new.get(heading, ""))))
        for heading in dict.fromkeys([*new, *old])
        if old.get(heading, "") != new.get(heading, "")
    )


def _places(content: PaperContent) -> Mapping[str, str]:
    """Return the words of each place of a paper, by its heading."""
    found = {
        content.labels.time: content.when,
        content.labels.place: content.place,
        **{group.heading: "\n".join(group.names) for group in content.people},
    }
    for place, item in enumerate(content.items):
        name = _name(item, place)
        found[name] = "\n".join(filter(None, (item.title, item.note)))
        for part in item.parts:
            words = "\n".join(line for block in part.blocks for line in _lines(block.lines, block.rows))
            found[f"{name}: {part.heading}"] = words
    return found


def _name(item: ItemContent, place: int) -> str:
    return _("Item %(number)s") % {"number": item.number or str(place + 1)}


def _lines(lines: Sequence[str], rows: Sequence[Sequence[object]]) -> Sequence[str]:
    told = [" ".join(str(getattr(cell, "text", "")) for cell in row) for row in rows]
    return [*lines, *told]


def _html(text: str) -> str:
    """Return words as the differences want them: one paragraph a line, nothing that is a tag."""
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return "".join(f"<p>{line}</p>" for line in safe.split("\n") if line.strip())
