"""From a study to its answer: the estimate with its tests, put into the units that people read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from yellowplate.effects.gates import SHORTEST
from yellowplate.effects.inference import in_time, other_forms, without_each
from yellowplate.effects.measure import Measured, measure
from yellowplate.effects.panel import Outcome, label
from yellowplate.effects.scale import Scale
from yellowplate.effects.shapes import Effect, Phase, Refusal, Step, Tests
from yellowplate.effects.study import Question, Study, UnanswerableError, study
from yellowplate.effects.timing import touches

if TYPE_CHECKING:
    from yellowplate.catalog import Catalog
    from yellowplate.effects.attention import Look
    from yellowplate.effects.simplex import Floats
    from yellowplate.market.tables import Tables


def effect(
    tables: Callable[[], Tables], catalog: Catalog, looks: Sequence[Look], question: Question
) -> Effect | Refusal:
    """The effect of an event on a line, or why it can't be said."""
    try:
        return _Answer(study(tables, catalog, looks, question), catalog).effect()
    except UnanswerableError as why:
        left_out = tuple((catalog.name(line), reason) for line, reason in sorted(why.left_out.items()))
        asked = (question.subject, catalog.name(question.subject), question.event, question.outcome)
        return Refusal(*asked, why.reason, left_out)


class _Answer:
    """One study, measured."""

    def __init__(self, found: Study, catalog: Catalog) -> None:
        self.study, self.catalog = found, catalog
        columns = [found.panel.units.index(unit) for unit in found.units]
        self.before, self.after = (
            [time - found.panel.times[0] for time in side] for side in (found.choice.before, found.choice.after)
        )
        self.scale = Scale.of(found.panel.values[:, columns], self.before, found.total)
        self.outcome = self.scale.outcome
        self.measured = self._measure()
        self.actual = float(self.outcome[self.after, found.treated].mean())

    def _measure(self) -> Measured:
        found = self.study
        before, after = self.outcome[self.before], self.outcome[self.after]
        measured = measure(before, after, found.allowed, found.treated, str(found.panel.grain))
        if measured.refused:
            raise UnanswerableError(measured.refused)
        return measured

    def effect(self) -> Effect:
        """The answer."""
        found, measured = self.study, self.measured
        question, names = found.question, [self.catalog.name(unit) for unit in found.units]
        steps = tuple(self._steps())
        gaps = [step.gap for step in steps if step.phase is Phase.AFTER and step.gap is not None]
        weights = sorted(zip(names, map(float, measured.weights), strict=True), key=lambda pair: (-pair[1], pair[0]))
        return Effect(
            subject=question.subject,
            name=names[found.treated],
            event=question.event,
            outcome=question.outcome,
            grain=found.panel.grain,
            steps=steps,
            relative=self._relative(measured.effect),
            mean=float(np.mean(gaps)),
            misfit=float(measured.traits.misfit[found.treated]),
            tests=self._tests(),
            donors=tuple(pair for pair in weights if pair[0] != names[found.treated]),
            without=tuple((names[donor], self._relative(gap)) for donor, gap in self._without().items()),
            forms=tuple((str(form), self._relative(gap)) for form, gap in self._forms().items()),
            left_out=tuple((self.catalog.name(line), why) for line, why in found.choice.barred.items()),
            remarks=tuple(self._remarks()),
        )

    def _relative(self, gap: float) -> float:
        return self.scale.relative(gap, self.actual)

    def _without(self) -> dict[int, float]:
        return without_each(self.measured.window, self.study.treated, self.measured.weights)

    def _forms(self) -> dict[str, float]:
        return {str(form): gap for form, gap in other_forms(self.measured.window, self.study.treated).items()}

    def _tests(self) -> Tests:
        measured, treated = self.measured, self.study.treated
        window = measured.window
        ratio = float(measured.fitted.ratio[0, treated])
        moved = in_time(window.before[0], ratio, treated, window.allowed, len(self.after), SHORTEST)
        pieces = tuple((self._relative(low), self._relative(high)) for low, high in measured.interval)
        return Tests(measured.in_space, measured.level, pieces, measured.by_time, moved)

    def _steps(self) -> Iterator[Step]:
        """All steps of time from the first one used to the last one credited."""
        found, treated = self.study, self.study.treated
        centred = self.outcome - self.outcome[self.before].mean(axis=0)
        gaps = _gaps(centred, self.measured.fitted.weights[0])
        raw = found.raw.column(found.question.subject)
        share = 1.0 if found.total is None else 100 / found.total
        shown = raw * share
        for time in range(found.choice.before[0], found.when.last + 1):
            row = time - found.panel.times[0]
            own = gaps[row, treated]
            synthetic = self.scale.level(self.outcome[row, treated] - own, treated)
            others = [gaps[row, unit] for unit in range(len(found.units)) if unit != treated]
            placebos = tuple(_number(self.scale.spread(gap, float(synthetic), treated)) for gap in others)
            yield Step(
                label(found.panel.grain, time), self._phase(time), _number(shown[row]), _number(synthetic), placebos
            )

    def _phase(self, time: int) -> Phase:
        found = self.study
        if time in found.choice.before:
            return Phase.BEFORE
        if time in found.choice.after:
            return Phase.AFTER
        return Phase.WAITING if found.when.clean < time < found.when.first else Phase.UNUSED

    def _remarks(self) -> Iterator[str]:
        found, question = self.study, self.study.question
        yield from filter(None, (found.when.why_waiting, found.when.why_last))
        yield from self._unknown_remarks()
        if not touches(self.catalog, question.event, question.subject):
            yield "The event is none of the car's own; its donors may have felt it too."
        if question.outcome is Outcome.ATTENTION:
            yield "Attention is no sale: it counts who looked, for whatever reason."
            return
        yield from self._supply_remarks()
        columns = [found.panel.units.index(unit) for unit in found.units]
        if middled := int(found.panel.middled[np.ix_(self.before + self.after, columns)].sum()):
            yield f"{middled} of the figures are the middle of bounds at most 5 % apart."
        maker = question.subject.partition("/")[0]
        kin = [self.catalog.name(line) for line in found.choice.donors if line.startswith(f"{maker}/")]
        if kin:
            yield f"{', '.join(kin)} are of the same maker, and may lose to it or gain from it."
        yield "What it lost or won went to other cars or came from them, donors among them; that widens the gap."

    def _supply_remarks(self) -> Iterator[str]:
        """The months of the car itself that were left out since they tell of supply."""
        found = self.study
        rows = range(found.choice.before[0] - found.panel.times[0], found.when.last - found.panel.times[0] + 1)
        raw, kept = (panel.column(found.question.subject) for panel in (found.raw, found.panel))
        short = [label(found.panel.grain, found.panel.times[r]) for r in rows if np.isnan(kept[r]) and raw[r] >= 0]
        if short:
            yield f"Left out as short of supply: {', '.join(short)}."

    def _unknown_remarks(self) -> Iterator[str]:
        """What would be credited to the event, but not all donors are known in it."""
        found = self.study
        credited = set(range(found.when.first, found.when.last + 1))
        if lacking := sorted(credited - set(found.choice.after)):
            named = ", ".join(label(found.panel.grain, time) for time in lacking)
            yield f"Not used, as the car or one of its donors isn't known well enough: {named}."


def _gaps(centred: Floats, weights: Floats) -> Floats:
    """The gap of every unit at every time; missing where a donor that carries weight is."""
    known = np.isfinite(centred)
    mixed = np.where(known, centred, 0.0) @ weights.T
    lacking = (~known).astype(float) @ (weights > 0).T.astype(float) > 0
    return np.asarray(np.where(lacking | ~known, np.nan, centred - mixed))


def _number(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
