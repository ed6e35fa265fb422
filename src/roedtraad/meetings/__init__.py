"""Meetings, agenda items, attendance per item, decisions with outcomes; agenda and minutes kept apart."""
