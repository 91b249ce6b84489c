"""Every statement of the packaged pages, told as a sentence in ten ways a language, is read back as the same Report.

By default a sample is tried; with YELLOWPLATE_ALL=1 all of them are.
"""

import os

import pytest

from yellowplate.catalog import Catalog
from yellowplate.facts import Measure, Number, Period, Relation, Segment
from yellowplate.ledger import Ledger
from yellowplate.read.prose import read_prose
from yellowplate.read.prose.text import Article

CATALOG = Catalog.packaged()
ALL = bool(os.environ.get("YELLOWPLATE_ALL"))
MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
UK_MONTHS = "січні лютому березні квітні травні червні липні серпні вересні жовтні листопаді грудні".split()  # noqa: SIM905
LISTS = {
    "en": {"kei-passenger": "kei cars", "kei": "kei cars", "registered": "registered cars", "all": "all new cars"},
    "ja": {"kei-passenger": "軽自動車", "kei": "軽自動車", "registered": "登録車", "all": "登録車を含む総合ランキング"},
    "uk": {"kei-passenger": "кей-карів", "kei": "кей-карів", "all": "усіх нових авто"},
}

EN = {
    Measure.UNITS: (
        "In {p} the {s} sold {v} units.",
        "{v} units of the {s} were sold in {p}.",
        "The {s} recorded {v} registrations in {p}.",
        "{s}: {v} units ({p}).",
        "Sales of the {s} came to {v} units in {p}.",
        "With {v} units in {p}, the {s} did what dealers had expected.",
        "The {s} found {v} buyers in {p}.",
        "The figure for the {s} in {p} was {v} cars.",
        "In {p}, {v} buyers chose the {s}.",
        "The {s} (in {p}: {v} registrations) is sold by every dealer.",
    ),
    Measure.YOY: (
        "In {p} sales of the {s} {rose} by {x} percent year on year.",
        "The {s} was {up} {x}% on the year in {p}.",
        "In {p} the {s} sold {x} percent {more} than a year earlier.",
        "{s}: {sign}{x}% year-on-year in {p}.",
        "Year on year, the {s} {rose} {x} percent in {p}.",
        "The {s} posted {a_rise} of {x} percent in {p} compared with the same {period} of the previous year.",
        "Demand for the {s} {rose} {x}% in {p} from a year before.",
        "In {p} the {s} reached {r} percent of the level of the year before.",
        "Compared with {b}, the {s} {rose} by {x} percent in {p}.",
        "Registrations of the {s} in {p} were {up} {x} per cent against {b}.",
    ),
    Measure.MOM: (
        "In {p} sales of the {s} {rose} by {x} percent month on month.",
        "The {s} was {up} {x}% on {b} in {p}.",
        "In {p} the {s} sold {x} percent {more} than in {b}.",
        "In {p} the {s} sold {x} percent {more} than a month earlier.",
        "{s}: {sign}{x}% month-on-month in {p}.",
        "The {s} {rose} {x} percent in {p} from the previous month.",
        "Compared with {b}, the {s} {rose} by {x} percent in {p}.",
        "Demand for the {s} {rose} {x}% in {p} against the month before.",
        "In {p} the {s} reached {r} percent of the level of the previous month.",
        "The {s} posted {a_rise} of {x} percent in {p} compared with {b}.",
    ),
    Measure.RANK: (
        "In {p} the {s} was in {n} place among {l}.",
        "The {s} ranked {n} among {l} in {p}.",
        "The {s} took {n} place among {l} in {p}.",
        "Among {l}, the {s} came {n} in {p}.",
        "In {p} the {s} finished {n} among {l}.",
        "No. {d} among {l} in {p} was the {s}.",
        "In {n} place among {l} in {p}: the {s}.",
        "The {s} stood at number {d} among {l} in {p}.",
        "The {s} ({n} among {l} in {p}) sells well.",
        "For the {s} it was {n} place among {l} in {p}.",
    ),
}
JA = {
    Measure.UNITS: (
        "{p}の{s}の販売台数は{v}台だった。",
        "{p}、{s}は{v}台を販売した。",
        "{s}は{p}に{v}台を記録した。",
        "{p}に{v}台を売り上げた{s}が目を引く。",
        "{s}（{v}台）が{p}の話題だ。",
        "{p}は{s}が{v}台となった。",
        "{p}の新車販売で{s}は{v}台にとどまった。",
        "{p}の{s}は{v}台。",
        "{p}　{s}　{v}台",
        "{p}、{m}の「{c}」は{v}台を届け出た。",
    ),
    Measure.YOY: (
        "{p}の{s}は前年同月比{x}％{増}だった。",
        "{p}、{s}は前年同月に比べ{x}％{増えた}。",
        "{s}の{p}の販売は前年比{x}％{増}。",
        "{p}の{s}は前年同月比{r}％だった。",
        "{p}の{s}は前年同月を{x}％{上回った}。",
        "{s}は{p}に対前年同月比{符}{x}％となった。",
        "{p}、{s}は{x}％{増}（前年同月比）となった。",
        "{p}の{s}は前年の同月より{x}％{多かった}。",
        "{p}の{m}「{c}」は前年同期比{x}％の{増加}となった。",
        "前年同月比で見ると{p}の{s}は{x}％{増}だ。",
    ),
    Measure.MOM: (
        "{p}の{s}は前月比{x}％{増}だった。",
        "{p}、{s}は前月に比べ{x}％{増えた}。",
        "{p}の{s}は前月比{r}％だった。",
        "{p}の{s}は前月を{x}％{上回った}。",
        "{s}は{p}に対前月比{符}{x}％となった。",
        "{p}の{s}は前月より{x}％{多かった}。",
        "{p}の{s}は{b}に比べて{x}％{増えた}。",
        "{p}の{s}は{b}比{x}％{増}。",
        "{p}、{s}は{x}％{増}（前月比）となった。",
        "前月比で{p}の{s}は{x}％の{増加}。",
    ),
    Measure.RANK: (
        "{p}の{l}で{s}は{d}位だった。",
        "{p}、{s}は{l}で{d}位に入った。",
        "{p}の{l}の{d}位は{s}だった。",
        "{p}の{l}では{s}が{d}位につけた。",
        "{l}の{p}の{d}位には{s}が入った。",
        "{p}の{l}、{s}は{d}位。",
        "{s}は{p}の{l}で{d}位となった。",
        "{p}の{l}で{d}位に入ったのは{s}だ。",
        "{p}の{l}で{d}位の{s}が健闘した。",
        "{p}の{l}は{m}の「{c}」が{d}位を獲得した。",
    ),
}
UK = {
    Measure.UNITS: (
        "У {p} продали {v} {s}.",
        "У {p} {s} розійшлася накладом {v} авто.",
        "{s}: {v} авто у {p}.",
        "{s} отримала {v} покупців у {p}.",
    ),
    Measure.YOY: (
        "У {p} продажі {s} {зросли} на {x} % рік до року.",
        "У {p} {s} продали на {x} % {більше}, ніж рік тому.",
        "{s}: {sign}{x} % за рік у {p}.",
        "Порівняно з попереднім роком, у {p} продажі {s} {зросли} на {x} %.",
    ),
    Measure.RANK: (
        "У {p} {s} посіла {o} місце серед {l}.",
        "У {p} {s} була на {d} місці серед {l}.",
        "{s}: {d} місце серед {l} у {p}.",
        "{d} місце серед {l} у {p} посіла {s}.",
    ),
}
TEMPLATES = {"en": EN, "ja": JA, "uk": UK}

