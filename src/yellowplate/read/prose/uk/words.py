"""Ukrainian wordings."""

from __future__ import annotations

import re
from collections.abc import Callable

from yellowplate.facts import Number, Relation, Segment
from yellowplate.read.prose.periods import On, When
from yellowplate.read.prose.tokens import Quantity, Run, Scope, Standing, Words, finder

_STEMS = ["січ", "лют", "берез", "квіт", "трав", "черв", "лип", "серп", "верес", "жовт", "листопад", "груд"]
_MONTH = (
    r"(?:січ|берез|квіт|трав|черв|лип|серп|верес|жовт|груд)(?:ень|ня|ні|нем|неві|невий|невих|"
    r"невого)\b|лют(?:ий|ого|ому|им|і|неві)\b|листопад(?:а|і|у|ом|ові|ових|овий)?\b|"
    r"(?:січ|лют|бер|квіт|трав|черв|лип|серп|вер|жовт|лист|груд)\.(?= (?:19|20)\d\d| ?-)"
)
_ORDINALS = [
    "перш",
    "друг",
    "трет",
    "четверт",
    "п'ят",
    "шост",
    "сьом",
    "восьм",
    "дев'ят",
    "десят",
    "одинадцят",
    "дванадцят",
    "тринадцят",
    "чотирнадцят",
    "п'ятнадцят",
    "шістнадцят",
]
_ORD = (
    rf"(?:{'|'.join(sorted(_ORDINALS, key=len, reverse=True))})(?:ого|ому|им|ою|ьою|ий|ій|ої|ьому|ім|"
    rf"ьої|а|е|я|є|у|ю)\b"
)
_ALL = (Segment.ALL, Segment.KEI_PASSENGER)
_TIMES = ["друге", "третє", "четверте", "п'яте", "шосте", "сьоме", "восьме", "дев'яте", "десяте"]
_COUNTED = (
    "один,одного,одну два,дві,двох три,трьох чотири,чотирьох п'ять шість сім вісім дев'ять десять одинадцять дванадцять"
)
_COUNTS = {word: at for at, words in enumerate(_COUNTED.split(), 1) for word in words.split(",")}
_COUNT = rf"(?:{'|'.join(_COUNTS)}|\d{{1,3}})"
_NUM = r"(?:\d{1,3}(?: \d{3})+(?!\d)|\d{1,3}(?:,\d{3})+(?![\d])(?!\s*%)|\d+)(?:,\d+)?"
_KEI = (Segment.KEI, Segment.KEI_PASSENGER)
_I = re.IGNORECASE


def number(text: str) -> Number:
    """The printed number: blanks part thousands, a comma the decimals, or thousands where three digits follow."""
    bare = text.replace(" ", "")
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+", bare):
        return Number.parse(bare.replace(",", ""))
    return Number.parse(bare.replace(",", "."))


def _month(text: str) -> int:
    word = text.lower().rstrip(".")
    return next(at for at, stem in enumerate(_STEMS, 1) if word.startswith(stem) or stem.startswith(word))


def _count(text: str) -> int:
    return _COUNTS.get(text.lower()) or int(text)


def _ordinal(text: str) -> int:
    word = text.lower()
    return max(
        (at for at, stem in enumerate(_ORDINALS, 1) if word.startswith(stem)), key=lambda at: len(_ORDINALS[at - 1])
    )


_REL_YEAR = r"(?:\s+(?P<rel>минулого року|торік|цього року|попереднього року|рік тому|роком раніше|того ж року))"
_OF_YEAR = rf"(?:\s+(?P<year>\d{{4}})(?:-го)?(?:\s+(?:року|р\.))?|{_REL_YEAR})?"
_SHIFTS = {
    "минулого року": (-1, "today"),
    "торік": (-1, "today"),
    "цього року": (0, "today"),
    "попереднього року": (-1, "topic"),
    "рік тому": (-1, "topic"),
    "роком раніше": (-1, "topic"),
    "того ж року": (0, "topic"),
}


