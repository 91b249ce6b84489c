"""The tables that questions are asked of: filled once from Figures and Verdicts, then only read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

from yellowplate.facts import Figure, Interval, Kind, Missing, Period, Report, Segment, Source, Status, Verdict
from yellowplate.market.shapes import Known

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from yellowplate.catalog import Catalog

KINDS = ("nameplate", "maker", "segment")

# A nameplate's units stand in the narrowest segment; a wider ranking joins these.
_JOINED = {
    Segment.KEI: (Segment.KEI_PASSENGER, Segment.KEI_TRUCK),
    Segment.ALL: (Segment.KEI_PASSENGER, Segment.REGISTERED),
}

_FOREVER = 12 * 10_000  # the month after the last one that a Period can hold


class Standing(NamedTuple):
    """One line of standings.sql."""

    start: int
    subject: str
    segment: str
    lo: int
    hi: int | None
    status: str
    place: int | None
    ahead_lo: int | None
    ahead_hi: int | None
    voices: int
    reports: list[str] | None

    @property
    def known(self) -> Known:
        """The units with how they are known."""
        interval = Interval(self.lo, self.hi)
        return Known(interval, Status(self.status), None, self.voices, tuple(sorted(self.reports or ())))

    @property
    def ahead(self) -> Interval | None:
        """How many units it is ahead of the next line."""
        return None if self.ahead_lo is None else Interval(self.ahead_lo, self.ahead_hi)


class Named(NamedTuple):
    """One row of the table of subjects; months are counted as in Period, only segments have a basis."""

    id: str
    kind: str
    name: str
    maker: str
    first_sold: int | None
    ended: int | None
    basis: str | None


class Absence(NamedTuple):
    """Why a car is no line in the months from `start` to `until`; `reason` is a part of a sentence."""

    subject: str
    start: int
    until: int
    missing: str
    reason: str

    def covers(self, period: Period) -> bool:
        """Whether it holds in every month of a period."""
        return self.start <= period.start and period.end <= self.until + 1


@cache
def sql(name: str) -> str:
    """The text of a question."""
    return files("yellowplate").joinpath("market", f"{name}.sql").read_text(encoding="utf-8")


def segments_of(kind: str, segment: Segment) -> tuple[Segment, ...]:
    """The segments whose figures a ranking of `segment` joins."""
    return _JOINED.get(segment, (segment,)) if kind == "nameplate" else (segment,)


class Tables:
    """Questions with bound parameters on one connection."""

    def __init__(self, connection: DuckDBPyConnection) -> None:
        self.connection = connection
        self._lists: dict[tuple[str, Segment], dict[Period, int]] = {}

    def ask(self, name: str, **parameters: Any) -> list[tuple[Any, ...]]:
        """The rows that the .sql file of that name answers."""
        return self.rows(sql(name), parameters or None)

    def rows(self, question: str, parameters: object = None) -> list[tuple[Any, ...]]:
        """All rows that a text of SQL answers; each question has a cursor of its own and leaves nothing open."""
        with self.connection.cursor() as cursor:
            return cursor.execute(question, parameters).fetchall()

    def lists(self, kind: str, segment: Segment) -> dict[Period, int]:
        """The periods that a public list of that ranking covers, with its depth (0: a part of a wider list)."""
        key = kind, segment
        if key not in self._lists:
            rows = self.rows(
                "SELECT start, months, max(depth) FROM cutoffs WHERE kind = ? AND segment = ? GROUP BY ALL", list(key)
            )
            self._lists[key] = {Period(start, months): depth for start, months, depth in rows}
        return self._lists[key]

    def last_month(self, kind: str, segment: Segment) -> Period | None:
        """The last month of which a ranking has any line."""
        last = self._last_months.get((kind, str(segment)))
        return None if last is None else Period(last, 1)

    def months(self, kind: str, segment: Segment, subject: str) -> dict[int, Standing]:
        """The single months of a subject in a ranking, by their numbers."""
        rows = self.rows(
            "SELECT * EXCLUDE (kind, ranking) FROM standing WHERE kind = ? AND ranking = ? AND subject = ?",
            [kind, str(segment), subject],
        )
        return {row[0]: Standing(*row) for row in rows}

    @cached_property
    def subjects(self) -> dict[str, Named]:
        """Every subject by its id."""
        return {row[0]: Named(*row) for row in self.rows("SELECT * FROM subjects")}

    @cached_property
    def _last_months(self) -> dict[tuple[str, str], int]:
        rows = self.rows("SELECT kind, ranking, max(start) FROM standing GROUP BY ALL")
        return {(kind, ranking): last for kind, ranking, last in rows}

    @cached_property
    def sources(self) -> dict[str, Source]:
        """Every Source by its id."""
        rows = self.rows("SELECT id, url, kind, publisher, voice, published, title FROM sources")
        return {id_: Source(id_, url, Kind(kind), *said) for id_, url, kind, *said in rows}

    @cached_property
    def said_by(self) -> dict[str, str]:
        """The id of the Source of every Report, by the id of the Report."""
        return dict(self.rows("SELECT id, source FROM reports"))

    @cached_property
    def breaks(self) -> dict[tuple[str, str], list[tuple[int, str]]]:
        """The months from which a line of a segment counts something else than before, with the reason."""
        found: dict[tuple[str, str], list[tuple[int, str]]] = {}
        for subject, segment, month, note in self.rows("SELECT * FROM breaks ORDER BY ALL"):
            found.setdefault((subject, segment), []).append((month, note))
        return found

    @cached_property
    def absences(self) -> dict[str, list[Absence]]:
        """When and why each car is no line."""
        return _by_subject(Absence(*row) for row in self.rows("SELECT * FROM absences ORDER BY ALL"))

    def absent(self, subject: str, period: Period) -> Absence | None:
        """Why a subject is no line in any month of a period; None where it can be one."""
        return next((absence for absence in self.absences.get(subject, ()) if absence.covers(period)), None)

    def standings(
        self, kind: str, ranking: Segment, starts: Sequence[int], months: int, subject: str | None = None
    ) -> list[Standing]:
        """The standings of several runs of equal length; of one subject (and the total) or of all."""
        question = {"kind": kind, "ranking": str(ranking), "starts": list(starts), "subject": subject}
        if months == 1:
            return [Standing(*row) for row in self.ask("months", **question)]
        return self.worked_out(question, segments_of(kind, ranking), months)

    def worked_out(self, question: dict[str, Any], segments: Sequence[Segment], months: int) -> list[Standing]:
        """The standings as they follow from the figures."""
        parts = [str(segment) for segment in segments]
        return [Standing(*row) for row in self.ask("standings", **question, segments=parts, months=months)]


def fill(
    connection: DuckDBPyConnection,
    reports: Iterable[Report],
    sources: Iterable[Source],
    figures: Iterable[Figure],
    verdicts: Iterable[Verdict],
    catalog: Catalog,
) -> None:
    """Create and fill all tables."""
    figures = list(figures)
    absences = list(_absences(catalog, figures))
    by_subject = _by_subject(absences)
    connection.execute(sql("tables"))
    _insert(connection, "absences", absences)
    _insert(connection, "counted", _counted(catalog))
    _insert(connection, "sources", map(_source_row, sources))
    _insert(connection, "reports", map(_report_row, reports))
    _insert(connection, "figures", (_figure_row(figure) for figure in figures if _tells(figure, by_subject)))
    _insert(connection, "verdicts", map(_verdict_row, verdicts))
    _insert(connection, "subjects", _subject_rows(catalog))
    _insert(connection, "breaks", _break_rows(catalog))
    connection.execute(f"INSERT INTO cutoffs {sql('cutoffs')}")
    _rank_months(Tables(connection))


def _rank_months(tables: Tables) -> None:
    """Rank every single month once, for the questions that look along time."""
    found = tables.rows("SELECT DISTINCT start FROM figures WHERE months = 1 ORDER BY start")
    months = [start for (start,) in found]
    for kind in KINDS:
        for segment in Segment:
            question = {"kind": kind, "ranking": str(segment), "starts": months, "subject": None}
            rows = tables.worked_out(question, segments_of(kind, segment), 1)
            lines = [(kind, str(segment), *row) for row in rows if row.subject != segment or kind == "segment"]
            _insert(tables.connection, "standing", lines)


def _insert(connection: DuckDBPyConnection, table: str, rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows through Arrow, whose columns DuckDB reads at once."""
    import pyarrow as pa

    schema = pa.schema(
        [(name, _ARROW[kind](pa)) for name, kind, *_ in connection.execute(f"DESCRIBE {table}").fetchall()]
    )
    columns = list(zip(*rows, strict=True)) or [()] * len(schema)
    arrays = [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)]
    connection.register("incoming", pa.table(arrays, schema=schema))
    connection.execute(f"INSERT INTO {table} SELECT * FROM incoming")  # noqa: S608 (a name of tables.sql)
    connection.unregister("incoming")


