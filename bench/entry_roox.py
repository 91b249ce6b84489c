"""The Roox by exchange rate, rules and partners: the table of docs/entry.md, and the page of the first case.

python -m bench.entry_roox [DRAWS] [PAGE]
"""

from __future__ import annotations

import os
import sys
from itertools import product
from pathlib import Path

from yellowplate.desk import open_desk
from yellowplate.entry.ask import Asked

_RATES, _RULES, _SEED = (158.1, 111.0), ("today", "eased"), 1
_PARTNERS = (("nissan",), ("nissan", "mitsubishi", "honda"))


def main() -> None:
    """Print one line a case; write the page of the first where a path is given."""
    draws = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    page = Path(sys.argv[2]) if len(sys.argv) > 2 else None
    desk, workers = open_desk(), os.cpu_count() or 1
    print(f"seed {_SEED}, {draws:,} draws a case; worth in million USD")
    head = ("JPY/USD", "rules", "partners", "odds", "middle", "5 %", "95 %", "sticker", "units a year", "even odds at")
    print(f"| {' | '.join(head)} | decided by |")
    print("|---" * (len(head) + 1) + "|")
    for rate, rules, partners in product(_RATES, _RULES, _PARTNERS):
        asked = Asked("nissan/roox", scenario=rules, partners=partners, draws=draws, seed=_SEED, given={"fx": rate})
        found = desk.enter(asked, workers)
        worth, sticker, units = found.spreads[0], found.spreads[1], found.spreads[4]
        low, middle, high = (f"{worth.quantiles[at] / 1e6:,.0f}" for at in (0, 2, 4))
        even = "none" if found.break_even_units is None else f"{found.break_even_units:,.0f}"
        print(
            f"| {rate:.0f} | {rules} | {len(partners)} | {found.odds * 100:.0f} in 100 | {middle} | {low} | {high} "
            f"| {sticker.quantiles[2]:,.0f} | {units.quantiles[2]:,.0f} | {even} | {', '.join(found.deciding)} |",
            flush=True,
        )
        if page is not None:
            page.write_text(found.html(), encoding="utf-8")
            page = None


if __name__ == "__main__":
    main()
