"""The next agenda: what stands to be treated and why, and that nothing that is due falls out of it."""
