"""Every input of an appraisal: its range, its source, and whether it is measured, published or assumed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from math import erf
from typing import TYPE_CHECKING

import numpy as np

from yellowplate.entry.evidence import read_table
from yellowplate.errors import UsageError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

VOLUME = "volume"
PATHS = ("fx", "fuel")
_TEN_MILLION, _THOUSAND = 1e7, 1e3


@dataclass(frozen=True, slots=True)
class Input:
    """One input: `central` is the most likely value between `low` and `high`.

    `least` and `most` are the ends of what an asker may set it to, both included. `kind` is measured, published,
    assumption, law (from the rules on the day) or given (set by the asker).
    """

    name: str
    low: float
    central: float
    high: float
    least: float
    most: float
    unit: str
    kind: str
    confidence: str
    source_url: str
    published: str
    meaning: str

    @property
    def uncertain(self) -> bool:
        """Whether it is drawn from a range."""
        return self.high > self.low

    @property
    def percent(self) -> bool:
        """Whether people read its values in percent."""
        return self.unit.startswith(("share", "probability", "real rate", "log change"))

    def told(self, value: float) -> str:
        """A value of it as people read it, without its unit: `2.5 %`, `120 million`, `1,650,000`."""
        return f"{value * 100:.3g} %" if self.percent else number(value)

    def checked(self, value: float) -> float:
        """A value that an asker sets it to; raises UsageError beyond its span, as for what is no number."""
        if not self.least <= value <= self.most:
            raise UsageError(
                f"{self.name}={value:g} can't be reckoned with; give {_told(self.least)} to {_told(self.most)} "
                f"({self.unit})."
            )
        return value

    def at(self, u: Array) -> Array:
        """The value below which a share `u` of a triangular distribution lies."""
        if not self.uncertain:
            return np.full_like(u, self.central)
        span, split = self.high - self.low, (self.central - self.low) / (self.high - self.low)
        left = self.low + span * np.sqrt(u * split)
        right = self.high - span * np.sqrt((1 - u) * (1 - split))
        return np.asarray(np.where(u < split, left, right))


class Inputs(Mapping[str, Input]):
    """All inputs by name; `given` values replace ranges."""

    def __init__(self, inputs: Iterable[Input]) -> None:
        self._inputs = {one.name: one for one in inputs}

    def __getitem__(self, name: str) -> Input:
        return self._inputs[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._inputs)

    def __len__(self) -> int:
        return len(self._inputs)

    def given(self, values: Mapping[str, float], kind: str = "given", source: str = "") -> Inputs:
        """With these values instead of ranges; raises UsageError for a name or a value that won't do."""
        known = dict(self._inputs)
        for name, value in values.items():
            if name not in known:
                raise UsageError(f"No input is called {name!r}; choose from {', '.join(known)}.")
            held = known[name].checked(value)
            known[name] = replace(
                known[name], low=held, central=held, high=held, kind=kind, source_url=source, confidence="high"
            )
        return Inputs(known.values())

    def central(self) -> dict[str, Array]:
        """The central values, each as an array of one."""
        return {name: np.array([one.central]) for name, one in self.items()}

    @property
    def drawn(self) -> tuple[str, ...]:
        """The names that are drawn once a draw, in their order."""
        return tuple(name for name, one in self._inputs.items() if one.uncertain and name not in PATHS)

    def draw(self, rng: np.random.Generator, draws: int) -> tuple[dict[str, Array], Array]:
        """Values by input, and standard normal numbers for the volume that are correlated with them."""
        names = (*self.drawn, VOLUME)
        normals = rng.standard_normal((draws, len(names))) @ _factor(names)
        shares = _share_below(normals)
        values = {name: np.full(draws, one.central) for name, one in self._inputs.items()}
        values.update({name: self._inputs[name].at(shares[:, i]) for i, name in enumerate(names[:-1])})
        return values, shares[:, -1]


def _factor(names: tuple[str, ...]) -> Array:
    """What turns independent normal numbers into correlated ones."""
    matrix = np.eye(len(names))
    for row in read_table("correlations"):
        if row["one"] in names and row["other"] in names:
            i, j = names.index(row["one"]), names.index(row["other"])
            matrix[i, j] = matrix[j, i] = float(row["correlation"])
    return np.asarray(np.linalg.cholesky(matrix).T)


def _share_below(normals: Array) -> Array:
    """The standard normal distribution function."""
    return np.asarray(0.5 * (1 + np.vectorize(erf, otypes=[float])(normals / np.sqrt(2))))


def number(value: float) -> str:
    """A number as people read it: thousands separated, from ten million on in millions."""
    if abs(value) >= _TEN_MILLION:
        return f"{value / 1e6:,.4g} million"
    return f"{value:,.0f}" if abs(value) >= _THOUSAND else f"{value:.4g}"


def _told(value: float) -> str:
    """The end of a span as people read it."""
    return f"{value:,.0f}" if abs(value) >= 1 else f"{value:g}"


def fuel_link(one: str) -> float:
    """The correlation of an input, or of the exchange rate, with the price of fuel."""
    rows = (row for row in read_table("correlations") if {row["one"], row["other"]} == {one, "fuel"})
    return next((float(row["correlation"]) for row in rows), 0.0)


@lru_cache(maxsize=1)
def packaged_inputs() -> Inputs:
    """The packaged inputs."""
    return Inputs(
        Input(
            row["name"],
            float(row["low"]),
            float(row["central"]),
            float(row["high"]),
            float(row["least"]),
            float(row["most"]),
            row["unit"],
            row["kind"],
            row["confidence"],
            row["source_url"],
            row["published"],
            row["meaning"],
        )
        for row in read_table("inputs")
    )
