"""One series: its claims against each other.

Preliminary and final releases differ by a car or two, and so do twelve months as they were first printed and the year
that was added up later. A contradiction no larger than that is a revision: the claim that came last is relaxed, kept
within a few cars of what it prints, and nobody is called wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from yellowplate.facts import Interval, Period
from yellowplate.reconcile.claims import NO_SLACK, Claim, Ratio, Slack, Sum
from yellowplate.reconcile.covers import Core
from yellowplate.reconcile.integers import possible
from yellowplate.reconcile.timeline import Conflict, Reason, Timeline

# Differences found between preliminary and final figures are 0 to 2 cars a month (official releases of 2013-2026);
# over a year they partly cancel.
REVISION = 2
REVISION_MONTHS = 4
# Rounds of ratio propagation: each ratio tightens the next at most a little, after this many rounds by nothing that
# a table would show.
ROUNDS = 24

# Ratios that miss the others by a revision, with the claims that they miss.
Loose = Mapping[int, Core]


def tolerance(months: int) -> int:
    """By how many cars figures over so many months may differ and still be one count in two editions."""
    return REVISION + months // REVISION_MONTHS


def slack_of(ratio: Ratio) -> Slack:
    """By how many cars the two ends of a ratio may differ from those of another edition."""
    return Slack(tolerance(ratio.run.months), tolerance(ratio.base.months))


@dataclass(frozen=True, slots=True)
class Outside:
    """What other series say about a run of this one, and on which claims that rests."""

    run: Period
    lo: int
    hi: int | None
    reason: Reason


@dataclass(slots=True)
class Settled:
    """A series after its claims have spoken.

    `cores` are the contradictions met, `relaxed` the claims that miss others by a revision only, `agreed` those that
    some other claims imply, with these.
    """

    timeline: Timeline
    cores: list[Core] = field(default_factory=list)
    relaxed: dict[int, Core] = field(default_factory=dict)
    agreed: set[int] = field(default_factory=set)

    def attempt(self, number: int | None, months: int, state: Callable[[], bool]) -> bool:
        """State something; tells whether it was news. A contradiction becomes a core or, if small, a revision."""
        try:
            return state()
        except Conflict as conflict:
            if number is not None and conflict.gap is not None and conflict.gap <= tolerance(months):
                self.relaxed[number] = conflict.core
            else:
                self.cores.append(conflict.core)
            return False


def settle(claims: Sequence[Claim], removed: Core, first: int = 0, outside: Sequence[Outside] = ()) -> Settled:
    """Let all claims but the removed ones speak.

    Claims are numbered from `first` on, in their order, which is the order in which they are believed. Where two
    contradict each other the later one is passed over, so that one call finds several contradictions.
    """
    numbered = [(number, claim) for number, claim in enumerate(claims, first) if number not in removed]
    cores: list[Core] = []
    loose: dict[int, Core] = {}
    while True:
        settled = _begin(numbered, outside)
        try:
            settled.timeline.close()
        except Conflict as conflict:
            # Units below zero, with no single claim to pass over: drop the least believed one and begin again.
            cores.append(conflict.core)
            numbered = [item for item in numbered if item[0] != max(conflict.core)]
            continue
        settled.cores += cores
        found = _finish(settled, numbered, outside, loose)
        if found and not settled.cores:
            loose |= found  # what they said before they were found out must not stand
            continue
        if not settled.cores and not _whole(settled, numbered, outside, loose):
            settled.cores.append(frozenset(number for number, _ in numbered))
        return settled


def _whole(settled: Settled, numbered: Sequence[tuple[int, Claim]], outside: Sequence[Outside], loose: Loose) -> bool:
    """Whether whole cars can meet all ratios."""
    ratios = [claim.says for n, claim in numbered if isinstance(claim.says, Ratio) and n not in settled.relaxed]

    def attempt(fixed: Sequence[tuple[Period, Interval]]) -> Timeline | None:
        more = [Outside(run, lo, hi, frozenset()) for run, (lo, hi) in fixed]
        under = _begin(numbered, [*outside, *more])
        under.timeline.close()
        _finish(under, numbered, [*outside, *more], loose)
        return None if under.cores else under.timeline

    return possible(ratios, settled.timeline, attempt)


def _begin(numbered: Sequence[tuple[int, Claim]], outside: Sequence[Outside]) -> Settled:
    """Glue what is exact. Short runs first: a year that does not add up is held against its months, not a detour."""
    runs = [run for _, claim in numbered for run in _runs(claim)] + [item.run for item in outside]
    settled = Settled(Timeline(runs))
    exact = [(number, says) for number, says in _sums(numbered) if says.lo == says.hi]
    for number, says in sorted(exact, key=lambda item: item[1].run.months):
        reason = frozenset({number})
        news = settled.attempt(number, says.run.months, lambda s=says, r=reason: settled.timeline.glue(s.run, s.lo, r))  # type: ignore[misc]
        if not news and number not in settled.relaxed:
            settled.agreed |= reason | settled.timeline.reason(says.run)
    return settled


def _finish(settled: Settled, numbered: Sequence[tuple[int, Claim]], outside: Sequence[Outside], loose: Loose) -> Loose:
    """Add what is not exact: rounded and relaxed sums, what other series say, and the ratios until nothing moves.

    `loose` are ratios known to miss the others by a revision; returns those found out only now.
    """
    bound = settled.timeline.bound
    for number, says in _sums(numbered):
        run, lo, hi, reason = says.run, says.lo, says.hi, frozenset({number})
        if number in settled.relaxed and hi is not None:
            slack = tolerance(run.months)
            settled.attempt(None, 0, lambda: bound(run, max(0, lo - slack), hi + slack, reason))  # noqa: B023
        elif lo != hi:
            settled.attempt(number, run.months, lambda: bound(run, lo, hi, reason))  # noqa: B023
    for item in sorted(outside, key=lambda item: item.run.months):
        settled.attempt(None, 0, lambda: bound(item.run, item.lo, item.hi, item.reason))  # noqa: B023
    settled.relaxed |= loose
    return _propagate(
        settled, [(number, claim.says) for number, claim in numbered if isinstance(claim.says, Ratio)], loose
    )


def _propagate(settled: Settled, ratios: Sequence[tuple[int, Ratio]], loose: Loose) -> Loose:
    """State the ratios until nothing moves; returns those that turn out to miss the others by a revision."""
    live = list(ratios)
    found: dict[int, Core] = {}
    for _ in range(ROUNDS):
        moved = False
        for number, says in tuple(live):
            slack = slack_of(says) if number in loose else NO_SLACK
            try:
                moved |= settled.timeline.relate(says, frozenset({number}), slack)
            except Conflict as conflict:
                live.remove((number, says))
                run, base = settled.timeline.interval(says.run), settled.timeline.interval(says.base)
                if number not in loose and says.can_hold(run, base, slack_of(says)):
                    found[number] = conflict.core
                else:
                    settled.cores.append(conflict.core)
        if not moved:
            break
    for number, says in live:
        exact = settled.timeline.interval(says.run).exact and settled.timeline.interval(says.base).exact
        if exact and number not in loose:
            settled.agreed |= {number} | settled.timeline.reason(says.run) | settled.timeline.reason(says.base)
    return found


def _sums(numbered: Sequence[tuple[int, Claim]]) -> list[tuple[int, Sum]]:
    return [(number, claim.says) for number, claim in numbered if isinstance(claim.says, Sum)]


def _runs(claim: Claim) -> tuple[Period, ...]:
    says = claim.says
    return (says.run, says.base) if isinstance(says, Ratio) else (says.run,)
