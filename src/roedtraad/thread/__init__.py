"""The red thread: what belongs to what, both ways, and why."""
