"""Statements told as sentences, ten ways a language, in English, Japanese and Ukrainian."""

from yellowplate.catalog import Catalog
from yellowplate.facts import Measure, Number, Period, Relation

CATALOG = Catalog.packaged()
MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
UK_MONTHS = "січні лютому березні квітні травні червні липні серпні вересні жовтні листопаді грудні".split()  # noqa: SIM905
LISTS = {
    "en": {
        "kei-passenger": "kei cars",
        "kei": "kei cars",
        "registered": "registered cars",
        "kei-truck": "kei trucks and vans",
        "all": "all new cars",
    },
    "ja": {
        "kei-passenger": "軽自動車",
        "kei": "軽自動車",
        "registered": "登録車",
        "kei-truck": "軽貨物車",
        "all": "登録車を含む総合ランキング",
    },
    "uk": {
        "kei-passenger": "кей-карів",
        "kei": "кей-карів",
        "registered": "звичайних авто",
        "kei-truck": "комерційних кей-карів",
        "all": "усіх нових авто",
    },
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
        "У {p} було зареєстровано {v} автомобілів {s}.",
        "Продажі {s} у {p} становили {v} штук.",
        "{s} (у {p}: {v} реєстрацій) є в кожного дилера.",
        "Модель {s} у {p} обрали {v} покупців.",
        "У {p} дилери реалізували {v} одиниць {s}.",
        "Показник {s} у {p} - {v} машин.",
    ),
    Measure.YOY: (
        "У {p} продажі {s} {зросли} на {x} % рік до року.",
        "У {p} {s} продали на {x} % {більше}, ніж рік тому.",
        "{s}: {sign}{x} % за рік у {p}.",
        "Порівняно з попереднім роком, у {p} продажі {s} {зросли} на {x} %.",
        "{s} у {p} показала {зростання} на {x} % рік до року.",
        "Попит на {s} у {p} {зріс} на {x} % проти минулого року.",
        "У {p} {s} продали на {x} відсотка {більше}, ніж роком раніше.",
        "Рік до року продажі {s} у {p} {зросли} на {x} %.",
        "{s} ({sign}{x} % рік до року у {p}) є в кожного дилера.",
        "Продажі {s} у {p} сягнули {r} % торішнього рівня.",
    ),
    Measure.MOM: (
        "У {p} продажі {s} {зросли} на {x} % за місяць.",
        "У {p} {s} продали на {x} % {більше}, ніж місяцем раніше.",
        "У {p} {s} продали на {x} % {більше}, ніж у {b}.",
        "{s}: {sign}{x} % місяць до місяця у {p}.",
        "Порівняно з попереднім місяцем продажі {s} у {p} {зросли} на {x} %.",
        "Попит на {s} у {p} {зріс} на {x} відсотка проти попереднього місяця.",
        "{s} у {p} показала {зростання} на {x} % місяць до місяця.",
        "Продажі {s} у {p} сягнули {r} % рівня попереднього місяця.",
        "Місяць до місяця продажі {s} у {p} {зросли} на {x} %.",
        "{s} ({sign}{x} % за місяць у {p}) є в кожного дилера.",
    ),
    Measure.RANK: (
        "У {p} {s} посіла {o} місце серед {l}.",
        "У {p} {s} була на {d} місці серед {l}.",
        "{s}: {d} місце серед {l} у {p}.",
        "{d} місце серед {l} у {p} посіла {s}.",
        "У рейтингу {l} у {p} {s} на {d} позиції.",
        "{s} ({d} місце серед {l} у {p}) є в кожного дилера.",
        "Для {s} це було {d} місце серед {l} у {p}.",
        "№ {d} серед {l} у {p} - {s}.",
        "На {d} місці серед {l} у {p} опинилася {s}.",
        "У {p} {d} позицію серед {l} здобула {s}.",
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
        Measure.MOM: (
            "In {p} {w} {rose} by {x} percent month on month.",
            "{w} were {up} {x}% on {b} in {p}.",
            "In {p} {w} were {x} percent {more_} than in {b}.",
            "In {p} {w} were {x} percent {more_} than a month earlier.",
            "{w}: {sign}{x}% month-on-month in {p}.",
            "{w} {rose} {x} percent in {p} from the previous month.",
            "Compared with {b}, {w} {rose} by {x} percent in {p}.",
            "{w} {rose} {x}% in {p} against the month before.",
            "In {p} {w} reached {r} percent of the level of the previous month.",
            "{w} saw {a_rise} of {x} percent in {p} compared with {b}.",
        ),
        Measure.RANK: (
            "In {p} {m} was in {n} place for {part}.",
            "{m} ranked {n} in {part} in {p}.",
            "{m} took {n} place in sales of {part} in {p}.",
            "In {part}, {m} came {n} in {p}.",
            "In {p} {m} finished {n} in {part}.",
            "No. {d} in {part} in {p} was {m}.",
            "{m} stood at number {d} in {part} in {p}.",
            "{m} ({n} in {part} in {p}) is content.",
            "For {m} it was {n} place in {part} in {p}.",
            "In {n} place in {part} in {p}: {m}.",
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
        Measure.MOM: (
            "{p}の{w}は前月比{x}％{増}だった。",
            "{p}、{w}は前月に比べ{x}％{増えた}。",
            "{p}の{w}は前月比{r}％だった。",
            "{p}の{w}は前月を{x}％{上回った}。",
            "{w}は{p}に対前月比{符}{x}％となった。",
            "{p}の{w}は前月より{x}％{多かった}。",
            "{p}の{w}は{b}に比べて{x}％{増えた}。",
            "{p}の{w}は{b}比{x}％{増}。",
            "{p}、{w}は{x}％{増}（前月比）となった。",
            "前月比で{p}の{w}は{x}％の{増加}。",
        ),
        Measure.RANK: (
            "{p}の{part}販売で{m}は{d}位だった。",
            "{p}、{m}は{part}で{d}位に入った。",
            "{p}の{part}の{d}位は{m}だった。",
            "{p}の{part}では{m}が{d}位につけた。",
            "{part}の{p}の{d}位には{m}が入った。",
            "{p}の{part}、{m}は{d}位。",
            "{m}は{p}の{part}で{d}位となった。",
            "{p}の{part}で{d}位に入ったのは{m}だ。",
            "{p}の{part}で{d}位の{m}が健闘した。",
            "{p}の{part}は{m}が{d}位を獲得した。",
        ),
    },
    "uk": {
        Measure.UNITS: (
            "У {p} {w} становили {v} авто.",
            "У {p} {w} сягнули {v} штук.",
            "{p}: {w} - {v} штук.",
            "{w} досягли {v} машин у {p}.",
            "{w}: {v} авто у {p}.",
            "{w} у {p} склали {v} одиниць.",
            "{w} зупинилися на позначці {v} авто у {p}.",
            "У {p} {w} принесли {v} реєстрацій.",
            "{w} (у {p}: {v} авто) важливі для дилерів.",
            "Загалом {w} у {p} дорівнювали {v} автомобілям.",
        ),
        Measure.YOY: (
            "У {p} {w} {зросли} на {x} % рік до року.",
            "{w} у {p} були на {x} % {більші}, ніж рік тому.",
            "{w}: {sign}{x} % за рік у {p}.",
            "Порівняно з попереднім роком, у {p} {w} {зросли} на {x} %.",
            "{w} у {p} показали {зростання} на {x} % рік до року.",
            "{w} у {p} {зросли} на {x} відсотка проти минулого року.",
            "Рік до року {w} у {p} {зросли} на {x} %.",
            "{w} ({sign}{x} % рік до року у {p}) важливі для дилерів.",
            "{w} у {p} сягнули {r} % торішнього рівня.",
            "У {p} {w} {зросли} на {x} % у річному вимірі.",
        ),
        Measure.MOM: (
            "У {p} {w} {зросли} на {x} % за місяць.",
            "{w} у {p} були на {x} % {більші}, ніж місяцем раніше.",
            "У {p} {w} були на {x} % {більші}, ніж у {b}.",
            "{w}: {sign}{x} % місяць до місяця у {p}.",
            "Порівняно з попереднім місяцем {w} у {p} {зросли} на {x} %.",
            "{w} у {p} {зросли} на {x} відсотка проти попереднього місяця.",
            "{w} у {p} показали {зростання} на {x} % місяць до місяця.",
            "{w} у {p} сягнули {r} % рівня попереднього місяця.",
            "Місяць до місяця {w} у {p} {зросли} на {x} %.",
            "{w} ({sign}{x} % за місяць у {p}) важливі для дилерів.",
        ),
        Measure.RANK: (
            "У {p} {m} була на {d} місці серед виробників {part}.",
            "{m}: {d} місце серед виробників {part} у {p}.",
            "{d} місце серед виробників {part} у {p} посіла {m}.",
            "У рейтингу {part} у {p} {m} на {d} позиції.",
            "{m} ({d} місце на ринку {part} у {p}) задоволена.",
            "Для {m} це було {d} місце на ринку {part} у {p}.",
            "№ {d} на ринку {part} у {p} - {m}.",
            "На {d} місці на ринку {part} у {p} опинилася {m}.",
            "У {p} {d} позицію на ринку {part} здобула {m}.",
            "У {p} {m} посіла {d} місце серед виробників {part}.",
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
    "uk": {
        "kei": "кей-карів",
        "kei-passenger": "легкових кей-карів",
        "kei-truck": "комерційних кей-карів",
        "registered": "звичайних авто",
        "all": "усіх нових авто",
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

# Changes that are printed as so many times what was before; {t} is how many.
TIMES = {
    "en": (
        "In {p} the {s} sold {t} times as many as a year earlier.",
        "In {p} sales of the {s} were {t} times the level of the year before.",
        "The {s} reached {t} times its year-ago level in {p}.",
        "{s}: {t} times as many as a year before ({p}).",
        "Sales of the {s} rose in {p} to {t} times what they were a year earlier.",
        "Compared with {b}, the {s} sold {t} times as many in {p}.",
        "In {p} the {s} had {t} times as many buyers as in {b}.",
        "Year on year, sales of the {s} were {t} times as high in {p}.",
        "In {p}, {t} times as many of the {s} were sold as in {b}.",
        "The {s} sold {t} times what it sold in {b} in {p}.",
    ),
    "ja": (
        "{p}の{s}は前年同月比{t}倍だった。",
        "{p}、{s}は前年同月の{t}倍となった。",
        "{s}の{p}の販売は前年比{t}倍。",
        "{s}は{p}に対前年同月比{t}倍となった。",
        "{p}、{s}は{t}倍（前年同月比）となった。",
        "{p}の{s}は前年の同月の{t}倍に増えた。",
        "{p}の{m}「{c}」は前年同期比{t}倍となった。",
        "前年同月比で見ると{p}の{s}は{t}倍だ。",
        "{p}の{s}は前年同期の{t}倍。",
        "{p}に{s}は前年実績の{t}倍に伸びた。",
    ),
    "uk": (
        "У {p} продажі {s} зросли у {t} раза рік до року.",
        "У {p} {s} продали у {t} раза більше, ніж рік тому.",
        "{s}: у {t} раза більше, ніж торік, у {p}.",
        "Порівняно з попереднім роком, у {p} продажі {s} зросли у {t} раза.",
        "Попит на {s} у {p} зріс у {t} раза проти минулого року.",
        "У {p} {s} продали в {t} раза більше, ніж роком раніше.",
        "Рік до року продажі {s} у {p} зросли в {t} раза.",
        "{s} (у {t} раза більше рік до року у {p}) є в кожного дилера.",
        "У {p} продажі {s} у {t} раза перевищили торішній рівень.",
        "У {p} {s} знайшла в {t} раза більше покупців, ніж рік тому.",
    ),
}
ABOUT = {"en": "about ", "ja": "約", "uk": "близько "}
UK_ORDINALS = ["перше", "друге", "третє", "четверте", "п'яте", "шосте", "сьоме", "восьме", "дев'яте", "десяте"]


def the_period(period, language):
    """A period as a sentence names it."""
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
    until, last = divmod(period.end - 1, 12)
    first = year if until != year else None
    if language == "ja":
        return (
            f"{year}年{month + 1}～{last + 1}月" if first is None else f"{year}年{month + 1}月～{until}年{last + 1}月"
        )
    if language == "uk":
        return f"{UK_MONTHS[month]}{f' {first} року' if first else ''}-{UK_MONTHS[last]} {until} року"
    return f"{MONTHS[month]}{f' {first}' if first else ''} to {MONTHS[last]} {until}"


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
    """What the templates are filled with."""
    spoken = None if language == "uk" else language  # papers in Ukrainian write names as the makers do
    names = (report.subject.split("/")[0], report.subject)
    maker, car = (CATALOG.name(name, spoken) if spoken else CATALOG.name(name) for name in names)
    said = _common(report, language) | {
        "s": f"{maker} {car}" if language != "ja" else f"{maker}の{car}",
        "m": maker,
        "c": car,
        "l": LISTS[language][report.segment],
    }
    return said | numbers(report, language)


def whole_fields(report, language):
    """What the templates of makers and segments are filled with."""
    part = PARTS[language][report.segment]
    whose = {"en": f"sales of {part}", "ja": f"{part}の販売台数", "uk": f"продажі {part}"}[language]
    maker = ""
    if report.subject in CATALOG.makers:
        maker = CATALOG.name(report.subject) if language == "uk" else CATALOG.name(report.subject, language)
        whose = {"en": f"{maker}'s sales of {part}", "ja": f"{maker}の{part}の販売台数", "uk": f"{whose} {maker}"}[
            language
        ]
    return _common(report, language) | {"w": whose, "m": maker, "part": part} | numbers(report, language)


def _common(report, language):
    base = report.period.before if report.measure is Measure.MOM else report.period.year_before
    return {
        "p": the_period(report.period, language),
        "b": the_period(base, language),
        "period": "month" if report.period.is_month else "period",
    }


def numbers(report, language):
    """A number in the words of its measure."""
    about = ABOUT[language] if report.relation is Relation.ABOUT else ""
    if report.measure is Measure.RANK:
        place = report.number.digits
        nth = ORDINALS[place - 1] if place <= len(ORDINALS) else f"{place}{_ENDINGS.get(place % 10, 'th')}"
        return {"d": place, "n": nth, "o": UK_ORDINALS[place - 1] if place <= len(UK_ORDINALS) else f"{place}-те"}
    if report.measure is Measure.UNITS:
        return {"v": about + plain_number(report.number, language)}
    if in_times(report):
        return {"t": about + plain_number(Number(report.number.digits, report.number.exponent - 2), language)}
    return change(report.number, language)


_ENDINGS = {1: "st", 2: "nd", 3: "rd"}


def in_times(report):
    """Whether a ratio was printed as so many times what was before."""
    return report.measure is not Measure.UNITS and report.number.exponent > 0


UP = (
    "rose=rose up=up more=more more_=higher sign=+ "
    "増=増 増えた=増えた 上回った=上回った 多かった=多かった 増加=増加 "
    "符=プラス зросли=зросли зріс=зріс зростання=зростання більше=більше більші=вище"
)
DOWN = (
    "rose=fell up=down more=less more_=lower sign=- "
    "増=減 増えた=減った 上回った=下回った 多かった=少なかった 増加=減少 "
    "符=マイナス зросли=впали зріс=впав зростання=падіння більше=менше більші=нижче"
)


def change(number, language):
    """A ratio as a change."""
    up = number.value >= 100
    hundred = 100 * 10 ** max(0, -number.exponent)
    size = plain_number(Number(abs(number.digits - hundred), number.exponent), language)
    words = dict(pair.split("=") for pair in (UP if up else DOWN).split())
    return words | {"a_rise": "a rise" if up else "a drop", "x": size, "r": plain_number(number, language)}


def templates(report, language):
    """The sentences that can tell a report; one that stayed just as it was is told by its level alone."""
    if in_times(report):
        return TIMES[language]
    told = (TEMPLATES if report.subject in CATALOG.nameplates else WHOLE)[language][report.measure]
    level = report.measure in (Measure.YOY, Measure.MOM) and report.number.value == 100
    return [text for text in told if "{r}" in text] if level else told


def sentences(report, language):
    """A report told in every way that the language has."""
    fill = fields if report.subject in CATALOG.nameplates else whole_fields
    filled = fill(report, language)
    return [text.format(**filled) for text in templates(report, language)]
