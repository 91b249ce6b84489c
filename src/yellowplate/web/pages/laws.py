"""The page that says whether a car may be sold, imported and driven: route by route, rule by rule, state by state."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from starlette.responses import Response

from yellowplate.questions import QUESTIONS
from yellowplate.questions.study import AccessAsked, access_asked
from yellowplate.rules.car import HOLDABLE, Route
from yellowplate.rules.decide import Duty, Layer, Verdict
from yellowplate.rules.shapes import MARKETS
from yellowplate.rules.state_map import GRID
from yellowplate.rules.steps import us_states
from yellowplate.rules.tiles import places
from yellowplate.web.pages.lines import Bit, Line, Part, english, joined
from yellowplate.web.pages.sheets import Shown, Table, of_lines, table
from yellowplate.web.pages.spoken import spoken

if TYPE_CHECKING:
    from yellowplate.rules.access import Age, RouteAnswer, Way
    from yellowplate.rules.rulebook import Rule
    from yellowplate.rules.shapes import Access
    from yellowplate.rules.timeline import Timeline
    from yellowplate.web.pages.view import View

SIGNS = {Verdict.YES: "✓", Verdict.DEPENDS: "~", Verdict.UNCLEAR: "?", Verdict.NO: "✗"}


@dataclass(frozen=True, slots=True)
class Tile:
    """A state on the map: where it stands, what the answer is there, and the page that says why."""

    code: str
    name: str
    verdict: str
    said: str
    sign: str
    href: str


@dataclass(frozen=True, slots=True)
class Map:
    """The answers of all states to one route; `rows` are the map's, None where no state lies."""

    route: str
    rows: tuple[tuple[Tile | None, ...], ...]
    groups: tuple[tuple[Tile, ...], ...]


async def access(view: View) -> Response:
    """The form, the answer rule by rule, how it moves, the map of states."""
    choices = {
        "title": view.word("May it be sold, imported, driven?"),
        "markets": [(code, view.told(name)) for code, name in MARKETS.items()],
        "states": sorted(((code, view.told(name)) for code, name in us_states().items()), key=lambda one: one[1]),
        "holdable": [(id_, view.told(said)) for id_, said in HOLDABLE.items()],
    }
    if not view.request.query_params.get("car"):
        return await view.page("access.html.j2", answer=None, asked=None, **choices)
    asked = view.asked("access")
    answer = await view.answer("access", asked)
    moving = None
    if days := view.request.query_params.get("days", ""):
        moving = await view.answer("access_over", view.asked("access_over", days=days))
    return await view.page("access.html.j2", **choices, **await view.run(_access, view, asked, answer, moving))


def _access(view: View, asked: AccessAsked, answer: Access, moving: Timeline | None) -> dict[str, Any]:
    return {
        "asked": asked,
        "question": QUESTIONS["access"],
        "answer": answer,
        "headline": _headline(view, answer),
        "routes": [
            (view.forms.capital(_route(view, one.decision.question.route)), list(_notes(view, one)))
            for one in answer.routes
        ],
        "remarks": _remarks(view, answer),
        "api": view.api(QUESTIONS["access"], asked),
        "detail": _detail(view, answer),
        "moving": table(view, view.word("How the answer moves"), moving) if moving else None,
        "map": _map(view, asked) if asked.market == "us" and not asked.state else None,
    }


def _route(view: View, route: Route) -> str:
    return view.told(str(route))


def _headline(view: View, answer: Access) -> str:
    """The question and its answer in one line."""
    car = view.name(answer.car.id) if answer.car.id in view.desk.catalog.nameplates else view.told(answer.car.name)
    car, market = view.forms.capital(car), view.told(MARKETS[answer.market])
    state = us_states().get(answer.state, "")
    where = view.say("{state} ({market})", state=view.told(state), market=market) if state else market
    day = view.forms.day(answer.day.isoformat())
    said = view.forms.capital(
        view.between[";"].join(
            view.say("{route}: {answer}", route=_route(view, one.decision.question.route), answer=_told(view, one))
            for one in answer.routes
        )
    )
    if answer.car.built and view.request.query_params.get("built"):
        built = view.request.query_params["built"]
        return view.say(
            "{car}, built {built} – {where}, {day}. {said}.", car=car, built=built, where=where, day=day, said=said
        )
    return view.say("{car} – {where}, {day}. {said}.", car=car, where=where, day=day, said=said)


