"""Japanese wordings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from yellowplate.facts import Number, Relation, Segment
from yellowplate.read.prose.periods import On, When
from yellowplate.read.prose.tokens import FLAT, Quantity, Run, Scope, Standing, Words, finder

_NUM = r"\d[\d,]*(?:[.・]\d+)?(?:[億万千](?:\d[\d,]*(?:[.・]\d+)?)?)*"
_PIECE = re.compile(r"(\d[\d,]*(?:[.・]\d+)?)([億万千]?)")
_POWER = {"億": 8, "万": 4, "千": 3, "": 0}
_KANJI = "一二三四五六七八九十"
_COUNT = rf"(?:\d{{1,3}}|[{_KANJI}])"
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925}
_YEAR = r"(?:(?P<year>(?:19|20)\d{2})年|(?P<era>令和|平成|昭和)(?P<nth>\d{1,2}|元)年|(?<!\d)'?(?P<short>[0-4]\d)年)"
_REL_YEAR = r"(?P<rel>同じ年|昨年|去年|前年|今年|ことし|本年|同年|一昨年)"
_KEI = (Segment.KEI, Segment.KEI_PASSENGER)


def number(text: str) -> Number:
    """The printed number with its rounding: 1万6千 is known to the thousand."""
    total, exponent = Number(0), 0
    for digits, power in _PIECE.findall(text):
        plain = digits.replace(",", "").replace("・", ".")
        piece = Number.parse(plain)
        exponent = piece.exponent + _POWER[power]
        value = total.value + piece.value * 10 ** _POWER[power]
        total = Number(int(value / 10**exponent) if exponent > 0 else int(value * 10**-exponent), exponent)
    return total


def _count(text: str) -> int:
    return int(text) if text.isdecimal() else _KANJI.index(text) + 1


def _year(match: re.Match[str]) -> int:
    found = match.groupdict()
    if found.get("year"):
        return int(found["year"])
    if found.get("era"):
        return _ERAS[found["era"]] + (1 if found["nth"] == "元" else int(found["nth"]))
    return 2000 + int(found["short"]) if found.get("short") else 0


_SHIFTS = {
    "昨年": (-1, "today"),
    "去年": (-1, "today"),
    "一昨年": (-2, "today"),
    "前年": (-1, "topic"),
    "同年": (0, "topic"),
    "同じ年": (0, "topic"),
}


def _relative(match: re.Match[str]) -> tuple[int, str]:
    word = match.groupdict().get("rel")
    return _SHIFTS.get(word, (0, "today")) if word else (0, "")


def _month(match: re.Match[str]) -> When:
    shift, of = _relative(match)
    last = int(match.groupdict().get("last") or 0)
    year = int(match.groupdict().get("until") or 0) or _year(match)
    return When("span" if last else "month", int(match["month"]), year, last, shift, of)


def _day(match: re.Match[str]) -> On:
    found = match.groupdict()
    shift, of = _relative(match)
    part = {
        "末": "end",
        "下旬": "late",
        "上旬": "early",
        "初め": "early",
        "初旬": "early",
        "中旬": "mid",
        "半ば": "mid",
        "頭": "early",
    }
    month = int(found.get("month") or 0)
    return On(
        int(found.get("day") or 0), month, _year(match), part.get(found.get("part") or "", ""), shift if of else None
    )


def _fixed(kind: str, shift: int = 0, of: str = "") -> Callable[[re.Match[str]], When]:
    return lambda match: When(kind, shift=shift, of=of)


def _half(match: re.Match[str]) -> When:
    shift, of = _relative(match)
    fiscal = match["fiscal"]
    which = 1 if match["half"] in ("上", "前") else 2
    return When("fiscal half" if fiscal else "half", 0, _year(match), which, shift, of)


_WHEN = r"(?:(?:(?:19|20)?\d{2}年度?)?の?(?:1[0-2]|0?[1-9])月|(?:19|20)?\d{2}年度?|[上下]半期)"
_MONTH = r"(?P<month>1[0-2]|0?[1-9])月"
_PERIODS = (
    finder(
        "base",
        r"対?(?:前年|昨年|前年度)(?:の?同月|の?同期|度)?の?(?:実績)?(?:比|対比|同期比)(?!率)|昨対|対前年",
        _fixed("year before"),
    ),
    finder("base", r"対?(?:前月|先月)(?:対)?比(?!率)|対前月", _fixed("before")),
    finder(
        "base",
        r"(?<![一-龠])同(?:比)?(?=\s*(?:約|\+|-|▲|△|プラス|マイナス)?\d[\d.・]*\s*(?:%|倍|割|ポイント))",
        _fixed("ditto"),
    ),
    finder("date", rf"(?:{_YEAR}|{_REL_YEAR}の?)?\s*(?<!\d){_MONTH}(?P<day>[0-3]?\d)日", _day),
    finder("date", r"(?:同月|同じ月の)(?P<day>[0-3]?\d)日", _day),
    finder("date", r"(?<!\d)(?P<year>20\d\d)[/.-](?P<month>\d{1,2})[/.-](?P<day>\d{1,2})(?!\d)", _day),
    finder(
        "part", rf"(?:{_YEAR}|{_REL_YEAR}の?)?\s*(?<!\d){_MONTH}(?P<part>末|下旬|上旬|初め|初旬|中旬|半ば|頭)", _day
    ),
    finder("period", r"(?:前年|昨年|前年度)(?:の|度の)?(?:同月|同期)|前年同(?:月|期)|前年度", _fixed("year before")),
    finder(
        "period",
        rf"(?:{_YEAR}(?:の|度)?|{_REL_YEAR}の?)?\s*(?<![\d/])(?P<month>1[0-2]|0?[1-9])月?\s*(?:[~-]|"
        rf"から)\s*(?:(?P<until>(?:19|20)\d{{2}})年)?(?P<last>1[0-2]|[1-9])月(?:期|累計|まで)?(?!\d)",
        _month,
    ),
    finder("period", rf"(?:{_YEAR}|{_REL_YEAR}の?)?(?P<fiscal>度)?の?\s*(?P<half>[上下前後])(?:半期|期)", _half),
    finder("period", rf"(?:{_YEAR}|{_REL_YEAR}の?)\s*{_MONTH}(?:度|分|期|単月)?(?!間)", _month),
    finder("period", r"(?<![\d/.])(?P<year>20\d\d)[/.-](?P<month>0[1-9]|1[0-2])(?![\d/])", _month),
    finder("period", r"(?:前月|前の月)(?!比)", _fixed("before")),
    finder("period", r"翌年(?!度)", _fixed("year after")),
    finder("period", r"翌月", _fixed("after")),
    finder("period", r"先月", _fixed("last month")),
    finder("period", r"今月", _fixed("this month")),
    finder("period", r"同(?:月|期|年度?)", _fixed("same")),
    finder("period", rf"{_YEAR}(?:度)(?:通期|累計|通年)?", lambda m: When("fiscal", year=_year(m))),
    finder("period", r"昨年度", _fixed("fiscal", -1, "today")),
    finder("period", r"今年度|本年度", _fixed("fiscal", 0, "today")),
    finder(
        "period",
        r"(?:年初|年明け|1月)から(?:の累計|(?P<last>\d{1,2})月まで(?:の累計)?)",
        lambda m: When("span", 1, 0, int(m["last"])) if m["last"] else When("so far", of="topic"),
    ),
    finder("period", rf"(?<![\d/.]){_MONTH}(?:度|分|単月)?(?!間|額|\d)", _month),
    finder(
        "period",
        rf"{_YEAR}(?:の年間|通年|暦年|\(暦年\)|年間)?(?!連続|ぶり|間|以上|目|前|後|型|式|で(?:\d|首位)|[^\d]?代)",
        lambda m: When("year", year=_year(m)),
    ),
    finder("period", r"(?:昨年|去年)(?:1年間|通年)?", _fixed("year", -1, "today")),
    finder("period", r"(?:今年|ことし|本年)", _fixed("year", 0, "today")),
    finder("period", r"前年", _fixed("year before")),
    finder("period", r"(?<![一-龠\d])年度(?=首位|トップ|王者|1位|最多|販売)", _fixed("fiscal")),
    finder("period", r"(?<![一-龠\d])(?:年間|通年)(?=首位|トップ|王者|1位|最多|販売)", _fixed("year")),
)

_BEFORE = {
    "約": Relation.ABOUT,
    "およそ": Relation.ABOUT,
    "ほぼ": Relation.ABOUT,
    "おおむね": Relation.ABOUT,
    "ざっと": Relation.ABOUT,
}
_AFTER = {
    Relation.OVER: "超 以上 強 余り 余 あまり を超え を突破 を上回 オーバー に上 を優に超え",
    Relation.UNDER: "弱 未満 割れ 以下 を割 を下回 に満たな に届かな 足らず",
    Relation.ABOUT: "近く 前後 程度 ほど 程 内外 に迫",
}
_RELATION = {word: relation for relation, words in _AFTER.items() for word in words.split()}
_REL_AFTER = "|".join(sorted(_RELATION, key=len, reverse=True))
_OTHER = (
    r"円|ドル|ユーロ|キロ|km|㎞|mm|ミリ|cm|センチ|cc|メートル|m(?![a-z])|馬力|PS|ps|kW|kg|Nm|リットル|"
    r"L(?![a-z])|年|カ月|か月|月|"
    r"日|時間?|週間?|分|秒|人|名|社|店|拠点|工場|"
    r"車種|モデル|代目?|世代|種類|色|グレード|席|人乗り|ドア|都道府県|カ国|か国|次|回|倍速|番|号|歳|ページ|つ|"
    r"本|個|件|票|点(?!差)|段|速|世帯|枚|位"
)
_QUANTITY = (
    rf"(?P<before>{'|'.join(_BEFORE)}|わずか|計|合計)?(?P<sign>(?<!\d)[+±▲△-]|プラス|"
    rf"マイナス)?(?<![\d.,A-Za-z])(?<!\d-)(?P<num>{_NUM})(?!-\d)\s*"
    rf"(?:(?P<pct>%|パーセント)(?P<points>ポイント)?|(?P<pt>ポイント|pt)|(?P<times>倍)|"
    rf"(?P<tenths>割)(?P<tenth>\d分)?|(?P<orders>台(?=(?:以上|超|余り|近く)?の?(?:を|の)?(?:予約|先行)?(?:受注|"
    rf"注文)(?!停止)))|"
    rf"(?P<units>台)(?!数|目|当たり|/月)|(?P<other>{_OTHER}))?"
    rf"(?P<after>{_REL_AFTER})?"
)
_SIGNS = {"+": 1, "プラス": 1, "-": -1, "▲": -1, "△": -1, "マイナス": -1}
_ROUND = 1000


def _quantity(match: re.Match[str]) -> Quantity | None:
    found = match.groupdict()
    value = number(found["num"])
    unit = _unit_of(found)
    if unit == "times":
        value = Number(value.digits, value.exponent + 2)
    elif found["tenths"]:
        value = Number(
            value.digits * 10 + int(found["tenth"][0]) if found["tenth"] else value.digits,
            value.exponent + (0 if found["tenth"] else 1),
        )
    relation = _BEFORE.get(found["before"] or "", Relation.EQUAL)
    after = found["after"] or ""
    round_number = unit != "units" or value.exponent >= 3 or value.digits % _ROUND == 0 or not after.startswith("を")
    if after and round_number:
        relation = _RELATION[after]
    sign = _SIGNS.get(found["sign"] or "", 0)
    return Quantity(value, unit, relation, sign, found["other"] or "")


def _unit_of(found: dict[str, str | None]) -> str:
    if found["other"]:
        return "other"
    if found["points"] or found["pt"]:
        return "points"
    if found["pct"] or found["tenths"]:
        return "percent"
    return next((unit for unit in ("times", "orders", "units") if found[unit]), "bare")


_MULTIPLES = {
    "倍増": (Number(2, 2), Relation.ABOUT),
    "半減": (Number(50), Relation.ABOUT),
    "半分": (Number(50), Relation.ABOUT),
    "3分の1": (Number(33), Relation.ABOUT),
}


def _multiple(match: re.Match[str]) -> Quantity:
    value, relation = _MULTIPLES[match["word"]]
    if match["less"]:
        relation = Relation.UNDER
    return Quantity(value, "times", relation, 0, "multiple")


def _of_last_year(relation: Relation) -> Quantity:
    return Quantity(Number(100), "percent", relation, 0, "year")


def _standing(match: re.Match[str]) -> Standing:
    text = match["no"]
    return Standing(int(text) if text.isdecimal() else _KANJI.index(text) + 1)


_PLACES = (
    finder(
        "gone",
        r"(?:首位|トップ|\d+位)(?:だった(?=[^。、]?[A-Zァ-ヴ一-龠「])|争い|グループ)|[2２二]位(?:に|と|"
        r"を)(?=[^。、]{0,14}(?:差|引き離|"
        r"上回|抑))",
        lambda m: True,
    ),
    finder("place", r"[①-⑳]", lambda m: Standing(int(unicodedata.numeric(m[0])), follows=True)),
    finder(
        "place",
        r"(?m)^[ \t]*(?P<no>\d{1,2})(?!:[^\n\d]{2,14}[とはがのなも](?! *\d))(?:[.):|\t ]+|(?=[ァ-ヴA-Z「]))"
        r"(?![\d,.]|日(?!産)|[年月台位%万千代種])",
        lambda m: Standing(int(m["no"]), follows=True),
    ),
    finder("gap", r"(?:首位|1位|トップ)(?:と|との)2位(?:との)?(?:の)?差", lambda m: True),
    finder(
        "gone",
        r"(?:首位|トップ|1位|王座)(?:の座)?(?:から(?:陥落|転落|後退|\d+位)|陥落|転落|を(?:明け渡|譲|逃|失|"
        r"奪われ|守れ)|争い|奪還(?:は|な)なら|に(?:あと)?(?:[\d,.万]+台(?:差)?(?:に?まで|に)?)?迫)",
        lambda m: True,
    ),
    finder("gone", r"(?:トップ|ベスト|上位)\s*(?:\d+|テン|スリー|ファイブ)(?!位)", lambda m: True),
    finder(
        "gone",
        r"\d+(?:カ月|か月|年|期)(?:連続|ぶり)(?:の|で|に)?(?=前年|プラス|マイナス|増|減|拡大|縮小|伸び)",
        lambda m: True,
    ),
    finder(
        "place",
        rf"(?<!\d)(?P<no>\d{{1,2}}|[{_KANJI}])(?:位|番目(?=[はがに、の])|番手)(?!以|まで|内|グループ|(?:との|の)差)",
        _standing,
    ),
    finder("ever", r"(?:過去|史上)最(?:高|多|大|低)|新記録|最高記録", lambda m: Standing(1, ever=True)),
    finder(
        "place",
        r"首位(?!の常連|争い|候補)|トップ(?!の常連|争い|クラス|レベル|グレード|メーカー|バッター|モデル)|王座|ベストセラー(?:カー)?|"
        r"ナンバーワン|[NＮ]o\.?\s?1(?!\d)|最量販車|最も(?:多く)?売れた|"
        r"(?:一番|いちばん)売れた|王者(?=に|の座|は|が|、|だ|で)|先頭",
        lambda m: Standing(1),
    ),
)
_RUNS = (
    finder(
        "run",
        rf"(?P<count>{_COUNT})(?P<unit>カ月|か月|ヶ月|箇月|年度?)(?P<how>連続|ぶり|続けて|間(?=.{{0,6}}(?:首位|トップ|"
        rf"1位)))(?:の|で|に|となる|して)?",
        lambda m: _run(m),
    ),
)


def _run(match: re.Match[str]) -> Run:
    unit = "years" if match["unit"].startswith("年") else "months"
    return Run("back after" if match["how"] == "ぶり" else "for", _count(match["count"]), unit)


_ORDERS = (
    finder(
        "order",
        r"(?:を|に)?(?:抑え|押さえ|かわ(?:し|す)|逆転|引き離|突き放|差をつけ|差を付け|差で上回|上回|凌(?:ぎ|ぐ)|"
        r"しの(?:ぎ|ぐ)|破(?:り|っ)|退け|追い抜|"
        r"抜(?:い|き)|リード)",
        lambda m: Relation.OVER,
    ),
    finder(
        "order",
        r"(?:に)?(?:次ぐ|次い|続い|続く|及ばず|及びません|及ばな|届かず|届きません|届かな|敗れ|抜かれ|"
        r"差をつけられ|差で下回|下回|迫(?:る|り|った)|離され)",
        lambda m: Relation.UNDER,
    ),
)
_SCOPES = (
    finder(
        "scope",
        r"登録車を含[むめ]た?(?:全車種|全体|総合)?|登録車(?:と軽(?:自動車)?|も)(?:を合わせた|含む|"
        r"含めた)?(?:全体|合計)?|全車種|総合(?=ランキング|順位|で|"
        r"首位|\d+位|トップ)|新車販売全体|国内新車販売(?:台数)?(?:全体)?|国内の新車販売(?:台数)?|"
        r"軽(?:自動車)?を含む(?:全体|総合|新車)?|全体市場|市場全体|(?<!軽)乗用車全体|(?:両者|双方)を(?:合わせた|足した)(?:全体|合計|新車販売)?",
        lambda m: Scope((Segment.ALL,)),
    ),
    finder(
        "scope",
        r"軽(?:四輪)?貨物車?|軽商用車|軽トラック|(?<!軽)(?:貨物車?|商用車)(?=は|が|も|の|で|\d|、|を|合計|に限|のみ|\()",
        lambda m: Scope((Segment.KEI_TRUCK,)),
    ),
    finder("scope", r"軽(?:四輪)?乗用車?", lambda m: Scope((Segment.KEI_PASSENGER,))),
    finder(
        "scope",
        r"(?<!軽)(?<!四輪)乗用車(?=は|が|も|の|で|だけ|だった|、|に|合計|\()",
        lambda m: Scope((Segment.KEI_PASSENGER, Segment.REGISTERED), sure=False),
    ),
    finder(
        "scope",
        r"(?<![一-龠ァ-ヴー車])全体(?=で|は|の)",
        lambda m: Scope((Segment.KEI, Segment.KEI_PASSENGER, Segment.ALL), sure=False),
    ),
    finder("scope", r"(?:軽(?:自動車|四輪車?)?の?)?総台数", lambda m: Scope((Segment.KEI,))),
    finder("scope", r"登録車(?!を含|と軽|も含)", lambda m: Scope((Segment.REGISTERED,))),
    finder(
        "scope",
        r"軽自動車(?!税|協会|検査)(?:の?(?:新車)?(?:販売|届出|届け出)(?:台数|総数)?)?(?:全体|合計|市場)?|"
        r"軽四輪車?(?!総台数)|"
        r"(?<![手足])軽(?=全体|総台数|市場|販売|の|は|が|で|車名別|ランキング|新車|トップ|首位|\d+位|、|1位|首|"
        r"に|\()(?:全体|総台数|市場|"
        r"販売(?:台数)?|新車販売(?:台数)?)?|Kカー",
        lambda m: Scope(_KEI),
    ),
)

WORDS = Words(
    finders=(
        *_PLACES[:7],
        *_RUNS,
        finder("multiple", r"横ばい", lambda m: FLAT),
        finder(
            "multiple",
            r"前年(?:同月|同期|度)?(?:実績)?(?:割れ|を(?:割り込|割っ))",
            lambda m: _of_last_year(Relation.UNDER),
        ),
        finder("multiple", r"前年(?:同月|同期|度)?(?:実績)?(?:超え|を超え)", lambda m: _of_last_year(Relation.OVER)),
        *_PERIODS,
        finder("multiple", r"(?P<word>倍増|半減|半分|3分の1)(?P<less>以下|未満)?", _multiple),
        *_PLACES[7:],
        *_SCOPES,
        finder("quantity", _QUANTITY, _quantity),
        *_ORDERS,
        finder(
            "stranger",
            r"[「『](?!シェア|トップ)[ァ-ヴーA-Z][ァ-ヴーA-Za-z0-9 ・-]{1,14}[」』](?=[はがもで(の])|"
            r"(?<![ァ-ヴー])(?!シェア|トップ|メーカー|"
            r"グループ|ランキング|ブランド|マイナス|プラス|シリーズ|トラック|ワゴン|セダン|コンパクト|ピーク|"
            r"ボリューム)[ァ-ヴー]{3,}(?=[はがも(](?:約)?\d[\d,万]*台)",
            lambda m: True,
        ),
        finder("thing", r"同(?:車種?|モデル)(?!の?比)|(?:この|その)(?:車|モデル|クルマ)", lambda m: True),
        finder("pair", r"(?P<which>前|後)者(?=[はがも])", lambda m: m["which"] == "後"),
        finder("company", r"同社|同メーカー", lambda m: True),
    ),
    secondary=re.compile(
        r"(?:ライバル(?:の|である)|兄弟車(?:の|である)|姉妹車(?:の|である)|ベースの|対抗する)[「『\"]?$"
    ),
    secondary_after=re.compile(
        r"[」』\"】)]*(?:シリーズ)?(?:\([^)]{0,30}\))?(?:を(?!除)|に(?!は|も|つい|よ)|より|との|"
        r"とは(?=[^。、]{0,4}\d)|と比べ|にも(?:迫|及)|の兄弟車|"
        r"の姉妹車|"
        r"をベース|からは?(?:首位|トップ|1位|王座)?を?奪)"
    ),
    after=re.compile(
        r"(?:を(?:販売|売り上げ|記録|届け出|登録|達成|マーク|獲得)(?:した|する|た)|売れた|の|に達した|となった|"
        r"を売った|だった)(?:の[がは])?(?:[「『\"])?"
    ),
    place_after=re.compile(
        r"(?:タイ)?\s*(?:[:.|)\t\s・=]|は(?:引き続き|前月に続き|同じく|やはり|もちろん)?|には?|の(?:車は)?|"
        r"に立ったのは|となったのは|だったのは|"
        r"に入ったのは|に輝いたのは|を獲得したのは|が)*(?:新型)?[「『\"]?"
    ),
    close=re.compile(
        r"[」』\"】]*(?:シリーズ|カスタム)?\s*(?:[(\[|:、,\t=]|は|が|も|の|で(?:は|も)?|だけで|には|\s|-|・{2,}|"
        r"…)*(?:合計|計|単独で|"
        r"販売(?:台数)?(?:は|が)|届出台数は|新車販売(?:台数)?(?:は|が)|台数は|実績は|国内で|国内販売(?:台数)?は)?\s*"
    ),
    either=re.compile(r"(?!)"),
    base=re.compile(r"(?!)"),
    relative=re.compile(r"(?!)"),
    throughout=re.compile("(?!)"),
    within=re.compile(r"(?!)"),
    goes_on=re.compile(r"(?!)"),
    base_follows=False,
    base_after=re.compile(
        rf"(?:の?実績)?(?:の?{_NUM}台)?(?:\([^)]*\))?(?:の実績|の水準|の数字|同月|実績)?(?:と|に)?(?:比べ|比較|"
        rf"対し)|(?:比|"
        rf"対比)(?!率)|まで(?=[^。、]{0, 6}(?:連続|続けて|(?:月|年)間)|の?(?:首位|トップ|1位|勝者|王者|覇者))|"
        rf"を[^。]{{0,14}}(?:上回|下回|割|超え)|より|(?:の?(?:{_NUM})台)?(?:\({_NUM}台\))?から(?!始|発売|\d+月|"
        rf"の(?:累計|受))|並み|に対し"
    ),
    local=re.compile(r"\s*\(\s*"),
    apart=re.compile("(?!)"),
    whole=re.compile("(?!)"),
    lead=re.compile(r"(?:の|は|が|には?|:|\s|実績|\(|販売(?:台数)?|台数|単月|時点|=|に)*"),
    rises=re.compile(r"(?P<up>(?!))|(?P<down>(?!))"),
    rises_after=re.compile(
        rf"(?: |の|と|も|ほど|程度|近い|近く|大幅に|大きく|もの|、|大幅な?|小幅な?|に|微(?=[増減])|"
        rf"\((?:{_NUM})%\)|\))*(?:(?P<up>増|プラス|アップ|上昇|伸び|上回|"
        rf"多[いくか]|"
        r"高[いくか]|拡大|成長|上乗せ|改善|急増|up|UP|超過)|"
        r"(?P<down>減|マイナス|ダウン|低下|下回|落ち|少な|下落|縮小|割り込|割れ|down|DOWN|後退|沈|落とし))"
    ),
    signs={"up": 1, "down": -1},
    by=re.compile(r"(?!)"),
    near=re.compile(r"[」』\"]?\s*(?:\(|が|は|の|も|、)*"),
    to=re.compile(r"(?!)"),
    from_=re.compile(r"(?!)"),
    share=re.compile(r"シェア|占有率|占め|構成比|比率|割合"),
    of_base=re.compile(r"(?:の水準|に相当|にとどま|だった|となった|の(?:実績|規模))"),
    no_sales=re.compile(
        r"目標|計画|予定|見込|予想|見通し|(?<!\d)月販|先週|前週|先日|昨日|アクセス|来場|来店|月間(?!販売台数)|"
        r"月平均|平均|生産|輸出|リコール|世界|海外|グローバル|米国|中国|インド|"
        r"(?<![月期年度])(?<!からの)累計(?!受注|の受注)|"
        r"累積|発売以来|登場以来|在庫|中古車|価格|保有|"
        r"最大|定員|先代|1日当たり|都内|東京都|販売店|差は|差が|の差|^\s*の?大?差|対象|電動車|電気自動車の"
    ),
    doubtful=re.compile(r"もし|仮に|噂|うわさ|誤って|とされていたが|ならば"),
    maker_link=re.compile(
        r"(?:製|社|自動車|自工|が(?:生産|製造)する)?(?:の|・|:|\s|\t)*(?:新型|軽乗用車|軽自動車|"
        r"軽スーパーハイトワゴン|スーパーハイトワゴン|軽ワゴン|軽|"
        r"主力車?|人気車?|電気自動車|EV|看板車種?|最量販車種?)*\s*[「『\"'(]*"
    ),
    maker_after=re.compile(r"[」』\"]?\s*(?:\(|\[|\t|【)"),
    maker_part=re.compile(
        rf"(?:全体)?(?:の|[、は](?={_WHEN}))?(?:{_WHEN}の)?(?:国内)?(?:新車)?",
    ),
    unknown=re.compile(
        r"(?:の|・|\s)?(?:新型)?(?:[「『][ァ-ヴーA-Za-z0-9 ・-]{2,14}[」』]|(?!シェア|グループ|ディーラー|"
        r"ブランド|メーカー|トップ|モデル|ユーザー|"
        r"ファン|ラインアップ|オーナー|カラー|マイナス|プラス|"
        r"ランキング)[ァ-ヴー]{2,}(?=(?:シリーズ)?(?:[はがもで(:、]|\s)))"
    ),
    head=re.compile(""),
    articled=re.compile("(?!)"),
    articled_after=re.compile("(?!)"),
    built=re.compile("製|生産|製造"),
    not_made=re.compile(r"[」』\"]?の?(?:ライバル|対抗|兄弟車|姉妹車|キラー|競合)|をベース"),
    clause=re.compile(r"一方で?[、は]|;"),
    parallel=re.compile(r"[、,と]+(?:に?比べ)?(?:より|から|に対し|比)?(?:は|も|で)?"),
    joined=re.compile(r"\s*(?:[、,・/]|と|や|および|、そして|、続いて)\s*[「『\"]?"),
    others=re.compile(r"(?!)"),
    margin=re.compile(r"(?:の?(?:大)?差(?:を?つけ|を付け|で|まで)?|も|の大差で|ほど|差)*(?:を|に)?"),
    margin_after=re.compile(r"(?!)"),
    gap_before=re.compile(
        r"(?:の|両車の|その|、|。|\s|^)?差は?(?:、|わずか|約|およそ|およそ|たったの?)*$|差[がは](?:、|わずか|約)*$"
    ),
    gap_after=re.compile(r"の?(?:僅|大|小)?差(?!別|額)|(?:しか|だけ)?違(?:わ|い|う)"),
    legend=re.compile(r"(?:\([ \u3000]*\)|カッコ|かっこ|括弧)内[は:]"),
    holder=re.compile("(?:を|は)[「『]?"),
    over=re.compile(
        r"(?:首位|トップ|1位)?(?:の座)?(?:だった|を(?:守って|維持して|保って|続けて)(?:きた|いた))(?:が|ものの|"
        r"けれど|[A-Zァ-ヴ一-龠「])"
        "|(?:首位|トップ|1位)[^。、]{0,6}(?:途切れ|ストップ|止ま)"
    ),
    others_before=re.compile(
        rf"[」』\"】)]*(?:シリーズ)?(?:\([^)]{{0,30}}\))?(?:の(?:約)?{_NUM}台)?(?:を|に|より|との差を?)?(?:も|"
        rf"わずか|約|"
        rf"およそ|、|さらに)*(?:{_NUM}台)?(?:の?(?:大|僅)?差(?:で|を|)?|も|ほど|の大差で|差をつけて?)*"
    ),
    topic=re.compile(r"[」』\"]?(?:\([^)]{0,30}\))?(?:は|が|では)"),
)