# Makers and whole segments; {w} is whose sales they are.
WHOLE = {
    "en": {
        Measure.UNITS: (
            "In {p} {w} came to {v} units.",
            "In {p} {w} were {v}.",
            "{p}: {w} of {v} units.",
            "{w} reached {v} vehicles in {p}.",
            "{w} ended {p} at {v} units.",
            "{w} totalled {v} units in {p}.",
            "{w} stood at {v} in {p}.",
            "For {p}, {w} amounted to {v} units.",
            "In {p} {w} made {v} registrations.",
            "{w} (in {p}: {v} units) matter to dealers.",
        ),
        Measure.YOY: (
            "In {p} {w} {rose} by {x} percent year on year.",
            "{w} were {up} {x}% on the year in {p}.",
            "In {p} {w} were {x} percent {more_} than a year earlier.",
            "Year on year, {w} {rose} {x} percent in {p}.",
            "{w} saw {a_rise} of {x} percent in {p} compared with the same {period} of the previous year.",
            "{w} {rose} {x}% in {p} from a year before.",
            "In {p} {w} reached {r} percent of the level of the year before.",
            "Compared with {b}, {w} {rose} by {x} percent in {p}.",
            "{w} in {p} were {up} {x} per cent against {b}.",
            "{w}: {sign}{x}% year-on-year in {p}.",
        ),
    },
    "ja": {
        Measure.UNITS: (
            "{p}の{w}は{v}台だった。",
            "{p}、{w}は{v}台となった。",
            "{w}は{p}に{v}台を記録した。",
            "{p}の{w}は{v}台。",
            "{p}の{w}は合計{v}台だった。",
            "{p}の{w}が{v}台に達した。",
            "{p}　{w}　{v}台",
            "{p}は{w}が{v}台となった。",
            "{p}の{w}は{v}台にとどまった。",
            "{w}（{p}）は{v}台である。",
        ),
        Measure.YOY: (
            "{p}の{w}は前年同月比{x}％{増}だった。",
            "{p}、{w}は前年同月に比べ{x}％{増えた}。",
            "{w}は{p}、前年比{x}％{増}。",
            "{p}の{w}は前年同月比{r}％だった。",
            "{p}の{w}は前年同月を{x}％{上回った}。",
            "{w}は{p}に対前年同月比{符}{x}％となった。",
            "{p}、{w}は{x}％{増}（前年同月比）となった。",
            "{p}の{w}は前年の同月より{x}％{多かった}。",
            "{p}の{w}は前年同期比{x}％の{増加}となった。",
            "前年同月比で見ると{p}の{w}は{x}％{増}だ。",
        ),
    },
}
PARTS = {
    "en": {
        "kei": "kei vehicles",
        "kei-passenger": "kei passenger cars",
        "kei-truck": "kei trucks and vans",
        "registered": "registered cars",
        "all": "all new vehicles",
    },
    "ja": {
        "kei": "軽自動車",
        "kei-passenger": "軽乗用車",
        "kei-truck": "軽貨物車",
        "registered": "登録車",
        "all": "登録車を含む全体",
    },
}
ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
]
UK_ORDINALS = "перше друге третє четверте п'яте шосте сьоме восьме дев'яте десяте".split()  # noqa: SIM905


