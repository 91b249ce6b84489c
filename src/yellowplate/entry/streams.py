"""Random numbers that depend on the seed and the block alone, so that any number of workers draws the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

import numpy as np

BLOCK = 250

Result = TypeVar("Result")


def generator(seed: int, block: int, purpose: int = 0) -> np.random.Generator:
    """The generator of one block; `purpose` keeps apart what is drawn for different things."""
    return np.random.Generator(np.random.Philox(key=seed, counter=[0, 0, purpose, block]))


def blocks(draws: int) -> Iterator[tuple[int, int]]:
    """The blocks that so many draws fall into: number and size."""
    for block, first in enumerate(range(0, draws, BLOCK)):
        yield block, min(BLOCK, draws - first)


def over_blocks(
    work: Callable[[int, int], Result], draws: int, workers: int = 1, done: Callable[[int], None] | None = None
) -> list[Result]:
    """Do the work of every block, on so many threads, in the order of the blocks; `done` hears of draws finished."""

    def one(block: tuple[int, int]) -> Result:
        result = work(*block)
        if done:
            done(block[1])
        return result

    with ThreadPoolExecutor(max_workers=workers) as pool:
        return list(pool.map(one, blocks(draws)))


@contextmanager
def single_threaded() -> Iterator[None]:
    """Keep the matrix library to one thread: blocks are the unit of parallel work, and sums keep their order.

    Without threadpoolctl (extra `entry`) results are the same and slower on a busy machine.
    """
    try:
        from threadpoolctl import threadpool_limits
    except ImportError:
        yield
        return
    with threadpool_limits(1):
        yield
