"""Commands of `importing`."""