def the_period(period, language):
    year, month = divmod(period.start, 12)
    if period.is_month:
        shown = {
            "en": f"{MONTHS[month]} {year}",
            "ja": f"{year}年{month + 1}月",
            "uk": f"{UK_MONTHS[month]} {year} року",
        }
        return shown[language]
    if period == Period.year(year):
        return {"en": f"the year {year}", "ja": f"{year}年", "uk": f"{year} році"}[language]
    if period.months == 12:
        return {"en": f"fiscal {year}", "ja": f"{year}年度", "uk": f"фінансовому {year} році"}[language]
    last = (period.end - 1) % 12
    if (period.end - 1) // 12 != year or language == "uk":
        return None
    return {"en": f"{MONTHS[month]} to {MONTHS[last]} {year}", "ja": f"{year}年{month + 1}～{last + 1}月"}[language]


def plain_number(number, language):
    """Digits as each language prints them."""
    text = str(number)
    whole, _, part = text.partition(".")
    if language == "ja" and len(whole) > 4 and not part:
        return f"{int(whole) // 10000}万{int(whole) % 10000 or ''}"
    grouped = f"{int(whole):,}"
    if language == "uk":
        return grouped.replace(",", " ") + (f",{part}" if part else "")
    return grouped + (f".{part}" if part else "")


def fields(report, language):
    """What the templates are filled with; None where the language has no words for it."""
    period = the_period(report.period, language)
    base = the_period(report.period.before if report.measure is Measure.MOM else report.period.year_before, language)
    list_ = LISTS[language].get(report.segment)
    if period is None or list_ is None:
        return None
    maker, car = CATALOG.name(report.subject.split("/")[0], language), CATALOG.name(report.subject, language)
    if language == "uk":
        maker, car = CATALOG.name(report.subject.split("/")[0]), CATALOG.name(report.subject)
    said = {
        "p": period,
        "b": base,
        "s": f"{maker} {car}" if language != "ja" else f"{maker}の{car}",
        "m": maker,
        "c": car,
        "l": list_,
    }
    said["period"] = "month" if report.period.is_month else "period"
    if report.measure is Measure.RANK:
        place = report.number.digits
        said |= {"d": place, "n": ORDINALS[place - 1] if place <= 15 else f"{place}th"}
        if language == "uk" and place > 10:
            return None
        return said | {"o": UK_ORDINALS[place - 1] if place <= 10 else ""}
    if report.measure is Measure.UNITS:
        return said | {"v": plain_number(report.number, language)}
    return said | change(report.number, language)