def _dated(match: re.Match[str]) -> When:
    found = match.groupdict()
    last = _month(found["last"]) if found.get("last") else 0
    shift, of = _SHIFTS.get((found.get("rel") or "").lower(), (0, ""))
    return When("span" if last else "month", _month(found["month"]), int(found.get("year") or 0), last, shift, of)


_PARTS = {"наприкінці": "end", "кінці": "end", "кінця": "end", "початку": "early", "середині": "mid"}


def _day(match: re.Match[str]) -> On:
    found = match.groupdict()
    shift, of = _SHIFTS.get((found.get("rel") or "").lower(), (0, ""))
    part = _PARTS.get((found.get("part") or "").lower().split(" ")[-1], "")
    return On(
        int(found.get("day") or 0), _month(found["month"]), int(found.get("year") or 0), part, shift if of else None
    )


def _fixed(kind: str, shift: int = 0, of: str = "") -> Callable[[re.Match[str]], When]:
    return lambda match: When(kind, shift=shift, of=of)


_PERIODS = (
    finder("base", r"рік до року|у річному (?:вимірі|обчисленні|порівнянні)|\bза рік\b|р/р", _fixed("year before")),
    finder("base", r"місяць до місяця|\bза місяць\b(?! до)|м/м", _fixed("before")),
    finder("date", rf"\b(?P<day>[0-3]?\d)(?:-го)? (?P<month>{_MONTH}){_OF_YEAR}", _day),
    finder(
        "date",
        r"\b(?P<day>\d{2})\.(?P<mm>\d{2})\.(?P<year>\d{4})",
        lambda m: On(int(m["day"]), int(m["mm"]), int(m["year"])),
    ),
    finder(
        "part",
        rf"\b(?P<part>наприкінці|(?:в|у) кінці|на початку|(?:в|у) середині|(?:з|від) кінця) "
        rf"(?P<month>{_MONTH}){_OF_YEAR}",
        _day,
    ),
    finder(
        "period",
        r"(?:т(?:ого|ому|ой) ж(?:е)?|аналогічн\w+|цей же|так\w+ ж) (?:місяц\w+|період\w*) (?:минулого|"
        r"попереднього|торішнього|позаминулого)(?: року)?|\b(?:рік|роком) (?:тому|раніше)\b|\bторік\b|"
        r"минулорічн\w+|торішн\w+",
        _fixed("year before"),
    ),
    finder("period", r"\b(?:наступного року|роком пізніше|через рік|рік потому)\b", _fixed("year after")),
    finder("period", r"\b(?:наступного місяця|місяцем пізніше|через місяць)\b", _fixed("after")),
    finder("period", r"(?:попередн\w+ місяц\w+|місяц(?:ь|ем) (?:тому|раніше))", _fixed("before")),
    finder("period", r"минул(?:ого|ому) місяц[яі]", _fixed("last month")),
    finder("period", r"(?:цього|того|той|цей)(?: ж)? місяц[яь]|того ж (?:місяця|року)", _fixed("same")),
    finder(
        "period",
        rf"\b(?:з |від )?(?P<month>{_MONTH})(?:\s+\d{{4}}(?:\s+року)?)?\s*(?:-|до|по)\s*(?P<last>{_MONTH}){_OF_YEAR}",
        _dated,
    ),
    finder(
        "period",
        r"(?:(?P<nth>перше|перш\w+|друге|друг\w+) півріччя?)(?: (?P<fiscal>фінансового|"
        r"фіскального))?(?: (?:року )?(?P<year>\d{4})(?:-го)?(?: року)?)?",
        lambda m: When(
            "fiscal half" if m["fiscal"] else "half",
            0,
            int(m["year"] or 0),
            1 if m["nth"].lower().startswith("перш") else 2,
        ),
    ),
    finder(
        "period",
        r"(?:фінансов\w+|фіскальн\w+)(?: \w+)? (?P<year>\d{4})(?:-го|-му)?(?: (?:рік|року|році))?|"
        r"(?P<year2>\d{4})(?:-й|-го|-му)? (?:фінансов\w+|фіскальн\w+) (?:рік|року|році)",
        lambda m: When("fiscal", year=int(m["year"] or m["year2"])),
    ),
    finder("period", rf"(?P<month>{_MONTH}){_OF_YEAR}", _dated),
    finder("period", r"минул(?:ого|ому) році|минулого року", _fixed("year", -1, "today")),
    finder("period", r"цього року", _fixed("year", 0, "today")),
    finder(
        "period",
        r"\b(?:за |у |в )?(?P<year>(?:19[89]|20[0-4])\d)(?:-(?:й|го|му|м))?(?: (?:рік|року|році|"
        r"роком))?\b(?!\s*(?:авто|машин|од))",
        lambda m: When("year", year=int(m["year"])),
    ),
)
_RELATION = {
    **dict.fromkeys(("понад", "більше ніж", "більш ніж", "більше", "більш як", "щонайменше"), Relation.OVER),
    **dict.fromkeys(("близько", "майже", "приблизно", "орієнтовно"), Relation.ABOUT),
    **dict.fromkeys(("менше ніж", "менш ніж", "менше"), Relation.UNDER),
}
_REL = "|".join(sorted(_RELATION, key=len, reverse=True))
_UNITS = (
    r"(?:нов\w+ )?(?:автомобіл\w*|авто\b|машин\w*|одиниц\w*|штук\w*|шт\.?|екземпляр\w*|реєстрац\w*|"
    r"покупц\w*|кей-кар\w*|мінікар\w*|примірник\w*)"
)
_OTHER = (
    r"(?:єн\w*|ієн\w*|долар\w*|євро|грн|км\b|кілометр\w*|мм\b|см\b|см3|кубічн\w+|куб\w*|кубів|м\b|"
    r"метр\w*|к\.\s?с\.|кВт|кг\b|л\b|літр\w*|рок\w+|роки|рік\b|місяц\w*|дн\w+|тижн\w*|годин\w*|"
    r"людей|осіб|дилер\w*|завод\w*|модел\w*|місц\w*|країн\w*|двер\w*|cc\b|PS\b)"
)
_QUANTITY = (
    rf"(?:\b(?P<rel>{_REL})\s+(?:за\s+)?)?(?P<sign>[+±-]|\bплюс |\bмінус "
    rf")?(?<![\w.,])(?P<num>{_NUM})(?:\s*(?P<pct>%|відсотк\w+|процент\w+)(?P<points>\w* пункт\w*)?"
    rf"|\s*(?P<pt>(?:відсоткових |процентних )?пункт\w+|в\.?\s?п\.)|\s*(?P<times>раз\w*)|"
    rf"(?P<kilo>\s*(?:тис\.?|тисяч\w*|млн))?(?:\s*(?P<other>{_OTHER})|\s+(?P<orders>замовлен\w*|"
    rf"передзамовлен\w*)|\s+(?P<units>{_UNITS}))?)(?!\d)"
)


