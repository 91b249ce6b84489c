"""Articles made of the desk's own figures: true ones are never accused, and digits that were swapped are found."""

import random
from collections import defaultdict
from datetime import timedelta
from fractions import Fraction

import pytest

from test_prose_packaged import CARS
from told import CATALOG, TEMPLATES, fields
from yellowplate import open_desk
from yellowplate.facts import Judgement, Measure, Number, Report, Segment

ARTICLES = 40


@pytest.fixture(scope="module")
def desk():
    return open_desk()


@pytest.fixture(scope="module")
def known(desk):
    """Units that are certain, by period."""
    held = desk._market.held
    found = defaultdict(dict)
    for report in CARS:
        units = held.units(report.series, report.period)
        plain = CATALOG.nameplates[report.subject].segments == (Segment.KEI_PASSENGER,)
        if report.measure is Measure.UNITS and units and plain:
            found[report.period][report.series] = units
    return {period: cars for period, cars in found.items() if len(cars) > 5}


def statement(rng, known, period):
    """A true Report on some car of a period: its units, or the change on the year or the month before."""
    series, units = rng.choice(sorted(known[period].items()))
    measure, base = rng.choice([(Measure.UNITS, None), (Measure.YOY, period.year_before), (Measure.MOM, period.before)])
    before = known.get(base, {}).get(series) if period.is_month else None
    if before is None or round(Fraction(1000 * units, before)) == 1000:
        return Report("", *series[:2], period, Measure.UNITS, Number(units))
    tenths = int(Fraction(1000 * units, before) + Fraction(1, 2))
    return Report("", *series[:2], period, measure, Number(tenths, -1))


def article(rng, known, language, change=lambda report: report):
    """A few sentences on one month, the month named in every second one; with the day it might appear on."""
    period = rng.choice(sorted(known))
    said = []
    for at in range(rng.randint(3, 6)):
        report = statement(rng, known, period)
        templates = TEMPLATES[language].get(report.measure, ())
        if not templates or not fields(report, language):
            continue
        filled = fields(change(report), language)
        text = rng.choice(templates).format(**filled)
        if at % 2:
            text = without_period(text, filled["p"], language)
        said.append(text if text.endswith((".", "。")) else text + ("。" if language == "ja" else "."))
    return ("" if language == "ja" else " ").join(said), period.ends + timedelta(days=8)


def without_period(text, period, language):
    openings = {
        "en": (f"In {period} ", f"In {period}, ", f" in {period}"),
        "ja": (f"{period}の", f"{period}、", f"{period}に"),
        "uk": (f"У {period} ", f" у {period}"),
    }
    for opening in openings[language]:
        if opening in text:
            left = text.replace(opening, "", 1)
            return left[0].upper() + left[1:]
    return text


def swapped(report):
    """The same with two neighbouring digits swapped, if that makes it another number by more than a revision."""
    digits = str(report.number.digits)
    wrong = int(f"{digits[0]}{digits[2]}{digits[1]}{digits[3:]}") if len(digits) > 3 else report.number.digits
    if report.measure is not Measure.UNITS or abs(wrong - report.number.digits) < 20:
        return report
    said = (report.source, report.subject, report.segment, report.period, report.measure)
    return Report(*said, Number(wrong, report.number.exponent))


@pytest.mark.parametrize("language", ["en", "ja", "uk"])
def test_true_articles_are_never_accused(desk, known, language):
    rng, claims = random.Random(f"true {language}"), 0
    for _ in range(ARTICLES):
        text, day = article(rng, known, language)
        checked = desk.check(text, published=day, language=language)
        claims += len(checked.claims)
        wrong = [claim.data() for claim in checked.claims if claim.verdict is Judgement.CONTRADICTED]
        assert wrong == [], text
    assert claims > 2 * ARTICLES


@pytest.mark.parametrize("language", ["en", "ja", "uk"])
def test_swapped_digits_are_found(desk, known, language):
    rng = random.Random(f"swapped {language}")
    made, found = 0, 0
    for _ in range(ARTICLES):
        wrong = []

        def change(report, wrong=wrong):
            changed = swapped(report)
            wrong += [changed] if changed != report else []
            return changed

        text, day = article(rng, known, language, change)
        checked = desk.check(text, published=day, language=language)
        accused = [c for c in checked.claims if c.verdict is Judgement.CONTRADICTED]
        said = {(c.reading.subject, str(c.reading.value)) for c in accused}
        made += len(wrong)
        found += sum((report.subject, str(report.number)) in said for report in wrong)
    assert made > ARTICLES and found / made > 0.9, (found, made)
