"""Files with tables, made for tests, and what a reading of them says in short."""

from __future__ import annotations

import html
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from yellowplate.catalog import Catalog
from yellowplate.facts import Report
from yellowplate.read.files import Read, read_file

CATALOG = Catalog.packaged()
_CODECS = {"shift_jis": "cp932"}  # as every browser reads it


def read(path: Path, columns: Mapping[str, str] | None = None, url: str | None = None) -> Read:
    return read_file(path, CATALOG, {}, columns, url)


def said(reports: Iterable[Report]) -> set[str]:
    """Reports in short: `honda/n-box kei-passenger 2025-11 units 16198`."""
    return {
        " ".join(
            (r.subject, r.segment, *([f"({r.scope})"] if r.scope else []), str(r.period), r.measure, str(r.number))
        )
        for r in reports
    }


def page(*tables: str, title: str = "", encoding: str = "utf-8") -> bytes:
    head = f'<meta charset="{encoding}"><title>{title}</title>'
    return f"<!doctype html><html><head>{head}</head><body>{''.join(tables)}</body></html>".encode(
        _CODECS.get(encoding, encoding)
    )


def table(rows: Iterable[Sequence[str]], caption: str = "") -> str:
    """An HTML table; the first row is headings, `2<` or `2v` before a cell merges it across or down."""
    lines = [f"<table><caption>{html.escape(caption)}</caption>" if caption else "<table>"]
    for row in rows:
        lines.append(f"<tr>{''.join(map(_cell, row))}</tr>")
    return "".join([*lines, "</table>"])


def _cell(text: str) -> str:
    attributes = ""
    while len(text) > 1 and text[0].isdigit() and text[1] in "<v":
        attributes += f' {"colspan" if text[1] == "<" else "rowspan"}="{text[0]}"'
        text = text[2:]
    return f"<td{attributes}>{html.escape(text)}</td>"


def csv(rows: Iterable[Sequence[str]], above: Sequence[str] = (), encoding: str = "utf-8") -> bytes:
    return "\n".join([*above, *(",".join(row) for row in rows)]).encode(encoding)


def xlsx(sheets: Mapping[str, Sequence[Sequence[object]]], merged: Sequence[str] = ()) -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        for cells in merged:
            sheet.merge_cells(cells)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def xls(sheets: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
    import xlwt

    book = xlwt.Workbook()
    for name, rows in sheets.items():
        sheet = book.add_sheet(name)
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                sheet.write(number, column, value)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (("office", "office"), ("table", "table"), ("text", "text"))
)


def ods(sheets: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
    body = "".join(
        f'<table:table table:name="{name}">'
        + "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)
        + "</table:table>"
        for name, rows in sheets.items()
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_SPACES} office:version="1.2"><office:body>'
        f"<office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODS}"/></manifest:manifest>'
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("mimetype", _ODS)
        packed.writestr("content.xml", content)
        packed.writestr("META-INF/manifest.xml", manifest)
    return file.getvalue()


def _ods_cell(value: object) -> str:
    if isinstance(value, int | float):
        kind = f'office:value-type="float" office:value="{value}"'
        return f"<table:table-cell {kind}><text:p>{value}</text:p></table:table-cell>"
    return f'<table:table-cell office:value-type="string"><text:p>{html.escape(str(value))}</text:p></table:table-cell>'


def pdf(lines: Sequence[Sequence[tuple[float, str]]], right: float = 60) -> bytes:
    """A page of lines; each cell is (left edge, text), numbers being set flush right `right` points from there."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("HeiseiKakuGo-W5"))
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(900, 600))
    canvas.setFont("HeiseiKakuGo-W5", 9)
    for number, line in enumerate(lines):
        height = 560 - 16 * number
        for left, text in line:
            if text.replace(",", "").replace(".", "").isdecimal():
                canvas.drawRightString(left + right, height, text)
            else:
                canvas.drawString(left, height, text)
    canvas.save()
    return file.getvalue()