_MANY = 100  # "зареєстрували 15 160 разів"


def _quantity(match: re.Match[str]) -> Quantity | None:
    found = match.groupdict()
    value = number(found["num"])
    if found["kilo"]:
        value = Number(value.digits, value.exponent + (6 if "млн" in found["kilo"] else 3))
    relation = _RELATION.get((found["rel"] or "").lower(), Relation.EQUAL)
    sign = {"+": 1, "плюс": 1, "-": -1, "мінус": -1}.get((found["sign"] or "").strip().lower(), 0)
    unit = _unit_of(found)
    if unit == "times" and value.value >= _MANY:
        unit = "units"
    if unit == "times":
        value = Number(value.digits, value.exponent + 2)
    return Quantity(value, unit, relation, sign, found["other"] or "")


def _unit_of(found: dict[str, str | None]) -> str:
    if found["other"]:
        return "other"
    if found["points"] or found["pt"]:
        return "points"
    for unit, group in (("percent", "pct"), ("times", "times"), ("orders", "orders"), ("units", "units")):
        if found[group]:
            return unit
    return "bare"


_MULTIPLES = {
    "удвічі": Number(2, 2),
    "вдвічі": Number(2, 2),
    "подво": Number(2, 2),
    "утричі": Number(3, 2),
    "втричі": Number(3, 2),
    "потро": Number(3, 2),
    "учетверо": Number(4, 2),
    "вчетверо": Number(4, 2),
    "вполовину": Number(50),
    "наполовину": Number(50),
}


