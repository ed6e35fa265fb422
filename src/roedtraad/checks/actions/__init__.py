"""What can be done to findings: note those of a document, tie them to what was accepted, settle them."""

from roedtraad.checks.actions.noting import NotedFinding, assign_findings, forget_words, note_findings
from roedtraad.checks.actions.settling import explain, mark_corrected, reopen, set_aside

__all__ = [
    "NotedFinding",
    "assign_findings",
    "explain",
    "forget_words",
    "mark_corrected",
    "note_findings",
    "reopen",
    "set_aside",
]
