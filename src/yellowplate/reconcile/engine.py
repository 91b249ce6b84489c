"""First cut: a Figure is what the most trustworthy kind of source prints, disputed where equally trusted ones differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from yellowplate.catalog import Catalog
from yellowplate.facts import Figure, Interval, Judgement, Kind, Measure, Period, Report, Series, Source, Status, Verdict

_TRUST = {Kind.OFFICIAL: 3, Kind.MAKER: 2, Kind.PRESS: 1, Kind.BLOG: 1, Kind.USER: 0}


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """What holds: all Figures, and a Verdict on each Report by its id."""

    figures: list[Figure]
    verdicts: dict[str, Verdict]


def reconcile(reports: Iterable[Report], sources: Mapping[str, Source], catalog: Catalog) -> Reconciliation:
    """Turn Reports into Figures and Verdicts; the order of the Reports doesn't matter."""
    printed: dict[tuple[Series, Period], dict[int, list[Report]]] = defaultdict(lambda: defaultdict(list))
    for report in reports:
        if report.measure is Measure.UNITS and report.number.exponent == 0:
            printed[report.series, report.period][report.number.digits].append(report)
    figures, verdicts = [], {}
    for (series, period), values in sorted(printed.items()):
        trust = {value: max(_TRUST[sources[r.source].kind] for r in said) for value, said in values.items()}
        best = sorted(value for value in values if trust[value] == max(trust.values()))
        held = {r.id for value in best for r in values[value]}
        against = tuple(sorted(r.id for value, said in values.items() if value not in best for r in said))
        status = Status.PRINTED if len(best) == 1 else Status.DISPUTED
        figures.append(
            Figure(*series, period, Interval(best[0], best[-1]), status, tuple(sorted(held)), against, tuple(best[1:] and best))
        )
        for said in values.values():
            for report in said:
                word = Judgement.CONSISTENT if report.id in held else Judgement.UNKNOWN
                verdicts[report.id] = Verdict(report.id, word)
    return Reconciliation(figures, verdicts)
