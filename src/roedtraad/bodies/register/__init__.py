"""Register files: TOML that tells of parties, collaborations, bodies, people and seats. Read here, saved by `actions.loading`.

`data/README.md` describes the format; `data/*.toml` are the register that the program comes with.
"""

from roedtraad.bodies.register.entries import Register
from roedtraad.bodies.register.reading import SHIPPED, read_register
from roedtraad.bodies.register.table import Problem

__all__ = ["SHIPPED", "Problem", "Register", "read_register"]
