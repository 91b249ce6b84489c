"""How fast articles are checked, and where the time goes; beside it quantulum3, which only finds the numbers.

    python -m bench.check_speed [--rounds 5]

Both get the same English articles of tests/articles in the same run, on one core. quantulum3 (extra `dev`) reads
English only; ours also reads the others, whose rate is printed apart.
"""

from __future__ import annotations

import argparse
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from article_files import FOLDER, files, load
from yellowplate import open_desk
from yellowplate.read.prose import read_prose
from yellowplate.read.prose.opening import as_article
from yellowplate.read.prose.reader import WORDS
from yellowplate.read.prose.scanner import scanner
from yellowplate.read.prose.text import Article
from yellowplate.read.prose.tokens import tokens_of

LONG = 20_000


def main() -> None:
    """Print articles a second, the share of each stage, and the ratio to quantulum3."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    paths = [path for part in FOLDER.iterdir() if part.is_dir() for path in files(part.name)]
    english = [load(path)[0] for path in sorted(paths) if path.name.startswith("en-")]
    others = [load(path)[0] for path in sorted(paths) if not path.name.startswith("en-")]
    desk = open_desk()
    _every(desk.check, english + others)  # warm: patterns compiled, figures fetched
    whole = _rate(desk.check, english, rounds)
    print(f"check, {len(english)} English articles      {whole:8.1f} articles/s on one core")
    print(f"check, {len(others)} Japanese and Ukrainian {_rate(desk.check, others, rounds):8.1f} articles/s")
    opening = _rate(lambda article: as_article(article.text), english, rounds)
    names = _rate(lambda article: scanner(desk.catalog).hits(article.plain), english, rounds)
    words = _rate(lambda article: tokens_of(article.plain, WORDS["en"][0], ()), english, rounds)
    reading = _rate(lambda article: read_prose(article, desk.catalog), english, rounds)
    print(
        f"  of which opening the text {whole / opening:.1%}, names {whole / names:.1%}, words {whole / words:.1%}, "
        f"the rest of reading {whole / reading - whole / names - whole / words:.1%}, judging {1 - whole / reading:.1%}"
    )
    rival = _rate(_quantulum(), english, 1)
    print(f"quantulum3, numbers alone    {rival:8.1f} articles/s")
    print(f"ratio                        {whole / rival:8.1f}; reading alone {reading / rival:.1f}")
    long = Article("\n\n".join(article.text for article in english)[:LONG], language="en")
    rates = [_rate(call, [long], 1) * len(long.text) / 1000 for call in (desk.check, _quantulum())]
    print(f"one text of {len(long.text)} signs    {rates[0]:8.1f} thousand signs/s, quantulum3 {rates[1]:.1f}")


def _quantulum() -> Callable[[Article], object]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from quantulum3 import parser
    parser.parse("one metre")  # loads its tables

    def numbers(article: Article) -> object:
        return parser.parse(article.text)

    return numbers


def _rate(call: Callable[[Article], object], articles: Sequence[Article], rounds: int) -> float:
    begin = time.process_time()
    for _ in range(rounds):
        _every(call, articles)
    return rounds * len(articles) / (time.process_time() - begin)


def _every(call: Callable[[Article], object], articles: Sequence[Article]) -> None:
    for article in articles:
        call(article)


if __name__ == "__main__":
    main()
