"""Record what an agenda, or minutes, say of a meeting."""

from roedtraad.meetings.actions.recording.recording import RecordedItem, RecordedMeeting, record_minutes

__all__ = ["RecordedItem", "RecordedMeeting", "record_minutes"]
