"""Bring the index up to the journal, and build it from nothing. Nothing here saves a record.

The index itself says how far it has come, in the same commit as what it holds: killed at any moment, it goes on from
there, and does again at most what it did already. There is an index on each host, so the database keeps no cursor of it.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from django.conf import settings

from roedtraad.accounts.models import JournalHead, Record, RecordKind
from roedtraad.search.collecting import KINDS, entries_of
from roedtraad.search.index.generations import Busy, Generation, Home, NoIndex
from roedtraad.search.index.reading import READERS, Reader, analyser_of, opened
from roedtraad.search.index.writing import Position, Writer, writing
from roedtraad.search.learning import archive_words
from roedtraad.search.position import has_come_from_here
from roedtraad.search.touched import Act, acts_after, stale_levels, touched

ACTS_AT_A_TIME = 200
RECORDS_AT_A_TIME = 400
FILES_AT_A_TIME = 40  # their texts are long
LAST_LOCK_SECONDS = 120.0
LITTLE = (
    40  # acts that somebody who searches catches up with first; more is left to `roedtraad index --follow`
)

Progress = Callable[[int, int], None]  # (entries written, records to look at)


class State(StrEnum):
    """What became of catching up."""

    UP_TO_DATE = "up_to_date"
    BEHIND = "behind"  # there is more than was asked to be done
    BUSY = "busy"  # another process is at it
    NO_INDEX = "no_index"  # it must be built first


@dataclass(frozen=True, slots=True)
class CaughtUp:
    """What was done: how many acts were read, and how many entries written or taken out."""

    state: State
    acts: int = 0
    written: int = 0


def home() -> Home:
    """Return the folder of the index of this host."""
    return Home(settings.SEARCH_DIR)


def catch_up(*, limit: int | None = None, wait_seconds: float = 0.0) -> CaughtUp:
    """Follow the journal to its end, or for at most `limit` acts. Nothing is done twice, whoever calls, how often.

    At most 100 queries for each 200 acts. `wait_seconds` is how long to wait for another process that is writing.
    """
    here = home()
    try:
        with here.lock("write", wait_seconds=wait_seconds):
            reader = READERS.reader(here)
            if not has_come_from_here(reader.position):
                here.say_broken(reader.generation)
                return CaughtUp(State.NO_INDEX)
            return _follow(reader, limit=limit, also=here.noticed())
    except Busy:
        return CaughtUp(State.BUSY)
    except NoIndex:
        return CaughtUp(State.NO_INDEX)


def keep_up() -> None:
    """Catch up a little before somebody searches, if nobody else is at it. One query if there is nothing to do.

    So what I did a moment ago is found, and the index moves on even where nothing follows. What is not caught up with
    is left out of what is found, never shown as it was.
    """
    try:
        here = READERS.reader(home()).position.number
    except NoIndex:
        return
    head = JournalHead.objects.values_list("number", flat=True).get(pk=1)
    if head > here:
        catch_up(limit=LITTLE)


def rebuild(*, progress: Progress | None = None) -> int:
    """Build the index anew from the records and put it in use; the old one answers until then. Return the number of entries.

    Raises:
        Busy: another process is building.
    """
    here = home()
    with here.lock("build"):
        here.sweep()
        made = here.begin()
        try:
            written = _fill(made, progress or (lambda done, of: None))
            with here.lock("write", wait_seconds=LAST_LOCK_SECONDS):
                _follow(opened(made))
                here.put_in_use(made)
        except BaseException:
            shutil.rmtree(made.path, ignore_errors=True)
            raise
    return written


def needs_building() -> bool:
    """Return whether there is no index, or a broken one, or one of another edition or of another journal."""
    try:
        return not has_come_from_here(READERS.reader(home()).position)
    except NoIndex:
        return True


def _follow(reader: Reader, *, limit: int | None = None, also: Collection[int] = ()) -> CaughtUp:
    """Follow the journal with the lock held, one commit for each batch of acts; `also`: records to look at anyway."""
    read = written = 0
    if also:
        with writing(reader.generation, reader.analyser) as writer:
            written += _renew(writer, reader, also)
        reader = reader.renewed()
    while limit is None or read < limit:
        most = ACTS_AT_A_TIME if limit is None else min(ACTS_AT_A_TIME, limit - read)
        acts, number, digest = acts_after(reader.position.number, limit=most)
        if number == reader.position.number:
            break
        position = Position(number, digest)
        with writing(reader.generation, reader.analyser) as writer:
            written += _renew(writer, reader, _all_touched(reader, acts))
            writer.put_position(position)
        read += number - reader.position.number
        reader = reader.renewed()
    head = JournalHead.objects.values_list("number", flat=True).get(pk=1)
    state = State.UP_TO_DATE if reader.position.number >= head else State.BEHIND
    return CaughtUp(state, acts=read, written=written)


def _all_touched(reader: Reader, acts: list[Act]) -> set[int]:
    bodies = {act.record_id for act in acts if act.kind == RecordKind.BODY}
    return touched(acts) | stale_levels(reader, bodies)


def _renew(writer: Writer, reader: Reader, pks: Collection[int]) -> int:
    """Write the entries of these records that are not in the index as they should be; return how many."""
    changed = 0
    for chunk in _chunks(iter(sorted(pks)), RECORDS_AT_A_TIME):
        wanted = entries_of(chunk)
        standing = reader.fingerprints(chunk)
        gone = [pk for pk in chunk if pk in standing and pk not in wanted]
        writer.drop(gone)
        changed += len(gone)
        for pk, entry in wanted.items():
            if standing.get(pk) != entry.fingerprint():
                writer.put(entry, is_new=pk not in standing)
                changed += 1
    return changed


def _fill(made: Generation, progress: Progress) -> int:
    """Write every record into a new generation, which then stands where the journal stood at the beginning."""
    words = archive_words()
    made.keep_archive_words(words)
    number, digest = JournalHead.objects.values_list("number", "hash").get(pk=1)
    of = Record.objects.filter(kind__in=KINDS, withdrawn_at=None).count()
    written = looked_at = 0
    with writing(made, analyser_of(words), is_large=True) as writer:
        for chunk in _all_records():
            for entry in entries_of(chunk).values():
                writer.put(entry, is_new=True)
                written += 1
            looked_at += len(chunk)
            progress(min(looked_at, of), of)
        writer.put_position(Position(number, digest if number else ""))
    return written


def _all_records() -> Iterator[list[int]]:
    """Yield the keys of all records that have entries, some hundreds of one kind at a time."""
    for kind in KINDS:
        size = FILES_AT_A_TIME if kind in (RecordKind.ATTACHMENT, RecordKind.DOCUMENT) else RECORDS_AT_A_TIME
        last = 0
        while chunk := list(
            Record.objects.filter(kind=kind, withdrawn_at=None, pk__gt=last)
            .order_by("pk")
            .values_list("pk", flat=True)[:size]
        ):
            yield chunk
            last = chunk[-1]


def _chunks(pks: Iterator[int], size: int) -> Iterator[list[int]]:
    while chunk := list(islice(pks, size)):
        yield chunk
