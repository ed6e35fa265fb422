"""Promises and tasks that decisions gave: who owes what to whom, by when, and what became of it."""
