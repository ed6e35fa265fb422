"""`python -m bench [NAME…]`: every benchmark of this folder, or those that are named.

A benchmark is a module here with a function `run()` that prints its figures beside those of a peer.
"""

import importlib
import pkgutil
import sys
from collections.abc import Callable
from pathlib import Path


def benchmarks() -> dict[str, Callable[[], None]]:
    """Return `run` of each benchmark by the name of its module."""
    names = sorted(module.name for module in pkgutil.iter_modules([str(Path(__file__).parent)]))
    modules = {name: importlib.import_module(f"bench.{name}") for name in names if name != "__main__"}
    return {name: module.run for name, module in modules.items() if hasattr(module, "run")}


def main(names: list[str]) -> int:
    """Run the benchmarks and return the exit status."""
    known = benchmarks()
    if unknown := [name for name in names if name not in known]:
        print(f"bench: no {', '.join(unknown)} here; there is {', '.join(known)}", file=sys.stderr)
        return 2
    for name in names or known:
        known[name]()
        print()
    return 0


sys.exit(main(sys.argv[1:]))
