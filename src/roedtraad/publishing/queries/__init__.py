"""What was published, as it is read: files, calendar entries, and whether a file is what it says."""

from roedtraad.publishing.queries.calendars import calendar_of
from roedtraad.publishing.queries.composing import compose
from roedtraad.publishing.queries.files import file_of, publications_of
from roedtraad.publishing.queries.verifying import Verdict, Verified, verify

__all__ = [
    "Verdict",
    "Verified",
    "calendar_of",
    "compose",
    "file_of",
    "publications_of",
    "verify",
]
