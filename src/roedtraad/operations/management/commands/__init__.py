"""One file per command; `roedtraad help` lists them."""