def _told(view: View, answer: RouteAnswer) -> str:
    return view.told(str(answer.decision.verdict))


def _notes(view: View, answer: RouteAnswer) -> Iterator[Line]:
    """What would have to change on a route, when its answer turns, and the duty."""
    decision = answer.decision
    for rule in decision.told:
        if rule.terms and decision.verdict is not Verdict.YES:
            yield (english(f"{rule.terms} {rule.id}: {rule.text}"),)
    if answer.unknown:
        yield view.tell("It hangs on facts that were not told: {facts}.", facts=_listed(view, answer.unknown))
    yield from (_way(view, way) for way in answer.ways)
    if answer.ages and decision.question.route is Route.USED:
        yield view.tell("Ages: {ages}.", ages=joined((_age(view, age) for age in answer.ages), view.between[";"]))
    yield _turning(view, answer)
    if decision.duty.layers:
        yield view.tell("Duty on that day: {duty}.", duty=_percent(view, decision.duty))
    for turn in answer.turns:
        if turn.decision.duty.layers:
            day = view.forms.day(turn.day.isoformat())
            yield view.tell(
                "Duty on {day}, under the rules known now: {duty}.", day=day, duty=_percent(view, turn.decision.duty)
            )
    yield from _also(view, answer)


def _way(view: View, way: Way) -> Line:
    parts: dict[str, Part] = {
        "gate": view.told(way.gate),
        "rule": _rule(way.rule),
        "needs": _listed(view, way.needs),
    }
    if way.from_day is None:
        return view.tell("To pass “{gate}” by {rule}: {needs}.", **parts)
    day = view.forms.day(way.from_day.isoformat())
    return view.tell("To pass “{gate}” by {rule}: {needs} (from {day}).", **parts, day=day)


def _listed(view: View, texts: Iterable[str]) -> Line:
    return joined(view.spoken(texts), view.between[";"])


def _rule(rule: Rule) -> Bit:
    return Bit(rule.id, href=rule.source_url)


def _age(view: View, age: Age) -> Line:
    parts: dict[str, Part] = {
        "rule": _rule(age.rule),
        "age": spoken(view, age.words),
        "day": view.forms.day(age.day.isoformat()),
    }
    if age.built_by is None:
        return view.tell("{rule} ({age}) from {day}", **parts)
    by = view.forms.day(age.built_by.isoformat())
    return view.tell("{rule} ({age}) from {day}, or on the day asked about if it was built by {by}", **parts, by=by)


def _turning(view: View, answer: RouteAnswer) -> Line:
    verdict = answer.decision.verdict
    if verdict is Verdict.YES:
        weakest = view.told(answer.decision.confidence or "high")
        return view.tell("Confidence of the weakest rule that decided: {confidence}.", confidence=weakest)
    if not answer.turns:
        return view.tell(
            "The answer stays “{answer}”: no rule known begins and no age is reached that would change it.",
            answer=view.told(str(verdict)),
        )
    turns = (
        view.say(
            "“{answer}” from {day}",
            answer=view.told(str(turn.decision.verdict)),
            day=view.forms.day(turn.day.isoformat()),
        )
        for turn in answer.turns
    )
    return view.tell("Under the rules known now it turns: {turns}.", turns=view.between[","].join(turns))


