"""The commands of the pages: what needs every app."""
