"""Search: one index over the records, Danish stems and parts of compounds, and only what the viewer may see."""