def _percent(view: View, duty: Duty) -> Line:
    """The duty with its parts, each with the rules it comes from."""
    total = view.word("unclear") if duty.percent is None else f"{view.number(float(duty.percent))} %"
    parts = joined((_layer(view, layer) for layer in duty.layers), view.between[","])
    if not duty.fees:
        return view.tell("{total} ({parts})", total=total, parts=parts)
    fees = joined(
        (view.tell("{rule} {fee} %", rule=_rule(r), fee=view.number(float(r.threshold or 0))) for r in duty.fees),
        view.between[","],
    )
    return view.tell("{total} ({parts}), and of the value {fees}", total=total, parts=parts, fees=fees)


def _layer(view: View, layer: Layer) -> Line:
    number = view.word("unclear") if layer.percent is None else f"{view.number(float(layer.percent))} %"
    rules = joined(map(_rule, layer.rules), " ")
    return view.tell("{layer} {percent} by {rules}", layer=view.told(layer.name), percent=number, rules=rules)


def _also(view: View, answer: RouteAnswer) -> Iterator[Line]:
    """What rules of the same gates tell without deciding."""
    names = {gate.name for gate in answer.decision.gates}
    for rule in answer.decision.told:
        if not rule.terms and (rule.gate in names or rule.gate.startswith("duty")):
            yield view.tell("Also {rule}: {said}", rule=_rule(rule), said=english(rule.said))


def _remarks(view: View, answer: Access) -> list[Line]:
    """What holds for all routes, as it was found."""
    found = dict.fromkeys(line for one in answer.routes for line in one.remarks)
    return view.spoken((*answer.car.remarks, *found))


def _detail(view: View, answer: Access) -> Table:
    """The rules that decided, route by route and gate by gate."""
    heads = [view.heads[name] for name in ("route", "gate", "answer", "rule", "confidence", "in force", "what it says")]
    rows = []
    for one in answer.routes:
        for gate in one.decision.gates:
            place = [Shown(_route(view, one.decision.question.route)), Shown(view.told(gate.name))]
            place.append(Shown(view.told(str(gate.verdict))))
            rows += [[*place, *_of_rule(view, rule)] for rule in gate.decided] or [[*place, *_silent(view)]]
    return of_lines(view, view.word("The rules that decided"), heads, rows, lambda at: False)


def _of_rule(view: View, rule: Rule) -> list[Shown]:
    begins = view.forms.day(rule.first.isoformat())
    begins = begins if rule.precision == "day" else view.say("about {day}", day=begins)
    ends = "" if rule.last is None else view.forms.day(rule.last.isoformat())
    force = view.say("{first} to {last}", first=begins, last=ends) if ends else view.say("from {first}", first=begins)
    said = f"{rule.said} ({rule.citation})"
    return [
        Shown(rule.id, rule.source_url, away=True),
        Shown(view.told(rule.confidence)),
        Shown(force),
        Shown(said, english=True),
    ]


def _silent(view: View) -> list[Shown]:
    blank = Shown("")
    return [blank, blank, blank, Shown(view.word("No rule that settles this for such a car is in the data."))]


def _map(view: View, asked: AccessAsked) -> Map:
    """What holds in each state, for the route asked about, else for importing."""
    question = replace(access_asked(asked), route=asked.route or str(Route.USED))
    tiles = {code: _tile(view, code, view.desk.access(replace(question, state=code)).verdict) for code in us_states()}
    where = {place: code for code, place in places(GRID).items()}
    columns, rows = (max(place[axis] for place in where) + 1 for axis in (0, 1))
    grid = tuple(tuple(tiles.get(where.get((x, y), "")) for x in range(columns)) for y in range(rows))
    named = sorted(tiles.values(), key=lambda tile: tile.name)
    groups = (tuple(tile for tile in named if tile.verdict == str(verdict)) for verdict in Verdict)
    return Map(view.told(question.route), grid, tuple(group for group in groups if group))


def _tile(view: View, code: str, verdict: Verdict) -> Tile:
    said = view.told(str(verdict))
    return Tile(code, view.told(us_states()[code]), str(verdict), said, SIGNS[verdict], view.again(state=code, days=""))
