"""Feed every written report back into `check`: the writer and the reader prove each other.

    python -m bench.report_roundtrip            all months of the data in all languages
    python -m bench.report_roundtrip en 12      one language, every twelfth month

Prints, by language, how many claims were found and how many of them `check` confirms: in the reports' sentences alone,
and in the report.md files as they are written, with their tables, captions and footnotes. A claim is never confirmed
by the sentence itself: it is read from the text and judged by the ledger.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator

from yellowplate.desk import Desk, open_desk
from yellowplate.facts import Judgement, Period
from yellowplate.market.launch import Launch
from yellowplate.market.shapes import Gap, Ranking
from yellowplate.publish import Wanted, report_markdown
from yellowplate.publish.evidence import Notebook
from yellowplate.publish.material import gather
from yellowplate.publish.text import Sentence, Writer, languages
from yellowplate.publish.text.messages import plain

FIRST, LAST = Period.month(2012, 1), Period.month(2026, 2)
_FOCUSES = (("nissan/roox", Period.month(2020, 3)), ("honda/n-box", FIRST))


def focus(month: Period) -> str:
    """The car that the report of a month looks at."""
    return next(car for car, since in _FOCUSES if month >= since)


def article(desk: Desk, month: Period, car: str, language: str) -> tuple[str, Notebook]:
    """All sentences of a report as plain text, and the numbers that they were given."""
    writer = Writer(language, desk.catalog)
    notes = Notebook(desk.source_of, writer.forms)
    paragraphs = [writer.forms.gap.join(map(plain, texts)) for texts in _paragraphs(desk, month, car, writer, notes)]
    return "\n\n".join(filter(None, paragraphs)), notes


def _paragraphs(desk: Desk, month: Period, car: str, writer: Writer, notes: Notebook) -> Iterator[list[Sentence]]:
    material = gather(desk, month, car)
    found = desk.stories(month, car, segment=material.segment)
    assert not isinstance(found, Gap)
    yield [(writer.headline(found, notes),)]
    yield writer.summary(material, found, notes)
    yield from writer.stories(found, notes, most=12)
    yield writer.focus(material, found, notes)
    yield writer.history(material, notes)
    if isinstance(launch := desk.launch(car, month), Launch) and launch.curve.months[-1].age <= 6:
        yield writer.launch(launch, notes)
    if isinstance(material.makers, Ranking):
        yield writer.leader(material.makers, notes)
    if isinstance(material.year, Ranking):
        yield writer.year(material, material.year, notes)
    yield writer.rivals(material, notes)
    yield writer.missing(material, notes)


def sentences(desk: Desk, month: Period, language: str) -> str:
    """All sentences of the report of a month."""
    return article(desk, month, focus(month), language)[0]


def markdown(desk: Desk, month: Period, language: str) -> str:
    """The report.md of a month, as a user has it."""
    return report_markdown(desk, Wanted(month, focus(month), language=language))


FORMS: dict[str, Callable[[Desk, Period, str], str]] = {"sentences": sentences, "report.md": markdown}


def roundtrip(
    desk: Desk, months: list[Period], language: str, form: Callable[[Desk, Period, str], str] = sentences
) -> tuple[Counter[Judgement], list[str]]:
    """How the claims of the reports of some months are judged, and those that are called wrong."""
    tally: Counter[Judgement] = Counter()
    wrong: list[str] = []
    for month in months:
        checked = desk.check(form(desk, month, language), language=language)
        tally.update(claim.verdict for claim in checked.claims)
        wrong += [
            f"{month}: {checked.text[max(0, claim.start - 60) : claim.end + 20]!r} read as {claim.reading}"
            for claim in checked.claims
            if claim.verdict is Judgement.CONTRADICTED
        ]
    return tally, wrong


def confirmed(tally: Counter[Judgement]) -> float:
    """The part of the claims that is confirmed."""
    return tally[Judgement.CONFIRMED] / max(1, tally.total())


def main(arguments: list[str]) -> int:
    """Print two lines a language; 1 where a claim is contradicted."""
    chosen, step = (arguments[:1] or languages()), int(arguments[1]) if len(arguments) > 1 else 1
    months = list(Period.span(FIRST, LAST).each())[::step]
    desk, bad = open_desk(), 0
    print(
        f"{'language':<10}{'of':<11}{'reports':>8}{'claims':>8}{'confirmed':>11}{'consistent':>11}{'unknown':>9}",
        end="",
    )
    print(f"{'wrong':>7}")
    for language in chosen:
        for name, form in FORMS.items():
            tally, wrong = roundtrip(desk, months, language, form)
            print(f"{language:<10}{name:<11}{len(months):>8}{_told(tally)}{len(wrong):>7}")
            print("".join(f"    {line}\n" for line in wrong), end="")
            bad += len(wrong)
    return 1 if bad else 0


def _told(tally: Counter[Judgement]) -> str:
    share = f"{100 * confirmed(tally):.1f} %"
    return f"{tally.total():>8}{share:>11}{tally[Judgement.CONSISTENT]:>11}{tally[Judgement.UNKNOWN]:>9}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