UP = (
    "rose=rose up=up more=more more_=higher sign=+ "
    "増=増 増えた=増えた 上回った=上回った 多かった=多かった 増加=増加 "
    "符=プラス зросли=зросли більше=більше"
)
DOWN = (
    "rose=fell up=down more=less more_=lower sign=- "
    "増=減 増えた=減った 上回った=下回った 多かった=少なかった 増加=減少 "
    "符=マイナス зросли=впали більше=менше"
)


def change(number, language):
    up = number.value >= 100
    hundred = 100 * 10 ** max(0, -number.exponent)
    size = plain_number(Number(abs(number.digits - hundred), number.exponent), language)
    words = dict(pair.split("=") for pair in (UP if up else DOWN).split())
    return words | {"a_rise": "a rise" if up else "a drop", "x": size, "r": plain_number(number, language)}


def whole_fields(report, language):
    """What the templates of makers and segments are filled with."""
    period, base = the_period(report.period, language), the_period(report.period.year_before, language)
    if period is None:
        return None
    part = PARTS[language][report.segment]
    whose = {"en": f"sales of {part}", "ja": f"{part}の販売台数"}[language]
    if report.subject in CATALOG.makers:
        maker = CATALOG.name(report.subject, language)
        whose = {"en": f"{maker}'s sales of {part}", "ja": f"{maker}の{part}の販売台数"}[language]
    said = {"p": period, "b": base, "w": whose, "period": "month" if report.period.is_month else "period"}
    if report.measure is Measure.UNITS:
        return said | {"v": plain_number(report.number, language)}
    return said | change(report.number, language)


def said(report):
    return report.subject, report.segment, report.period, report.measure, report.number, report.relation


def plain_reports():
    """What every language has words for: one of each that says the same."""
    found = {}
    for report in Ledger.open().reports():
        plain = report.relation is Relation.EQUAL and not report.scope and report.number.exponent <= 0
        if plain and report.measure in EN and report.number.value != 100 and report.subject != "other":
            found[said(report)] = report
    return sorted(found.values(), key=lambda report: report.id)


REPORTS = plain_reports()
CARS = [r for r in REPORTS if r.subject in CATALOG.nameplates and r.segment != Segment.KEI_TRUCK]
WHOLES = [r for r in REPORTS if r.subject not in CATALOG.nameplates]


def sample(reports, measure):
    """Enough of each kind; rare ones more often."""
    wanted = [report for report in reports if report.measure is measure]
    return wanted if ALL else wanted[:: max(1, len(wanted) // 24)]


def lost(reports, language, templates, fill):
    """The sentences that are not read back as what they were made of, and how many were tried."""
    tried, missing = 0, []
    for report in reports:
        filled = fill(report, language)
        for template in templates if filled else ():
            if "{b}" in template and filled["b"] is None:
                continue
            text = template.format(**filled)
            read = read_prose(Article(text, language=language), CATALOG)
            back = {said(r) for s in read.statements for reading in s.readings if (r := reading.report(""))}
            tried += 1
            if said(report) not in back:
                missing.append(text)
    return tried, missing


@pytest.mark.parametrize("measure", list(EN))
@pytest.mark.parametrize("language", list(TEMPLATES))
def test_what_is_said_of_cars_comes_back(language, measure):
    templates = TEMPLATES[language].get(measure, ())
    tried, missing = lost(sample(CARS, measure), language, templates, fields)
    assert not missing, (len(missing), tried, missing[:5])
    assert tried or not templates


@pytest.mark.parametrize("measure", [Measure.UNITS, Measure.YOY])
@pytest.mark.parametrize("language", list(WHOLE))
def test_what_is_said_of_makers_and_segments_comes_back(language, measure):
    tried, missing = lost(sample(WHOLES, measure), language, WHOLE[language][measure], whole_fields)
    assert not missing, (len(missing), tried, missing[:5])
    assert tried
