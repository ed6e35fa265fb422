"""The command line: what may be asked for, and a Danish sentence for everything that may not."""

from __future__ import annotations

import argparse
import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import NoReturn

from referat import __version__
from referat.cli import messages

DEFAULT_SECONDS = 60.0
MOST_SECONDS = 86_400
MOST_JOBS = 256
KINDS = "PDF, DOCX, ODT, RTF, HTML, XML fra SBSYS, tekst og Markdown"


class View(StrEnum):
    """What is printed for each document."""

    OVERVIEW = "overview"
    JSON = "json"
    FINDINGS = "findings"
    NOTHING = "nothing"  # JSON goes to files and nothing else was asked for


@dataclass(frozen=True, slots=True)
class Options:
    """What one run is to do. `out` is the folder for JSON files, if they are wanted."""

    paths: tuple[str, ...]
    view: View
    out: Path | None = None
    jobs: int | None = None
    seconds: float = DEFAULT_SECONDS


class UsageError(Exception):
    """The command line cannot be understood; the message is a Danish sentence."""


class _Parser(argparse.ArgumentParser):
    """argparse speaks English and exits; this one speaks Danish and raises."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(message)

    def format_help(self) -> str:
        return super().format_help().replace("usage: ", messages.USAGE, 1)


def _jobs(value: str) -> int:
    if not value.isdecimal() or not 1 <= int(value) <= MOST_JOBS:
        raise argparse.ArgumentTypeError(messages.NOT_A_COUNT.format(value=value, most=MOST_JOBS))
    return int(value)


def _seconds(value: str) -> float:
    try:
        seconds = float(value.replace(",", "."))
    except ValueError:
        seconds = math.nan
    if not 0 < seconds <= MOST_SECONDS:
        raise argparse.ArgumentTypeError(messages.NOT_SECONDS.format(value=value, most=MOST_SECONDS))
    return seconds


def _parser(program: str) -> _Parser:
    parser = _Parser(
        prog=program,
        usage=f"%(prog)s {messages.METAVAR_PATHS} … [--json [--out OUT]] [--findings]",
        description=messages.DESCRIPTION,
        epilog=messages.EPILOG.format(kinds=KINDS),
        add_help=False,
        allow_abbrev=False,
        exit_on_error=False,
    )
    paths = parser.add_argument_group(messages.HEADING_PATHS)
    paths.add_argument("paths", nargs="*", metavar=messages.METAVAR_PATHS, help=messages.HELP_PATHS)
    options = parser.add_argument_group(messages.HEADING_OPTIONS)
    options.add_argument("--json", action="store_true", help=messages.HELP_JSON)
    options.add_argument("--out", metavar="OUT", help=messages.HELP_OUT)
    options.add_argument("--findings", action="store_true", help=messages.HELP_FINDINGS)
    options.add_argument("--jobs", type=_jobs, metavar=messages.METAVAR_JOBS, help=messages.HELP_JOBS)
    options.add_argument(
        "--time-limit",
        type=_seconds,
        default=DEFAULT_SECONDS,
        metavar=messages.METAVAR_SECONDS,
        help=messages.HELP_TIME_LIMIT.format(seconds=DEFAULT_SECONDS),
    )
    options.add_argument("-h", "--help", action="store_true", help=messages.HELP_HELP)
    options.add_argument("--version", action="store_true", help=messages.HELP_VERSION)
    return parser


def parse_arguments(words: Sequence[str], *, program: str) -> Options | str:
    """Return what the words ask for, or the text they ask for (`--help`, `--version`).

    Raises:
        UsageError: with a Danish sentence.
    """
    words = list(words)
    cut = words.index("--") if "--" in words else len(words)
    parser = _parser(program)
    try:
        named, rest = parser.parse_known_args(words[:cut])
    except argparse.ArgumentError as error:
        raise UsageError(_in_danish(error, parser)) from None
    # argparse hands back the paths that stand after an option among what it does not know.
    unknown = [word for word in rest if word.startswith("-") and word != "-"]
    if named.help:
        return parser.format_help()
    if named.version:
        return f"referat {__version__}\n"
    if unknown:
        raise UsageError(messages.UNKNOWN_OPTION.format(option=unknown[0].partition("=")[0]))
    paths = (*named.paths, *rest, *words[cut + 1 :])
    return Options(
        paths=_checked_paths(paths),
        view=_view(json=named.json, findings=named.findings, out=named.out is not None),
        out=None if named.out is None else Path(named.out),
        jobs=named.jobs,
        seconds=named.time_limit,
    )


def _checked_paths(paths: tuple[str, ...]) -> tuple[str, ...]:
    if not [path for path in paths if path]:
        raise UsageError(messages.NOTHING_NAMED)
    if paths.count("-") > 1:
        raise UsageError(messages.STDIN_TWICE)
    return tuple(path for path in paths if path)


def _view(*, json: bool, findings: bool, out: bool) -> View:
    if out and not json:
        raise UsageError(messages.OUT_NEEDS_JSON)
    if json and findings and not out:
        raise UsageError(messages.JSON_OR_FINDINGS)
    if findings:
        return View.FINDINGS
    if out:
        return View.NOTHING
    return View.JSON if json else View.OVERVIEW


def _in_danish(error: argparse.ArgumentError, parser: argparse.ArgumentParser) -> str:
    """Return why an option was refused: our own sentence where there is one, else by what the option takes."""
    if isinstance(error.__context__, argparse.ArgumentTypeError):
        return str(error.__context__)
    option = (error.argument_name or "").split("/")[-1]
    takes_none = any(action.nargs == 0 for action in parser._actions if option in action.option_strings)
    return (messages.NO_VALUE_WANTED if takes_none else messages.VALUE_MISSING).format(option=option)
