"""The process that reads: a task a line on standard input, an answer a line on standard output, until input ends.

A fault in the program is not caught here. The process dies of it, its last words are on standard error, and
`workers` tells the person and starts another.
"""

from __future__ import annotations

import json
import os
from collections import Counter

from referat.as_json import as_json
from referat.cli.arguments import View
from referat.cli.gathering import why_unopened
from referat.cli.layout import laid_out
from referat.cli.overview import in_reading_order, overview
from referat.cli.places import Places
from referat.cli.tasks import Reading, Refusal, Tally, Task, answer_line, task_from
from referat.cli.wording import printable
from referat.errors import ReadError
from referat.model import Minutes, SectionKind
from referat.parse import parse
from referat.readers import read
from referat.readers.limits import MAX_BYTES
from referat.source import SourceText


def serve() -> None:
    """Answer every task on standard input, then end.

    Standard input and output are moved out of the way first: a library that prints, or a process that a reader
    starts, can then not speak or listen between the lines.
    """
    tasks, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    for line in tasks:
        task = task_from(line)
        answers.write(answer_line(_answer(task)))


def _answer(task: Task) -> Reading | Refusal:
    try:
        with open(task.path, "rb") as file:
            content = file.read(MAX_BYTES + 1)  # one more than `read` takes, and not what has no end
    except OSError as error:
        return Refusal(task.number, why_unopened(error))
    try:
        source = read(content, filename=task.filename)
    except ReadError as error:
        return Refusal(task.number, printable(error.message))
    minutes = parse(source)
    return Reading(
        task.number,
        printed=_printed(task, source, minutes),
        json=_json(source, minutes, one_line=False) if task.json else None,
        tally=_tally(source, minutes),
    )


def _printed(task: Task, source: SourceText, minutes: Minutes) -> str:
    if task.view is View.JSON:
        return _json(source, minutes, one_line=task.one_line)
    if task.view is View.FINDINGS:
        return finding_lines(source, minutes, name=task.name)
    if task.view is View.OVERVIEW:
        return laid_out(overview(source, minutes, name=task.name), width=task.width, colour=task.colour)
    return ""


def _json(source: SourceText, minutes: Minutes, *, one_line: bool) -> str:
    return json.dumps(as_json(minutes, source), ensure_ascii=False, indent=None if one_line else 1) + "\n"


def finding_lines(source: SourceText, minutes: Minutes, *, name: str) -> str:
    """Return a line for each finding: 'file:page:line: sentence [code]'."""
    places = Places(source)
    return "".join(
        "{}:{}:{}: {} [{}]\n".format(
            printable(name),
            *places.of(finding.spans[0].start if finding.spans else 0),
            printable(finding.message),
            finding.code.value,
        )
        for finding in in_reading_order(minutes.findings)
    )


def _tally(source: SourceText, minutes: Minutes) -> Tally:
    return Tally(
        characters=len(source.text),
        unread=sum(end - start for start, end in minutes.unread),
        items=len(minutes.items),
        decisions=sum(item.section(SectionKind.DECISION) is not None for item in minutes.items),
        amounts=sum(len(item.amounts) for item in minutes.items),
        commitments=sum(len(item.commitments) for item in minutes.items),
        findings=dict(Counter(finding.code.value for finding in minutes.findings)),
    )
