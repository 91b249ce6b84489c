"""Reshape a folder of collected facts into the packaged data.

    python tools/pack.py COLLECTED src/yellowplate/data

COLLECTED holds `reports.csv`, one printed row a line with free-text notes. What the notes say about the count
(preliminary or final, which list a rank belongs to, what is left out, how a ratio was printed, whose text it repeats)
moves into columns of its own; figures are never touched.
"""

from __future__ import annotations

import csv
import re
import sys
from pathlib import Path

from yellowplate.read.addresses import publisher, source_id

Row = dict[str, str]

REPORT_COLUMNS = (
    *("source", "period", "level", "segment", "scope", "maker", "name", "rank", "ranking"),
    *("units", "before", "yoy", "mom", "stage", "note"),
)
SOURCE_COLUMNS = ("id", "url", "kind", "publisher", "voice", "published")

STAGES = (
    (r"final \((?:kakuho|確報)\)|JADA brand workbook \(確報\)|names the final monthly table", "final"),
    (r"preliminary \((?:sokuho|速報)\)", "preliminary"),
)
RANKINGS = (
    (r"(?:printed )?rank (\d+) (?:is )?of all cars", "all"),
    (r"(?:printed )?rank (\d+) (?:is )?among registered cars", "registered"),
    (r"rank (\d+) among kei", "kei-passenger"),
)
# A list that leaves cars out numbers the rest too well; its ranks say nothing.
PARTIAL_LISTS = re.compile(
    r"leaves? out (?:SUVs|Dayz|Tanto|Sienta)|without SUV|merges? sister models|ranking leaves out"
)
VOICES = (
    (r"syndicated clicccar|copy of a clicccar", "clicccar.com"),
    (r"credited to Response", "response.jp"),
    (r"copy of an? Sankei", "sankei.com"),
    (r"copy of an? Asahi", "asahi.com"),
    (r"copy of an? Yomiuri", "yomiuri.co.jp"),
    (r"copy of a Nikkei", "nikkei.com"),
    (r"same wire article as the netdenjd", "netdenjd.com"),
    (r"reprint of CAR and DRIVER", "caranddriver.co.jp"),
)
SCOPES = (
    (r"sub-type: trucks|subclass of kei trucks: pickup", "truck"),
    (r"sub-type: cab-over|subclass of kei trucks: cab-over", "cab-van"),
    (r"sub-type: bonnet|subclass of kei trucks: bonnet", "bonnet-van"),
    (r"ordinary-size passenger", "ordinary"),
    (r"small-size passenger", "small"),
    (r"passenger cars only|maker's passenger cars|excludes commercial", "passenger"),
    (r"includes? Lexus", "with-lexus"),
    (r"own monthly release|Nissan's own split", "own-release"),
    (r"does not say which kinds", "unclear"),
    (r"exclude(?:s)? Move Canbus|counted apart from Move|Dayz alone|outgoing generation", "apart"),
)
SPLIT_OFF = re.compile(r"Yaris Cross and Yaris counted apart|splits SUV bodies off Yaris and Corolla")
NAME_SCOPES = (
    (r"^トラック$", "truck"),
    (r"^キャブオーバーバン$", "cab-van"),
    (r"^ボンネットバン$", "bonnet-van"),
    (r"^普通乗用車$", "ordinary"),
    (r"^小型乗用車$", "small"),
    (r"レクサスを含む|トヨタ\+レクサス", "with-lexus"),
    (r"登録乗用車|乗用車|商用車(?:を)?除く|商用車を除く", "passenger"),
)
TIMES = re.compile(r"ratio printed (?:only )?as (about )?(\d+(?:\.\d+)?)(?:x| times)")
ABOUT = re.compile(r'printed with (?:the word about|an "about" mark)')


def main(collected: Path, data: Path) -> None:
    """Write `sources.csv` and `reports.csv` into `data`."""
    with (collected / "reports.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    sources: dict[str, Row] = {}
    reports: list[Row] = []
    for row in rows:
        source = _source(row, sources)
        report = _report(row, source["id"])
        if report not in reports[-60:]:  # a row collected twice from the same page is one row
            reports.append(report)
    order = {source["url"]: index for index, source in enumerate(sources.values())}
    by_id = {source["id"]: order[source["url"]] for source in sources.values()}
    reports.sort(key=lambda report: by_id[report["source"]])
    _write(data / "sources.csv", SOURCE_COLUMNS, list(sources.values()))
    _write(data / "reports.csv", REPORT_COLUMNS, reports)


def _source(row: Row, sources: dict[str, Row]) -> Row:
    url = row["source_url"]
    source = sources.setdefault(
        url,
        {
            "id": source_id(url),
            "url": url,
            "kind": row["source_kind"],
            "publisher": publisher(url),
            "voice": _first(VOICES, row["note"]) or publisher(url),
            "published": row["published"],
        },
    )
    source["published"] = source["published"] or row["published"]
    return source


def _report(row: Row, source: str) -> Row:
    note = row["note"]
    rank, ranking = row["rank"], ("kei" if row["level"] == "maker" else "kei-passenger") if row["rank"] else ""
    for pattern, segment in RANKINGS:
        if not rank and (match := re.search(pattern, note)):
            rank, ranking = match[1], segment
    if PARTIAL_LISTS.search(note):
        rank = ranking = ""
    yoy = row["yoy_pct"]
    if times := TIMES.search(note):
        yoy = ("~" if times[1] else "") + times[2] + "x"
    return {
        "source": source,
        "period": row["period"],
        "level": row["level"],
        "segment": "all" if row["segment"] == "both" else row["segment"],
        "scope": _scope(row),
        "maker": row["maker_en"],
        "name": row["name_ja"] or row["name_en"],
        "rank": rank,
        "ranking": ranking,
        "units": ("~" if ABOUT.search(note) and row["units"] else "") + row["units"],
        "before": row["prev_month_units"],
        "yoy": yoy,
        "mom": row["mom_pct"],
        "stage": _first(STAGES, note),
        "note": _rest(note),
    }


def _scope(row: Row) -> str:
    if row["level"] == "model" and (
        (SPLIT_OFF.search(row["note"]) and row["name_en"] in ("Yaris", "Corolla")) or "excl." in row["name_en"]
    ):
        return "apart"
    if row["level"] == "model" and "excludes commercial" in row["note"]:
        return ""  # a ranking of passenger cars is what every nameplate ranking is
    scope = _first(SCOPES, row["note"]) or _first(NAME_SCOPES, row["name_ja"])
    # In the kei segments "passenger" is the segment's own name, not a narrower count.
    return "" if scope == "passenger" and row["segment"].startswith("kei") else scope


def _first(rules: tuple[tuple[str, str], ...], text: str) -> str:
    return next((value for pattern, value in rules if re.search(pattern, text)), "")


def _rest(note: str) -> str:
    """The note without what has become a column."""
    known = [pattern for rules in (STAGES, RANKINGS) for pattern, _ in rules]
    parts = [part for part in note.split("; ") if not any(re.fullmatch(f"(?:{pattern})", part) for pattern in known)]
    return "; ".join(parts)


def _write(path: Path, columns: tuple[str, ...], rows: list[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: python tools/pack.py COLLECTED DATA")
    main(Path(sys.argv[1]), Path(sys.argv[2]))
