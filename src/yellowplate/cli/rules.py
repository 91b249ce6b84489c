"""Commands about the law: access abroad, the class and the cost of owning at home, and what lets kei cars thrive."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from typer import Argument, Option

from yellowplate.cli.shared import NO, DeskPath, JsonFlag, app, opened_desk, show, subjects, tell
from yellowplate.errors import OutputError, UsageError

if TYPE_CHECKING:
    from yellowplate.rules.decide import Verdict


class Routes(StrEnum):
    """What is to be done with the car."""

    NEW = "new"
    USED = "used"
    LOW_SPEED = "low-speed"


CarText = Annotated[
    str,
    Argument(
        metavar="CAR",
        help="A car by id or any of its names, or kei-car, kei-truck, kei-ev, or car for its dimensions alone.",
        autocompletion=subjects,
    ),
]


@app.command(
    epilog="Examples: yellowplate access nissan/roox us --on 2026-03-01; yellowplate access kei-truck us "
    "--built 1998-05 --state TX --on 2026-03-01; ... --timeline 2024..2026; ... --map us.svg; ... --scenario city-kei"
)
def access(
    car: CarText,
    market: Annotated[str, Argument(help="us, eu, gb, ca, au, nz, pk, in, cn, tw or jp.")],
    on: Annotated[str, Option(metavar="DAY", help="The day asked about; a month stands for its first day.")],
    state: Annotated[str, Option(metavar="XX", help="A US state by its two letters.")] = "",
    built: Annotated[str, Option(metavar="DAY", help="When it was built: a day, a month or a year.")] = "",
    route: Annotated[Routes | None, Option(help="Sell new, import used, or sell as a low-speed vehicle.")] = None,
    road: Annotated[str, Option(metavar="MPH", help="The road's posted limit, or interstate.")] = "",
    holds: Annotated[str, Option(metavar="NAME,...", help="Permits it holds, as epa-certificate,standard-500.")] = "",
    sold: Annotated[int | None, Option(min=1, metavar="UNITS", help="How many are to be sold a year.")] = None,
    certified: Annotated[bool, Option("--certified", help="Its maker certified it to all rules there.")] = False,
    altered: Annotated[bool, Option("--altered", help="It isn't in its original condition.")] = False,
    facts: Annotated[
        str, Option(metavar="NAME=VALUE,...", help="What the asker knows: length_mm=3295,powertrain=petrol,body=goods.")
    ] = "",
    timeline: Annotated[
        str, Option(metavar="DAY..DAY", help="Show how the answer moves between two days, which stand for --on.")
    ] = "",
    map_to: Annotated[Path | None, Option("--map", metavar="FILE.svg", help="Write a map of the states.")] = None,
    scenario: Annotated[
        str, Option(metavar="FILE|NAME", help="Lay proposed rules over those in force: a file, city-kei or part-555.")
    ] = "",
    as_json: JsonFlag = False,
) -> int:
    """May this car be sold, imported and driven there: yes, no, depends or unclear, with every rule that decided."""
    from yellowplate.rules.ask import Asked

    _one_of(timeline=timeline, map=map_to, scenario=scenario)
    said = {**_facts(facts), "certified": certified or None, "original": False if altered else None}
    if holds:
        said["holds"] = frozenset(part.strip() for part in holds.split(","))
    asked = Asked(car, market, on, state, built, route or "", road, sold, said)
    with opened_desk(None, None) as opened:
        if map_to is not None:
            _write(opened.access_map(asked), map_to)
            return tell({"file": str(map_to)}, str(map_to), as_json)
        if timeline:
            return show(opened.access_over(asked, timeline), as_json)
        if scenario:
            compared = opened.access_under(asked, scenario)
            return show(compared, as_json) or _no(compared.then.verdict)
        answer = opened.access(asked)
    return show(answer, as_json) or _no(answer.verdict)


def _no(verdict: Verdict) -> int:
    """The exit code of an answer."""
    return NO if str(verdict) == "no" else 0


def _one_of(**options: object) -> None:
    """Refuse several options of which each shows something else."""
    given = [f"--{name}" for name, value in options.items() if value]
    if len(given) > 1:
        raise UsageError(f"{' and '.join(given)} each show something else; ask for one at a time.")


def _write(svg: str, path: Path) -> None:
    try:
        path.write_text(svg, encoding="utf-8")
    except OSError as error:
        raise OutputError(f"{path} can't be written: {error.strerror}; name a file in a folder of yours.") from None


def _facts(text: str) -> dict[str, Any]:
    """Facts of a car as `length_mm=3295,powertrain=petrol`."""
    from yellowplate.rules.car import facts_of

    pairs = [part.partition("=") for part in text.split(",") if part.strip()]
    if any(not (name.strip() and value.strip()) for name, _, value in pairs):
        raise UsageError(f"{text!r} tells no facts; write them as length_mm=3295,powertrain=petrol.")
    return facts_of({name.strip(): value.strip() for name, _, value in pairs})


@app.command(
    "class",
    epilog="Example: yellowplate class --length 3295 --width 1395 --height 1350 --displacement 656 --on 1996-03-01",
)
def kei_class(
    on: Annotated[str, Option(metavar="DAY", help="The day whose limits count.")],
    length: Annotated[int | None, Option(min=1, metavar="MM", help="Length in millimetres.")] = None,
    width: Annotated[int | None, Option(min=1, metavar="MM", help="Width in millimetres.")] = None,
    height: Annotated[int | None, Option(min=1, metavar="MM", help="Height in millimetres.")] = None,
    displacement: Annotated[int | None, Option(min=1, metavar="CC", help="Displacement in cubic centimetres.")] = None,
    power: Annotated[int | None, Option(min=1, metavar="PS", help="Power in PS.")] = None,
    two_stroke: Annotated[bool, Option("--two-stroke", help="The engine is a two-stroke.")] = False,
    electric: Annotated[bool, Option("--electric", help="It runs on a battery.")] = False,
    as_json: JsonFlag = False,
) -> int:
    """Is it a kei car under the limits of that day; exits with 1 where it isn't."""
    measures = {"length": length, "width": width, "height": height, "displacement": displacement, "power": power}
    with opened_desk(None, None) as opened:
        answer = opened.kei_class(on, measures, two_stroke=two_stroke, electric=electric)
    return show(answer, as_json) or _no(answer.verdict)


