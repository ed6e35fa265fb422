"""What is said when a run is over: how much was read, what does not add up, what was refused and left out, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from referat.cli import messages
from referat.cli.gathering import Skipped
from referat.cli.tasks import Tally
from referat.cli.wording import FINDINGS, counted, decimals, printable, share, thousands
from referat.model import FindingCode

MOST_LEFT_OUT = 20


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one run came to. `written` counts the JSON files in `out`; `seconds` is the time on the clock."""

    tallies: Sequence[Tally]
    refused: Sequence[Skipped]
    left_out: Sequence[Skipped]
    seconds: float
    out: Path | None = None
    written: int = 0


def summary(outcome: Outcome) -> str:
    """Return the summary, a line for each thing that there is to say."""
    return "\n".join(_lines(outcome)) + "\n"


def documents(number: int) -> str:
    """Return '1 dokument', '12 dokumenter'."""
    return counted(number, one="dokument", many="dokumenter")


def _lines(outcome: Outcome) -> Iterator[str]:
    read, refused = len(outcome.tallies), len(outcome.refused)
    seconds = f"{decimals(outcome.seconds)} s"
    if not read and not refused:
        yield messages.EMPTY_FOLDERS
    elif refused:
        yield messages.SUMMARY_SOME.format(
            read=thousands(read), documents=documents(read + refused), seconds=seconds
        )
    else:
        yield messages.SUMMARY_ALL.format(documents=documents(read), seconds=seconds)
    if read:
        yield _found(outcome.tallies)
        yield _findings(outcome.tallies)
    if outcome.out is not None:
        files = counted(outcome.written, one="fil", many="filer")
        yield messages.SUMMARY_WRITTEN.format(files=files, folder=printable(str(outcome.out)))
    if refused:
        yield messages.SUMMARY_REFUSED.format(count=thousands(refused))
        yield from (f"  {printable(one.path)}: {one.reason}" for one in outcome.refused)
    if outcome.left_out:
        yield messages.SUMMARY_LEFT_OUT.format(count=thousands(len(outcome.left_out)))
        yield from _left_out(outcome.left_out)


def _found(tallies: Sequence[Tally]) -> str:
    parts = [
        counted(sum(tally.items for tally in tallies), one="punkt", many="punkter"),
        counted(sum(tally.decisions for tally in tallies), one="beslutning", many="beslutninger"),
        counted(sum(tally.amounts for tally in tallies), one="beløb", many="beløb"),
        counted(sum(tally.commitments for tally in tallies), one="løfte", many="løfter"),
    ]
    unread = share(sum(tally.unread for tally in tallies), of=sum(tally.characters for tally in tallies))
    return f"{', '.join(parts)}; {unread} af teksten er ikke forstået."


def _findings(tallies: Sequence[Tally]) -> str:
    codes: Counter[str] = Counter()
    for tally in tallies:
        codes.update(tally.findings)
    if not codes:
        return messages.SUMMARY_NO_FINDINGS
    kinds = []
    for code, count in sorted(codes.items(), key=lambda pair: (-pair[1], pair[0])):
        one, many = FINDINGS[FindingCode(code)]
        kinds.append(counted(count, one=one, many=many))
    places = counted(codes.total(), one="sted", many="steder")
    return messages.SUMMARY_FINDINGS.format(places=places, kinds="; ".join(kinds))


def _left_out(skipped: Sequence[Skipped]) -> Iterator[str]:
    """Yield each file with its reason; of very many the first, then the rest counted by reason."""
    for one in skipped[:MOST_LEFT_OUT]:
        yield f"  {printable(one.path)}: {one.reason}"
    rest = Counter(one.reason for one in skipped[MOST_LEFT_OUT:])
    for reason, count in rest.most_common():
        yield f"  {messages.LEFT_OUT_MORE.format(count=thousands(count))}: {reason}"
