"""Texts as people write them: cleaned HTML, the same as plain text, what changed, and what is to be looked at. Pure."""
