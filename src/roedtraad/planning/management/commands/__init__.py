"""Commands of `planning`, one file each."""