_ARROW = {
    "VARCHAR": lambda pa: pa.string(),
    "INTEGER": lambda pa: pa.int32(),
    "BIGINT": lambda pa: pa.int64(),
    "DATE": lambda pa: pa.date32(),
    "VARCHAR[]": lambda pa: pa.list_(pa.string()),
    "BIGINT[]": lambda pa: pa.list_(pa.int64()),
}


def _source_row(source: Source) -> tuple[Any, ...]:
    said = (source.id, source.url, str(source.kind), source.publisher, source.voice)
    return (*said, source.published, source.title)


def _report_row(report: Report) -> tuple[Any, ...]:
    about = (report.id, report.source, report.subject, str(report.segment), *report.period)
    value = (str(report.measure), *report.number, str(report.relation))
    return (*about, *value, report.scope, str(report.stage), report.place, report.published)


def _tells(figure: Figure, absences: dict[str, list[Absence]]) -> bool:
    """Whether a Figure says something: that a car wasn't sold before its launch is no news of nought."""
    if figure.interval.lo or figure.status in (Status.PRINTED, Status.DISPUTED):
        return True
    return not any(absence.covers(figure.period) for absence in absences.get(figure.subject, ()))


def _figure_row(figure: Figure) -> tuple[Any, ...]:
    about = (figure.subject, str(figure.segment), figure.scope, *figure.period, str(figure.period))
    return (
        *about,
        *figure.interval,
        str(figure.status),
        figure.reports_for,
        figure.reports_against,
        figure.alternatives,
        figure.derivation,
    )


