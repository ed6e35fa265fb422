"""Findings: what does not add up, where it stands, and what a person said to it."""
