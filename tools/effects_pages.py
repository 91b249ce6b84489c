"""Write the pages under docs/effects: what events did to cars, with charts, or why that can't be said.

    python -m tools.effects_pages [--out docs/effects]

Everything but the order of the studies comes from the desk's answers; run it again when figures or rules change.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from yellowplate.answers import Cell
from yellowplate.desk import Desk, open_desk
from yellowplate.effects import Effect, Refusal
from yellowplate.effects.page import drawings
from yellowplate.effects.shapes import Phase


@dataclass(frozen=True, slots=True)
class Study:
    """One page: its file, the cars and the event, and a month that somebody credits to it."""

    name: str
    heading: str
    cars: tuple[str, ...]
    event: str
    credited: str | None = None


STOPPED = ("daihatsu/tanto", "daihatsu/move", "daihatsu/mira", "daihatsu/taft")
STUDIES = (
    Study("daihatsu-stop-2023-12", "Daihatsu's stop of December 2023", STOPPED, "2023-12-20-daihatsu-scandal"),
    Study("spacia-2023-11", "The Spacia of November 2023", ("suzuki/spacia",), "2023-11-22-spacia-gen3"),
    Study("n-box-2023-10", "The N-BOX of October 2023", ("honda/n-box",), "2023-10-06-n-box-gen3"),
    Study("move-2025-06", "The Move of June 2025", ("daihatsu/move",), "2025-06-05-move-gen7"),
    Study("roox-2025-10", "The Roox of October 2025", ("nissan/roox",), "2025-10-27-roox-gen4"),
    Study(
        "words-of-2025-12-03",
        "The words of 3 December 2025 and the sales of November 2025",
        ("nissan/roox",),
        "2025-12-03-trump-kei",
        "2025-11",
    ),
)


def main() -> None:
    """Write all pages, their charts, and the list of them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=Path("docs/effects"))
    out: Path = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    desk = open_desk()
    findings = []
    for study in STUDIES:
        answers = [desk.effect(car, event=study.event, credited=study.credited) for car in study.cars]
        for answer in answers:
            _draw(out, study, answer)
        (out / f"{study.name}.md").write_text(page(study, answers), encoding="utf-8")
        findings.append((study, answers))
    (out / "README.md").write_text(contents(desk, findings), encoding="utf-8")


def page(study: Study, answers: Sequence[Effect | Refusal]) -> str:
    """The text of one page."""
    event = answers[0].event
    lines = [f"# {study.heading}", "", f"{event.day}: {event.headline} ([source]({event.source_url})).", ""]
    for answer in answers:
        lines += [f"## {answer.name}", "", answer.title, "", _asked(study, answer), ""]
        lines += _effect(study, answer) if isinstance(answer, Effect) else _refusal(answer)
    return "\n".join(lines)


def contents(desk: Desk, findings: Sequence[tuple[Study, Sequence[Effect | Refusal]]]) -> str:
    """The list of all pages, and the breaks that nobody logged."""
    lines = ["# What events did to cars", "", "How these pages come about stands in [method.md](method.md).", ""]
    for study, answers in findings:
        lines += [f"**[{study.heading}]({study.name}.md)**", "", *(f"- {answer.title}" for answer in answers), ""]
    swept = desk.sweep()
    lines += [
        "## Breaks of all cars",
        "",
        "```console",
        "$ yellowplate effect --sweep",
        "```",
        "",
        f"{swept.title}.",
        "",
    ]
    lines += [*_table(("car", "from", "relative", "p", "q", "logged"), _breaks(swept.shown())), "", *swept.notes(), ""]
    return "\n".join(lines)


def _breaks(rows: Iterator[Sequence[str]]) -> Iterator[Sequence[str]]:
    return ((name, month, relative, p, q, logged) for name, _, month, relative, p, q, _, logged in rows)


def _asked(study: Study, answer: Effect | Refusal) -> str:
    credited = f" --credited {study.credited}" if study.credited else ""
    return f"```console\n$ yellowplate effect {answer.subject} --event {study.event}{credited}\n```"


def _effect(study: Study, answer: Effect) -> list[str]:
    lines = []
    for kind, (words, _) in zip(("paths", "gaps"), drawings(answer), strict=True):
        lines += [f"![{words}]({_file(study, answer, kind)})", "", words, ""]
    lines += [f"- {note}" for note in answer.notes()]
    near = [row for row in answer.rows() if row[1] in (Phase.WAITING, Phase.AFTER)]
    return [*lines, "", *_table(answer.columns, near), ""]


def _refusal(answer: Refusal) -> list[str]:
    if not answer.left_out:
        return []
    return ["Why other cars can't stand in for it:", "", *_table(answer.columns, answer.left_out), ""]


def _draw(out: Path, study: Study, answer: Effect | Refusal) -> None:
    if isinstance(answer, Effect):
        for kind, (_, drawing) in zip(("paths", "gaps"), drawings(answer), strict=True):
            (out / _file(study, answer, kind)).write_text(drawing, encoding="utf-8")


def _file(study: Study, answer: Effect, kind: str) -> str:
    return f"{study.name}-{answer.subject.partition('/')[2]}-{kind}.svg"


def _table(columns: Sequence[str], rows: Iterator[Sequence[Cell]] | Sequence[Sequence[Cell]]) -> list[str]:
    cells = [["" if cell is None else f"{cell:,}" if type(cell) is int else str(cell) for cell in row] for row in rows]
    return [f"| {' | '.join(row)} |" for row in (list(columns), ["---"] * len(columns), *cells)]


if __name__ == "__main__":
    main()
