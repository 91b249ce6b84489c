"""The words in which claims are told back, in the language of the article they stand in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Phrases:
    """What is said of a value: `{n}` is a number, `{base}` the months it is compared with, `{of}` a part of the market.

    `signs` are the signs between thousands and before decimals, `relations` the words around a value, `happened` what
    takes place on a day.
    """

    signs: tuple[str, str]
    units: str
    change: tuple[str, str]
    same: str
    against: str
    times: str
    percent_of: str
    cars: tuple[str, str]
    points: tuple[str, str]
    share: str
    place: str
    bare_place: str
    runs: dict[str, str]
    counted: dict[str, tuple[str, str]]
    ahead: str
    leads: str
    margin: str
    orders: str
    since: str
    maker: str
    publisher: str
    cause: str
    happened: dict[str, str]
    dimensions: dict[str, str]
    relations: dict[str, str]
    to: str
    or_more: str


EN = Phrases(
    signs=(",", "."),
    units="{n} units",
    change=("{n} % more", "{n} % less"),
    same="as many",
    against="{said} than in {base}",
    times="{n} times {base}",
    percent_of="{n} % of {base}",
    cars=("{n} units more", "{n} units less"),
    points=("{n} points more", "{n} points less"),
    share="{n} % of {of}",
    place="number {n} of {of}",
    bare_place="number {n}",
    runs={"for": "{place} for {run}", "back after": "{place} again after {run}", "ever": "{place} ever"},
    counted={"months": ("{n} month", "{n} months"), "years": ("{n} year", "{n} years")},
    ahead="ahead of {other}",
    leads="{other} ahead",
    margin="{said} by {n}",
    orders="{n} orders",
    since="{said} since {day}",
    maker="a car of {maker}",
    publisher="figures of {body}",
    cause="because of “{words}”",
    happened={
        "show": "shown {day}",
        "launch": "launched {day}",
        "announce": "announced {day}",
        "order": "open to orders {day}",
        "stop": "stopped {day}",
        "resume": "resumed {day}",
    },
    dimensions={"length": "length", "width": "width", "height": "height", "displacement": "engine", "power": "power"},
    relations={"about": "about {said}", "over": "over {said}", "under": "under {said}"},
    to=" to ",
    or_more="{said} or more",
)

JA = Phrases(
    signs=(",", "."),
    units="{n}台",
    change=("{n}％増", "{n}％減"),
    same="同数",
    against="{base}比{said}",
    times="{base}の{n}倍",
    percent_of="{base}の{n}％",
    cars=("{n}台増", "{n}台減"),
    points=("{n}ポイント増", "{n}ポイント減"),
    share="{of}の{n}％",
    place="{of}の{n}位",
    bare_place="{n}位",
    runs={"for": "{place}、{run}連続", "back after": "{place}、{run}ぶり", "ever": "{place}、過去"},
    counted={"months": ("{n}カ月", "{n}カ月"), "years": ("{n}年", "{n}年")},
    ahead="{other}より上",
    leads="{other}が上",
    margin="{said}（{n}台差）",
    orders="受注{n}台",
    since="{day}から{said}",
    maker="{maker}の車",
    publisher="{body}の発表",
    cause="要因は「{words}」",
    happened={
        "show": "{day}公開",
        "launch": "{day}発売",
        "announce": "{day}発表",
        "order": "{day}受注開始",
        "stop": "{day}停止",
        "resume": "{day}再開",
    },
    dimensions={"length": "全長", "width": "全幅", "height": "全高", "displacement": "排気量", "power": "出力"},
    relations={"about": "約{said}", "over": "{said}超", "under": "{said}未満"},
    to="～",
    or_more="{said}以上",
)

UK = Phrases(
    signs=("\u00a0", ","),
    units="{n} авто",
    change=("на {n} % більше", "на {n} % менше"),
    same="стільки ж",
    against="{said}, ніж у {base}",
    times="у {n} раза більше, ніж у {base}",
    percent_of="{n} % від {base}",
    cars=("на {n} авто більше", "на {n} авто менше"),
    points=("на {n} п. п. більше", "на {n} п. п. менше"),
    share="частка {n} % ({of})",
    place="{n} місце ({of})",
    bare_place="{n} місце",
    runs={"for": "{place}, {run} поспіль", "back after": "знову {place} через {run}", "ever": "{place} за весь час"},
    counted={"months": ("{n} міс.", "{n} міс."), "years": ("{n} р.", "{n} р.")},
    ahead="попереду {other}",
    leads="{other} попереду",
    margin="{said} на {n}",
    orders="{n} замовлень",
    since="{said} від {day}",
    maker="авто {maker}",
    publisher="дані {body}",
    cause="через «{words}»",
    happened={
        "show": "показано {day}",
        "launch": "продажі від {day}",
        "announce": "оголошено {day}",
        "order": "замовлення від {day}",
        "stop": "зупинено {day}",
        "resume": "відновлено {day}",
    },
    dimensions={
        "length": "довжина",
        "width": "ширина",
        "height": "висота",
        "displacement": "двигун",
        "power": "потужність",
    },
    relations={"about": "близько {said}", "over": "понад {said}", "under": "менше {said}"},
    to="–",
    or_more="{said} або більше",
)

PHRASES = {"en": EN, "ja": JA, "uk": UK}
