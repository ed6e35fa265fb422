"""Commands of `initiatives`."""
