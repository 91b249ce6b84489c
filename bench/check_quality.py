"""How well articles are read and judged: the texts of tests/articles against the claims that their writers expect.

    python -m bench.check_quality [PART ...] [--verbose]

PART is a folder of tests/articles (`dev`, `heldout-1`, ...); by default all. A statement counts as read only if
subject, segment, period, measure, relation and value are the expected ones, as judged right only if the verdict is
too. "Doing nothing" believes every statement.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from article_files import FOLDER, Score, files, load, score
from yellowplate import open_desk
from yellowplate.desk import Desk


def main() -> None:
    """Print the score of each part; with --verbose every miss and every false accusation."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", default=sorted(path.name for path in FOLDER.iterdir() if path.is_dir()))
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    desk = open_desk()
    for part in options.parts:
        total = measure(desk, part)
        print(f"{part}: {len(files(part))} articles, {total}")
        if options.verbose:
            for line in (*total.missed, *(f"FALSE {accused}" for accused in total.false)):
                print(f"  {line}")


def measure(desk: Desk, part: str) -> Score:
    """Check all articles of a part."""
    total = Score()
    for path in files(part):
        article, expected, _ = load(path)
        score(desk.check(article), expected, path.name, total)
    return total


if __name__ == "__main__":
    main()
