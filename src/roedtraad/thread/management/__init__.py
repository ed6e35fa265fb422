"""Commands of `thread`."""
