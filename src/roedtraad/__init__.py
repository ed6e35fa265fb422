"""Rød Tråd: the application. The reading of minutes lives in the library `referat`."""

__version__ = "0.1.0"
