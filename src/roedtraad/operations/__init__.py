"""What those who run an installation need: serve it, make its first user, back it up and move it, and see that it is well."""
