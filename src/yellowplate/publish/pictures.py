"""Which charts a report shows, with their words in the language of the report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from yellowplate.facts import Period, Status
from yellowplate.market.grid import Grid, GridLine
from yellowplate.market.launch import Curve, Launch
from yellowplate.market.shapes import Gap, HistoryMonth, Known, Ranking, RankLine, Ratio
from yellowplate.publish import charts
from yellowplate.publish.evidence import SIGNS
from yellowplate.publish.figures import Figures
from yellowplate.publish.material import Material, is_launch
from yellowplate.publish.text.forms import direction
from yellowplate.publish.text.messages import Part, plain
from yellowplate.publish.text.writer import Writer

_BARS = 15
_PLACES = 10
_BANDS = 6
_TILES = 12
_LAUNCHES = 6
_LEAST_MONTHS = 2


@dataclass(frozen=True, slots=True)
class Pictures:
    """Draws the charts of a report; a chart without enough to show is None."""

    writer: Writer
    material: Material

    def say(self, message: str, **parts: Part) -> str:
        """A message of the catalogs as plain text."""
        return plain(self.writer.forms.say(message, **parts))

    @property
    def figures(self) -> Figures:
        """How numbers stand in charts."""
        return Figures(self.writer.forms.language)

    def ranking(self, name: str, answer: Ranking, lines: Sequence[RankLine], focus: str) -> charts.Drawing | None:
        """Bars with the changes on both bases beside them."""
        forms = self.writer.forms
        bases = 2 if answer.period.is_month else 1
        shown = [line for at, line in enumerate(lines) if at < _BARS or line.subject == focus]
        rows = [self._bar(line, bases, line.subject == focus) for line in shown if line.units.interval is not None]
        if not rows:
            return None
        heads = [forms.short(answer.period.before), forms.short(answer.period.year_before)][-bases:]
        what = forms.segment(answer.segment)
        said = forms.say("{What}, {when}: units", What=forms.capital(what), when=forms.long(answer.period))
        told = "; ".join(f"{row.name} {row.label}" for row in rows)
        return charts.bars(self._words(name, plain(said), told), rows, tuple(heads))

    def history(self, name: str) -> charts.Drawing | None:
        """The months of the focus as a line, its events numbered."""
        months = [month for month in self.material.months if _bounded(month.units)]
        if len(months) < _LEAST_MONTHS:
            return None
        points = [_point(month) for month in months]
        marks = [
            charts.Mark(at, event.month.start, is_launch(event)) for at, event in enumerate(self.material.events, 1)
        ]
        title = self.say("{name}, units a month", name=self.writer.name(self.material.focus))
        return charts.history(self._words(name, title, self._extremes(months)), points, marks)

    def rivals(self, name: str) -> charts.Drawing | None:
        """Each car of the body type a year before and now."""
        rows = [self._pair(line) for line in self.material.rivals if _bounded(line.units)]
        if len(rows) < _LEAST_MONTHS:
            return None
        forms, period = self.writer.forms, self.material.period
        heads = (forms.short(period.year_before), forms.short(period))
        title = self.say("Units in {then} and in {now}", then=heads[0], now=heads[1])
        told = "; ".join(
            f"{self.writer.name(line.subject)} {self._label(line.year_before.base) or '–'} → {self._label(line.units)}"
            for line in self.material.rivals
            if _bounded(line.units)
        )
        return charts.pairs(self._words(name, title, told), rows, heads)

    def shares(self, name: str) -> charts.Drawing | None:
        """The makers' shares month by month, the smaller makers together."""
        answer = self.material.shares
        if isinstance(answer, Gap):
            return None
        months = [month.start for month in answer.period.each()]
        shares = {line.subject: _shares(line, answer) for line in answer.lines}
        sized = sorted(answer.lines, key=lambda line: -sum(shares[line.subject].values()))
        named = [line for line in sized if line.subject != "other"][:_BANDS]
        known = [month for month in months if all(month in shares[line.subject] for line in named)]
        if len(known) < _LEAST_MONTHS:
            return None
        bands = [self._band(self.writer.name(line.subject), shares[line.subject], known) for line in named]
        rest = {month: max(0.0, 100 - sum(shares[line.subject][month] for line in named)) for month in known}
        bands.append(charts.Band(self.writer.forms.word("Others"), rest))
        title = self.say("Makers' shares of {segment}, percent", segment=self.writer.forms.segment(answer.segment))
        told = "; ".join(band.label for band in bands)
        return charts.areas(self._words(name, title, told), bands, months)

    def places(self, name: str) -> charts.Drawing | None:
        """The places of the first lines and the focus, month by month."""
        answer = self.material.places
        if isinstance(answer, Gap):
            return None
        months = list(answer.period.each())
        paths = [self._path(line, months) for line in answer.lines if _placed(line, self.material.focus)]
        paths = [path for path in paths if path.places]
        if not paths or len({month for path in paths for month in path.places}) < _LEAST_MONTHS:
            return None
        heads = {month.start: self.writer.forms.short(month) for month in months[::4]}
        title = self.say("Places month by month")
        told = "; ".join(
            f"{path.name} {', '.join(str(path.places.get(month.start, '–')) for month in months)}" for path in paths
        )
        return charts.places(self._words(name, title, told), paths, [month.start for month in months], heads)

    def calendar(self, name: str, lines: Iterable[GridLine], months: Sequence[Period]) -> charts.Drawing | None:
        """Cars by months as tiles."""
        rows = [
            (self.writer.name(line.subject), line.subject == self.material.focus, [self._tile(k) for k in line.units])
            for line in lines
        ][:_TILES]
        heads = [(self.figures.month(month), str(month.begins.month)) for month in months]
        return self._heat(name, rows, heads)

    def years(self, name: str) -> charts.Drawing | None:
        """The focus, years by months, as tiles."""
        months = {month.period.start: month.units for month in self.material.months}
        if not months:
            return None
        years = range(min(months) // 12, max(months) // 12 + 1)
        rows = [
            (str(year), False, [self._tile(months.get(year * 12 + month)) for month in range(12)])
            for year in reversed(years)
        ][:_TILES]
        names = [Period(month, 1) for month in range(2025 * 12, 2025 * 12 + 12)]
        return self._heat(name, rows, [(self.figures.month(month), str(month.begins.month)) for month in names])

    def launches(self, name: str, launch: Launch) -> charts.Drawing | None:
        """The launch over the earlier ones of its class."""
        curves = [self._curve(curve, launch) for curve in (launch.curve, *launch.earlier)]
        shown = [curve for curve in curves if curve.units][:_LAUNCHES]
        if not shown or not shown[0].strong or len(shown) < _LEAST_MONTHS:
            return None
        plan = launch.curve.plan
        said = self.say("plan {n}", n=self.figures.units(plan)) if plan else ""
        title = self.say("Units by months since the launch (0: its month)")
        told = "; ".join(f"{curve.label} {', '.join(map(self.figures.units, curve.units.values()))}" for curve in shown)
        return charts.curves(self._words(name, title, told), shown, said)

    def _heat(
        self, name: str, rows: Sequence[tuple[str, bool, list[charts.Tile]]], heads: Sequence[tuple[str, str]]
    ) -> charts.Drawing | None:
        if not any(tile.units is not None for _, _, tiles in rows for tile in tiles):
            return None
        title = self.say("Thousand units by month")
        told = self.say("All numbers stand in the table")
        return charts.heat(self._words(name, title, told), rows, heads)

    def _words(self, name: str, title: str, told: str) -> charts.Words:
        alt = self.say("{title}. {told}.", title=title, told=told)
        return charts.Words(name, title, alt, self.figures.units)

    def _bar(self, line: RankLine, bases: int, strong: bool) -> charts.Bar:
        assert line.units.interval is not None
        changes = tuple(self._change(ratio) for ratio in (line.month_before, line.year_before)[-bases:])
        return charts.Bar(
            name=self.writer.name(line.subject),
            lo=line.units.interval.lo,
            hi=line.units.interval.hi,
            label=self._label(line.units),
            place=str(line.rank or ""),
            columns=changes,
            strong=strong,
        )

    def _label(self, known: Known) -> str:
        """Units with the sign for how they are known; blank without a figure."""
        if known.interval is None:
            return ""
        return self.figures.bounds(known.interval) + SIGNS.get(known.status or Status.PRINTED, "")

    def _change(self, ratio: Ratio) -> str:
        """The change as an arrow and a number, short enough for a column; a dash where it isn't a single number."""
        if ratio.change is None:
            return "–"
        return f"{direction(ratio)} {self.figures.percent(abs(ratio.change))}".strip()

    def _extremes(self, months: Sequence[HistoryMonth]) -> str:
        """The lowest and the highest of the months that are known exactly."""
        exact = {month.period: month.units.value for month in months if month.units.value is not None}
        if not exact:
            return self.say("All numbers stand in the table")
        low, high = min(exact, key=lambda at: exact[at]), max(exact, key=lambda at: exact[at])
        told = {
            "low": self.figures.units(exact[low]),
            "high": self.figures.units(exact[high]),
            "low_month": self.writer.forms.short(low),
            "high_month": self.writer.forms.short(high),
        }
        return self.say("Lowest in {low_month} with {low}, highest in {high_month} with {high}", **told)

    def _pair(self, line: RankLine) -> charts.Pair:
        then, now = line.year_before.base, line.units
        disputed = {"then": then, "now": now}
        names = frozenset(name for name, known in disputed.items() if known.status is Status.DISPUTED)
        strong = line.subject == self.material.focus
        return charts.Pair(self.writer.name(line.subject), _span(then), _span(now), strong, names)

    def _band(self, name: str, shares: dict[int, float], known: Sequence[int]) -> charts.Band:
        label = f"{name} {self.figures.percent(shares[known[-1]])}"
        return charts.Band(label, {month: shares[month] for month in known})

    def _path(self, line: GridLine, months: Sequence[Period]) -> charts.Path:
        strong = line.subject == self.material.focus
        places = {
            month.start: place
            for month, place in zip(months, line.places, strict=True)
            if place is not None and (place <= _PLACES or strong)
        }
        return charts.Path(self.writer.name(line.subject), places, strong)

    def _tile(self, known: Known | None) -> charts.Tile:
        if known is None or not _bounded(known):
            return charts.Tile(None)
        assert known.interval is not None and known.interval.hi is not None
        middle = (known.interval.lo + known.interval.hi) // 2
        sign = "" if known.value is not None else "~"
        return charts.Tile(middle, sign + self.figures.thousands(middle, 1), sign + self.figures.thousands(middle, 0))

    def _curve(self, curve: Curve, launch: Launch) -> charts.Curve:
        strong = curve is launch.curve
        year = curve.generation.on_sale[:4]
        units = {month.age: month.units.value for month in curve.months}
        known = {age: value for age, value in units.items() if value is not None}
        shared = frozenset(month.age for month in curve.months if month.mixed or curve.others)
        name = self.writer.name(curve.generation.nameplate)
        return charts.Curve(f"{name} {year}", known, strong, curve.plan, shared)


def _bounded(known: Known) -> bool:
    return known.interval is not None and known.interval.hi is not None


def _span(known: Known) -> tuple[int, int] | None:
    if known.interval is None or known.interval.hi is None:
        return None
    return known.interval.lo, known.interval.hi


def _point(month: HistoryMonth) -> charts.Point:
    assert month.units.interval is not None and month.units.interval.hi is not None
    lo, hi = month.units.interval.lo, month.units.interval.hi
    return charts.Point(month.period.start, lo, hi, month.units.status is Status.DISPUTED)


def _shares(line: GridLine, answer: Grid) -> dict[int, float]:
    """The shares in percent of the months in which the line and the total are known exactly."""
    months = zip(answer.period.each(), line.units, answer.total, strict=True)
    return {
        month.start: 100 * own.value / total.value
        for month, own, total in months
        if own.value is not None and total.value
    }


def _placed(line: GridLine, focus: str) -> bool:
    """Whether a line is the focus, or was among the first at the end."""
    last = next((place for place in reversed(line.places) if place is not None), None)
    return line.subject == focus or (last is not None and last <= _PLACES)
