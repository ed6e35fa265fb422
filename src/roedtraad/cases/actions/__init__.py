"""What can be done to cases: open, write, put before bodies, recommend, number, link, join and split."""

from roedtraad.cases.actions.inviting import end_writer, invite_writer, remark, settle_remark
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
from roedtraad.cases.actions.readiness import (
    DraftParticulars,
    let_go,
    mark_ready,
    take_back,
    take_up,
    write_particulars,
)
from roedtraad.cases.actions.writing import (
    DraftPointGiven,
    Written,
    begin_draft,
    write_known_case,
    write_part,
    write_points,
)

__all__ = [
    "DraftParticulars",
    "DraftPointGiven",
    "PointGiven",
    "Written",
    "add_consideration",
    "add_file_number",
    "attach",
    "begin_draft",
    "end_writer",
    "invite_writer",
    "let_go",
    "link",
    "mark_ready",
    "merge",
    "open_case",
    "recommend",
    "remark",
    "rename",
    "reorder",
    "settle_remark",
    "split",
    "take_back",
    "take_up",
    "tell_history",
    "write_known_case",
    "write_part",
    "write_particulars",
    "write_points",
]