@app.command(
    epilog="Examples: yellowplate own nissan/roox --against toyota/yaris --on 2025-11 --city tokyo-23; "
    "... --price 1673100 --against-price 1657700 --km-per-litre 20.8 --fuel-price 165"
)
def own(
    car: CarText,
    on: Annotated[str, Option(metavar="DAY", help="The day it is bought; a month stands for its first day.")],
    against: Annotated[str, Option(metavar="CAR", help="Another car beside it.", autocompletion=subjects)] = "",
    years: Annotated[int, Option(min=1, help="How long it is kept.")] = 7,
    km: Annotated[int, Option(min=0, help="How far it is driven a year.")] = 8000,
    city: Annotated[str, Option(metavar="CITY", help="Where it is kept: tokyo-23, osaka, fussa, 青森市, ...")] = "",
    built: Annotated[str, Option(metavar="DAY", help="Used, first inspected then; new by default.")] = "",
    expressway_km: Annotated[int | None, Option(min=0, help="Of the distance a year, on expressways.")] = None,
    fuel_price: Annotated[float | None, Option(min=0, help="Yen a litre, where the data has none.")] = None,
    discount: Annotated[float, Option(help="Percent a year by which later yen are worth less.")] = 2.0,
    price: Annotated[int | None, Option(min=1, help="The car's price with tax in yen.")] = None,
    against_price: Annotated[int | None, Option(min=1, help="The other car's price with tax.")] = None,
    km_per_litre: Annotated[float | None, Option(help="The car's fuel economy.")] = None,
    against_km_per_litre: Annotated[float | None, Option(help="The other car's fuel economy.")] = None,
    business: Annotated[bool, Option("--business", help="Kept for business instead of privately.")] = False,
    as_json: JsonFlag = False,
) -> int:
    """What a car costs to own in Japan: yen by year and item, every amount with its rule, the unknown ones named."""
    from yellowplate.rules.owning.asked import Keeping, OneCar

    keeping = Keeping(on, years, km, city, built, expressway_km, fuel_price, discount, not business)
    cars = [OneCar(car, price, km_per_litre)]
    if against:
        cars.append(OneCar(against, against_price, against_km_per_litre))
    with opened_desk(None, None) as opened:
        answer = opened.own(cars, keeping)
    return show(answer, as_json)


@app.command(epilog="Examples: yellowplate conditions; yellowplate conditions --map japan.svg --scatter density.svg")
def conditions(
    map_to: Annotated[Path | None, Option("--map", metavar="FILE.svg", help="Write a map of the prefectures.")] = None,
    scatter_to: Annotated[
        Path | None, Option("--scatter", metavar="FILE.svg", help="Write density against kei cars.")
    ] = None,
    as_json: JsonFlag = False,
    desk: DeskPath = None,
) -> int:
    """Why kei cars are said to thrive (dense cities, parking, taxes), held against figures, in plain words."""
    from yellowplate.rules.conditions.charts import prefecture_map, scatter

    for path, picture in ((map_to, prefecture_map), (scatter_to, scatter)):
        if path is not None:
            _write(picture(), path)
            print(path, file=sys.stderr)
    with opened_desk(desk, None) as opened:
        answer = opened.conditions()
    return show(answer, as_json)
