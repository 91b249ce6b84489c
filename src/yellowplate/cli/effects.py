"""Commands that ask what an event did, and which events there are."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer
from typer import Argument, Option

from yellowplate.cli.shared import NO, AsOf, DeskPath, JsonFlag, app, opened_desk, show, subjects


class Outcome(StrEnum):
    """What an effect is measured on."""

    UNITS = "units"
    SHARE = "share"
    ATTENTION = "attention"


@app.command(
    epilog="Examples: yellowplate effect daihatsu/tanto --event 2023-12-20-daihatsu-scandal; yellowplate effect --sweep"
)
def effect(
    subject: Annotated[
        str | None, Argument(metavar="SUBJECT", help="A car: an id or any of its names.", autocompletion=subjects)
    ] = None,
    event: Annotated[
        str | None,
        Option(metavar="ID", help="An event, by its id from `yellowplate events`; by default the last launch."),
    ] = None,
    on: Annotated[str | None, Option(metavar="DATE", help="A day on which something happened, as 2023-12-20.")] = None,
    outcome: Annotated[Outcome, Option(help="What to measure the effect on.")] = Outcome.UNITS,
    credited: Annotated[
        str | None, Option(metavar="MONTH", help="A month whose sales somebody credits to the event, as 2025-11.")
    ] = None,
    sweep: Annotated[bool, Option("--sweep", help="Look for breaks of all cars that nobody logged.")] = False,
    html: Annotated[bool, Option("--html", help="Print a page with charts.")] = False,
    as_json: JsonFlag = False,
    desk: DeskPath = None,
    as_of: AsOf = None,
) -> int:
    """What an event did to a car, with its uncertainty, or why that can't be said."""
    if sweep == (subject is not None):
        raise typer.BadParameter("give a car, or --sweep for all of them.")
    if html and as_json:
        raise typer.BadParameter("give --html or --json, not both.")
    from yellowplate.effects import Refusal

    with opened_desk(desk, as_of) as opened:
        if subject is None:
            return show(opened.sweep(), as_json)
        answer = opened.effect(subject, event=event, on=on, outcome=outcome, credited=credited)
    refused = NO if isinstance(answer, Refusal) else 0
    if html:
        print(answer.html())
        return refused
    return show(answer, as_json) or refused


@app.command(epilog="Example: yellowplate events --subject nissan/roox")
def events(
    subject: Annotated[
        str | None,
        Option(metavar="SUBJECT", help="Only events of this car, maker or segment.", autocompletion=subjects),
    ] = None,
    as_json: JsonFlag = False,
    desk: DeskPath = None,
    as_of: AsOf = None,
) -> int:
    """Launches, supply stops, taxes, statements, orders and awards, by day."""
    with opened_desk(desk, as_of) as opened:
        answer = opened.events(subject)
    return show(answer, as_json)