def _verdict_row(verdict: Verdict) -> tuple[Any, ...]:
    cause = str(verdict.cause) if verdict.cause else None
    return verdict.report, str(verdict.judgement), cause, verdict.fits, verdict.against, verdict.note


def _subject_rows(catalog: Catalog) -> Iterator[tuple[Any, ...]]:
    for car in catalog.nameplates.values():
        first, last = catalog.sold(car.id)
        sold = (first and first.start, last and last.end - 1)
        yield car.id, "nameplate", catalog.name(car.id), catalog.name(car.maker), *sold, None
    for maker in catalog.makers:
        yield maker, "maker", catalog.name(maker), catalog.name(maker), None, None, None
    for segment in catalog.segments:
        yield segment, "segment", catalog.name(segment), "", None, None, catalog.basis(segment, Segment(segment))


def _break_rows(catalog: Catalog) -> Iterator[tuple[Any, ...]]:
    for line, car in catalog.nameplates.items():
        for segment in car.segments:
            for found in catalog.breaks(line, segment):
                yield line, str(segment), found.month.start, found.reason


def _absences(catalog: Catalog, figures: Iterable[Figure]) -> Iterator[Absence]:
    """When a line had nothing to sell; cars plated before the first sale, for shows and tests, are no nought."""
    early = _early(figures, catalog)
    for line in catalog.nameplates:
        (first, last), name = catalog.sold(line), catalog.name(line)
        if first:
            until = early.get(line, first.start) - 1
            yield Absence(line, 0, until, Missing.NOT_YET, f"{name} was first sold in {first}")
        if last:
            yield Absence(line, last.end, _FOREVER, Missing.NO_SUCH_NAMEPLATE, f"{name} was sold until {last}")
        for pause in catalog.pauses(line):
            yield Absence(line, pause.run.start, pause.run.end - 1, Missing.NO_SUCH_NAMEPLATE, pause.reason)


def _early(figures: Iterable[Figure], catalog: Catalog) -> dict[str, int]:
    """From which month on a line may have been plated, where Figures show units before its first sale."""
    cars = [figure for figure in figures if figure.subject in catalog.nameplates]
    none = {
        (figure.subject, figure.period.start) for figure in cars if figure.period.is_month and figure.interval.hi == 0
    }
    found: dict[str, int] = {}
    for figure in cars:
        first = catalog.sold(figure.subject)[0]
        if first and figure.interval.lo and figure.period.end <= first.start:
            months = range(figure.period.start, figure.period.end)
            begins = next(month for month in months if (figure.subject, month) not in none)
            found[figure.subject] = max(begins, found.get(figure.subject, 0))
    return found


def _counted(catalog: Catalog) -> Iterator[tuple[str, int, int]]:
    """From when to when a car is counted in a line of another name."""
    for row in catalog.counted:
        if row.member != row.line:
            yield row.member, row.start.start, row.end.start if row.end else _FOREVER


def _by_subject(absences: Iterable[Absence]) -> dict[str, list[Absence]]:
    found: dict[str, list[Absence]] = {}
    for absence in absences:
        found.setdefault(absence.subject, []).append(absence)
    return found
