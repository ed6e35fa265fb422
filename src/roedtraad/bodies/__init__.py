"""Parties, collaborations, bodies on levels, people and dated seats; what follows what. Nothing here is an enum of law."""
