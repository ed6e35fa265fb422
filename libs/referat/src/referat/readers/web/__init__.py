"""The HTML reader: pages of a council's web site, and documents that a word processor saved as a page."""

from referat.readers.web.reader import read_html, write_fragment

__all__ = ["read_html", "write_fragment"]
