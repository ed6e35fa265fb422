"""Commands of `thread`, one file each."""
