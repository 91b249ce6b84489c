"""How many vehicle-day questions a second: a million in one vectorised call beside one-by-one calls.

    python -m bench.rules_speed [QUESTIONS]

Questions are drawn with a printed seed; a sample asked one by one must give the same answers.
"""

from __future__ import annotations

import sys
import time
from dataclasses import replace

import numpy as np

from yellowplate.rules.car import Body, Days, Powertrain, Question, Route, Vehicle
from yellowplate.rules.decide import decide
from yellowplate.rules.many import Batch, answer_many, counted
from yellowplate.rules.rulebook import Rulebook
from yellowplate.rules.steps import us_states

_SEED, _SAMPLE = 20251203, 5_000
_CARS = (
    Vehicle("kei car", powertrain=Powertrain.PETROL, displacement_cc=658, length_mm=3395, width_mm=1475, kei=True),
    Vehicle("kei truck", body=Body.GOODS, powertrain=Powertrain.PETROL, displacement_cc=658, kei=True),
    Vehicle("kei electric car", powertrain=Powertrain.EV, length_mm=3395, width_mm=1475, kei=True),
    Vehicle("altered kei car", powertrain=Powertrain.PETROL, displacement_cc=657, kei=True, original=False),
    Vehicle("car of 1,500 cc", powertrain=Powertrain.PETROL, displacement_cc=1496, length_mm=4100, width_mm=1695),
)


def batch(questions: int) -> Batch:
    """Questions drawn at random: cars built 1985 to 2025, asked of on days of 1995 to 2035, in all states."""
    rng = np.random.default_rng(_SEED)
    states = ("", *us_states())
    built = np.datetime64("1985-01-01") + rng.integers(0, 41 * 365, questions).astype("timedelta64[D]")
    day = np.datetime64("1995-01-01") + rng.integers(0, 41 * 365, questions).astype("timedelta64[D]")
    car, state = rng.integers(0, len(_CARS), questions), rng.integers(0, len(states), questions)
    return Batch(_CARS, states, car, state, built, day)


def main() -> None:
    """Time both ways and compare their answers on a sample."""
    questions = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    book, asked = Rulebook.packaged(), batch(questions)
    began = time.perf_counter()
    answers = answer_many(book, asked, "us", Route.USED)
    took = time.perf_counter() - began
    sample = np.random.default_rng(_SEED + 1).choice(questions, min(_SAMPLE, questions), replace=False)
    began = time.perf_counter()
    wrong = sum(_one(book, asked, place) != answers.verdict[place] for place in sample.tolist())
    single = time.perf_counter() - began
    print(f"seed {_SEED}, {questions:,} questions: {', '.join(f'{v} {n:,}' for v, n in counted(answers).items())}")
    print(f"one vectorised call: {took:.2f} s, {questions / took:,.0f} questions a second")
    print(f"one by one: {len(sample) / single:,.0f} questions a second ({len(sample):,} asked, {wrong} answers differ)")
    sys.exit(1 if wrong else 0)


def _one(book: Rulebook, asked: Batch, place: int) -> int:
    built = asked.built[place].item()
    car = replace(asked.cars[asked.car[place]], built=Days(built, built))
    question = Question("us", asked.day[place].item(), Route.USED, asked.states[asked.state[place]])
    return int(decide(book, car, question).verdict)


if __name__ == "__main__":
    main()
