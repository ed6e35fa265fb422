"""Feeds (Atom, RFC 4287): what is public, and nothing else, for whoever wants to hear of it without an account."""
