"""What can be done to cases: open, put before bodies, recommend, number, link, join and split."""

from roedtraad.cases.actions.joining import link, merge, split
from roedtraad.cases.actions.opening import (
    PointGiven,
    add_consideration,
    add_file_number,
    attach,
    open_case,
    recommend,
    rename,
    reorder,
    tell_history,
)

__all__ = [
    "PointGiven",
    "add_consideration",
    "add_file_number",
    "attach",
    "link",
    "merge",
    "open_case",
    "recommend",
    "rename",
    "reorder",
    "split",
    "tell_history",
]
