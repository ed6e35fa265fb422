"""How long a search takes in a large archive, beside SQLite FTS5 and PostgreSQL on the same words.

`python -m bench search`. All three get the words as our analysis leaves them (stems, and the parts of compounds), because
without it the peers find no word inside a compound. Ours answers with the page, the exact total and five facets; the peers
answer with the page and the total. The third needs a PostgreSQL server (`bench.postgresql`).
"""

from __future__ import annotations

from bench.archive import KEPT, installation
from bench.postgresql import SERVER, a_database


def run() -> None:
    """Print the figures."""
    with installation() as made:
        print(f"search: an archive of {made.items:,} items", flush=True)
        if not SERVER:
            made.run("-m", "bench.inside.search_times")
            return
        with a_database(f"bench_search_{made.items}", is_kept=bool(KEPT)) as address:
            made.run("-m", "bench.inside.search_times", address)