def _multiple(match: re.Match[str]) -> Quantity:
    word = match["word"].lower()
    value = next(number_ for stem, number_ in _MULTIPLES.items() if word.startswith(stem))
    if match["less"]:
        value = Number(round(100 / value.digits)) if value.exponent else value
    relation = _RELATION.get((match["rel"] or "").lower(), Relation.EQUAL)
    return Quantity(value, "times", relation, 0, "multiple")


_PLACES = (
    finder(
        "gone",
        r"(?:втрати\w+|поступи\w+ся|віддал\w+|залиши\w+) (?:лідерств\w+|перш\w+ місце\w*)|(?:колишн\w+|"
        r"багаторічн\w+|торішн\w+) лідер\w*|\b(?:топ|першій|перша|першу)[- ]?(?:\d+|п'ятірк\w+|"
        r"трійк\w+|десятк\w+)",
        lambda m: True,
    ),
    finder(
        "place",
        rf"\b(?P<ord>{_ORD})(?:\s+(?:місц\w+|позиці\w+|сходинк\w+|рядк\w+))",
        lambda m: Standing(_ordinal(m["ord"])),
    ),
    finder(
        "place",
        r"\b(?P<no>\d{1,2})(?:-(?:ше|ге|тє|те|ме|му|й|е))? (?:місц\w+|позиці\w+)|№\s?(?P<no2>\d{1,2})\b",
        lambda m: Standing(int(m["no"] or m["no2"])),
    ),
    finder("place", r"(?m)^\s*(?P<no>\d{1,2})[.)]\s+(?=\S)", lambda m: Standing(int(m["no"]), follows=True)),
    finder(
        "ever",
        r"(?:рекордн\w+|історичн\w+ (?:максимум|рекорд)|найкращ\w+ (?:результат|місяць|рік) (?:в|за) "
        r"(?:усю )?істор\w+)",
        lambda m: Standing(1, ever=True),
    ),
    finder(
        "place",
        rf"\b(?P<ord>{_ORD})(?=\s*(?:[,.;:)(]|$|-|(?:серед|із|з|зі|стала|став|стали|був|була|було|посіла|"
        rf"посів|у|в|йде|за)\b|\s(?-i:[A-Z])))(?!\s*(?:півріч|квартал|раз|місяц|рік|половин))",
        lambda m: Standing(_ordinal(m["ord"])),
    ),
    finder(
        "place",
        r"\bлідер(?:ом|ка|кою|а|ства?)?\b|най(?:популярн|продаван)іш\w+(?:\s+(?P<kei>кей-кар\w*|мінікар\w*)|"
        r"\s+(?P<all>авто(?:мобіл\w*)?\b|машин\w+)(?P<of>\s+(?:в |у )?(?:Японі\w+|країн\w+))?)?|бестселер\w*|очоли\w+|"
        r"лідиру\w+|"
        r"лідирував\w*|на вершин\w+|попереду(?=\s*(?:[.,;:)]|$))|"
        r"найбільше(?=(?: \w+){0,3} (?:купу\w+|купил\w+|прода\w+))",
        lambda m: Standing(1, _KEI[::-1] if m["kei"] else _ALL[: 1 if m["of"] else 2] if m["all"] else ()),
    ),
)
_RUNS = (
    finder(
        "run",
        rf"(?P<count>{_COUNT})\s+(?P<unit>місяц|рок|рік|роки)\w*\s+(?:поспіль|підряд)|"
        rf"(?P<ord>{_ORD})\s+(?P<unit2>місяць|місяця|рік|року)\s+(?:поспіль|підряд)",
        lambda m: Run(
            "for",
            _count(m["count"]) if m["count"] else _ordinal(m["ord"]),
            "months" if (m["unit"] or m["unit2"]).lower().startswith("міс") else "years",
        ),
    ),
    finder(
        "run",
        rf"\b[ув](?P<word>{'|'.join(_TIMES)})\s+(?:поспіль|підряд)",
        lambda m: Run("for", _TIMES.index(m["word"].lower()) + 2, ""),
    ),
    finder(
        "run",
        rf"(?:вперше за|після) (?P<count>{_COUNT}) (?P<unit>місяц|рок|рік)\w*(?: (?:перерви|паузи|"
        rf"відсутності))?",
        lambda m: Run("back after", _count(m["count"]), "months" if m["unit"].lower().startswith("міс") else "years"),
    ),
)
_ORDERS = (
    finder(
        "order",
        r"\b(?:випереди\w+|випереджа\w+|обійш\w+|обігна\w+|перевершил\w+|попереду|обігнавши|обійшовши|"
        r"перед(?= [A-Z])|залишивши позаду)\b",
        lambda m: Relation.OVER,
    ),
    finder(
        "order",
        r"\b(?:поступи\w+ся|поступа\w+ся|позаду|слідом за|відста\w+ від|програл?\w*)\b",
        lambda m: Relation.UNDER,
    ),
)
_CARS = r"(?:кей-?кар\w*|кей-автомобіл\w*|мінікар\w*|кей-сегмент\w*)"
_SCOPES = (
    finder(
        "scope", r"(?:кей-|міні)?вантажівк\w+ та фургон\w+|комерційн\w+ кей\w*", lambda m: Scope((Segment.KEI_TRUCK,))
    ),
    finder("scope", rf"легков\w+ {_CARS}", lambda m: Scope((Segment.KEI_PASSENGER,))),
    finder("scope", r"\bвантажн\w+", lambda m: Scope((Segment.KEI_TRUCK,), sure=False)),
    finder("scope", r"\bлегков\w+", lambda m: Scope((Segment.KEI_PASSENGER, Segment.REGISTERED), sure=False)),
    finder(
        "scope",
        r"\b(?:звичайн\w+|більш(?:их|і|ими)) (?:авто\b|автомобіл\w+|машин\w*)",
        lambda m: Scope((Segment.REGISTERED,)),
    ),
    finder("scope", rf"\b(?:ринок |ринку |продажі |сегмент\w* )?{_CARS}", lambda m: Scope(_KEI)),
    finder(
        "scope",
        r"\b(?:усіх|всіх) (?:нових )?(?:авто|автомобіл\w+|машин)\b|загальн\w+ (?:рейтинг\w*|залік\w*)|"
        r"японськ\w+ авторинк\w+|нових авто в японії",
        lambda m: Scope((Segment.ALL,)),
    ),
)
_UP = (
    r"зрос\w*|зріс|збільши\w*|виріс|виросл\w*|підвищи\w*|приріст\w*|додав\w*|додал\w*|підскочи\w*|"
    r"підня\w*|стрибн\w*|зростанн\w*|плюс"
)
_DOWN = (
    r"впа\w+|падінн\w*|зменши\w*|скороти\w*|знизи\w*|зниженн\w*|спад\w*|просіл\w*|просів|втрати\w*|"
    r"мінус|скороченн\w*|утрат\w*"
)

