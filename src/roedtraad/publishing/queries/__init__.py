"""What was published, as it is read: files, calendar entries, and whether a file is what it says."""

from roedtraad.publishing.queries.calendars import calendar_of
from roedtraad.publishing.queries.composing import compose
from roedtraad.publishing.queries.files import file_of, open_file, publications_of
from roedtraad.publishing.queries.looks import Look, look_of
from roedtraad.publishing.queries.outlook import Outlook, PaperOutlook, Way, outlook_of
from roedtraad.publishing.queries.trail import CorrectionShown, Version, correction_shown, trail_of
from roedtraad.publishing.queries.verifying import Verdict, Verified, verify

__all__ = [
    "CorrectionShown",
    "Look",
    "Outlook",
    "PaperOutlook",
    "Verdict",
    "Verified",
    "Version",
    "Way",
    "calendar_of",
    "compose",
    "correction_shown",
    "file_of",
    "look_of",
    "open_file",
    "outlook_of",
    "publications_of",
    "trail_of",
    "verify",
]
