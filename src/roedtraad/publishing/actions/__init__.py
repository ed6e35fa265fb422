"""What can be done to make the papers of a meeting public, as they stand or as files, and to take them back."""

from roedtraad.publishing.actions.issuing import issue, take_back
from roedtraad.publishing.actions.publishing import (
    Published,
    publish_agenda,
    publish_many,
    publish_minutes,
    unpublish,
)

__all__ = [
    "Published",
    "issue",
    "publish_agenda",
    "publish_many",
    "publish_minutes",
    "take_back",
    "unpublish",
]