WORDS = Words(
    finders=(
        *_RUNS,
        *_PLACES[:5],
        *_PERIODS,
        *_PLACES[5:],
        finder(
            "multiple",
            rf"(?:\b(?P<rel>{_REL})\s+)?\b(?P<word>удвічі|вдвічі|подво\w+|утричі|втричі|потро\w+|"
            rf"вчетверо|учетверо|вполовину|наполовину)(?:\s+(?:більше|вище|(?P<less>менше|нижче)))?",
            _multiple,
        ),
        *_SCOPES,
        finder("quantity", _QUANTITY, _quantity),
        *_ORDERS,
        finder(
            "stranger",
            r"(?-i:\b[A-Z][A-Za-z]+ [A-Z][\w-]+|\b[A-Z][a-z]{2,})(?= (?:продав|прода|розій|посі|із|з|знайш)|: \d|"
            r" \(\d)",
            lambda m: True,
        ),
        finder("thing", r"\b(?:ц(?:я|ієї|ю) модел\w+|ц(?:ей|ього) автомоб\w+)", lambda m: True),
        finder(
            "pair",
            r"\b(?:перш(?:а|ий)|(?P<last>друг(?:а|ий)|останн(?:я|ій)))(?= (?:прода|знайш|розій))",
            lambda m: bool(m["last"]),
        ),
        finder("company", r"\bкомпані[яїю]\b|\bавтовиробник\w*\b", lambda m: True),
    ),
    secondary=re.compile(
        r"\b(?:випереди\w+|випереджа\w+|обійш\w+|обігна\w+|перевершил\w+|попереду|перед|поступи\w+ся|"
        r"позаду|слідом за|ніж|за|від|проти|з-за|близнюк\w*|аналог\w*|конкурент\w*|суперник\w*|"
        r"порівняно з)\s+['\"]?$",
        _I,
    ),
    secondary_after=re.compile(r"(?!)"),
    after=re.compile(rf"\s*(?:{_UNITS})?\s*(?:(?:моделі|нових|автомобілів|автомобілі|авто|для|за)\s+)*['\"]?", _I),
    place_after=re.compile(
        r"(?:\s*(?:місце|повернула собі|повернув собі|посіла|посів|посідає|стала|став|знову|теж|був|"
        r"була|йде|дісталося|дісталось|у|в|серед кей-карів|серед кей-кар\w*|за|отримала|зайняла|зайняв|"
        r"здобула|утримала|утримує|належить|серед японських мінікарів|-|:|\)|\.|листопада|жовтня|"
        r"грудня|січня|року|20\d\d))*\s*['\"]?",
        _I,
    ),
    close=re.compile(
        r"['\"]?\s*(?:[:(=\t|]|,?\s*(?:із|з|зі|має|мав|мала|продала|продав|отримав|отримала|показала|"
        r"показав|знайшла|набрала|розійшлася|розійшовся|було|склали|становили|досягли?|до|за "
        r"результатом|із результатом|з результатом|реалізувала))?\s*(?:лише |усього |всього |рівно |"
        r"результатом |продажами |показником |накладом )*\(?\s*",
        _I,
    ),
    either=re.compile(r"['\"]?\s*(?:із|з|зі)\s+", _I),
    base=re.compile(
        r"(?:\bніж|\bпорівняно (?:з|із)|\bу порівнянні (?:з|із)|\bпроти|\bвід|\bщодо|\bдо|\bвідносно|"
        r"\bрівня)(?:\s+(?:у|в|за|показник\w*|рівн\w*|результат\w*))*\s*$",
        _I,
    ),
    relative=re.compile(r"['\"]?,?\s*(?:як(?:а|ий|е|і|ої|ого))\b", _I),
    throughout=re.compile(r"(?!)"),
    within=re.compile(r"\b(?:у|в|за|протягом)\s+$", _I),
    goes_on=re.compile(r"\s*,?\s*(?:коли|де)\b", _I),
    base_follows=True,
    base_after=re.compile(r"(?!)"),
    local=re.compile(rf"\s*(?:{_UNITS})?\s*(?:було |продано |зареєстровано )*(?:у|в|за)?\s*\(?", _I),
    apart=re.compile(r"\bна\s+(?:лише |цілих )?$", _I),
    whole=re.compile(r"\s*(?:авто )?(?:із|з)\s+(?:усіх )?", _I),
    lead=re.compile(r"\s*(?:було |-|:|\()?\s*(?:продано |зареєстровано |на )?", _I),
    rises=re.compile(rf"\b(?P<up>{_UP})\b|\b(?P<down>{_DOWN})\b", _I),
    rises_after=re.compile(
        r"\s*(?:(?P<up>більше|вище|краще|зростання|приросту|вгору)|(?P<down>менше|нижче|гірше|падіння|спаду|"
        r"вниз))\b",
        _I,
    ),
    signs={"up": 1, "down": -1},
    by=re.compile(r"\s+(?:на\s+|ще на\s+)", _I),
    near=re.compile(r"['\")]?\s*(?:,|\(|на|-)?\s*", _I),
    to=re.compile(r"\bдо\s+$", _I),
    from_=re.compile(r"\b(?:з|від|після|порівняно з|ніж)\s+$", _I),
    share=re.compile(r"частк\w+|\bринку\b|\bусіх\b|\bвсіх\b", _I),
    of_base=re.compile(r"\s*(?:від|торішнього|минулорічного|рівня)\b", _I),
    no_sales=re.compile(
        r"план\w*|ціл[ьі]\b|прогноз\w*|очіку\w*|виробництв\w*|вироби\w+|експорт\w*|відкли\w+|у світі|"
        r"світов\w+|на місяць|щомісяц\w*|в середньому|з моменту (?:запуску|появи)|загалом із|всього з\b|"
        r"минул\w+ тиж\w+|"
        r"минул\w+ раз\w*|"
        r"усього з\b|вживан\w+|акці[їйя]\w*|коштує|ціна|ціни|розрив|різниц\w+|має намір|сподіва\w*|у (?:Китаї|США|"
        r"Європі|Індії|Токіо)",
        _I,
    ),
    doubtful=re.compile(r"\b(?:не|якби|якщо|нібито|помилково|чутк\w+)\b", _I),
    maker_link=re.compile(
        r"(?:-?івськ\w+|івськ\w*)?\s+(?:(?:нов\w+|маленьк\w+|популярн\w+|компактн\w+|модель|"
        r"кей-кар)\s+){0,2}['\"]?",
        _I,
    ),
    maker_after=re.compile(r"['\"]?\s*(?:\(|від\s+)", _I),
    maker_part=re.compile(r"\s+(?:продала |продав |реалізувала )?", _I),
    unknown=re.compile(r" (?!Motors?|Corp|Japan)[A-Z][\w-]*"),
    head=re.compile(""),
    articled=re.compile(r"(?!)"),
    articled_after=re.compile(r"(?!)"),
    built=re.compile(r"виробл\w+|виробництва|збирає|будує", _I),
    not_made=re.compile(r"[- ](?:конкурент|суперник|аналог|близнюк)", _I),
    clause=re.compile(r"[;]|,\s+(?:а|але|тоді як|натомість)\b"),
    parallel=re.compile(r"(?!)"),
    joined=re.compile(r"\s*(?:,|та|і|й|,\s*а)\s*['\"]?", _I),
    others=re.compile(r"\s*(?:(?:свого|головного|суперника|конкурента|модель|торішнього|лідера)\s*)*['\"]?", _I),
    margin=re.compile(r"(?!)"),
    margin_after=re.compile(r"['\"]?\s*(?:\([^)]{0,30}\))?\s*(?:лише |усього |тільки )?на\s+(?:лише |усього )?", _I),
    them=re.compile(r"\b(?:таких|з них|їх)\b", _I),
    gap_before=re.compile(r"\b(?:різниц\w+|розрив\w*|переваг\w+|відрив\w*)[^.;,\d]{0,30}$", _I),
    versus=re.compile(r"\s*(?:авто |машин )?(?:проти|до)\s+", _I),
    until=re.compile(r"\b(?:до того|доти|раніше|перед тим)\b", _I),
    legend=re.compile(r"\bдужках\b", _I),
    run_break=re.compile(r"зрост\w*|падін\w*|спад\w*", _I),
)
