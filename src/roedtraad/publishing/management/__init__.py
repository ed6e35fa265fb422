"""Commands of `publishing`."""
