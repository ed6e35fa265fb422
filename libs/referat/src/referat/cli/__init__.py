"""The command `referat`, also `roedtraad read`: documents in, an overview, JSON or what does not add up out."""

from referat.cli.command import main

__all__ = ["main"]
