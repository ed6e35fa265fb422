"""Stored files by checksum, their text and pages, what is masked in them, and citations into them."""
