"""The data behind a report, as CSV tables and one JSON file."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from yellowplate.answers import Answer
from yellowplate.market.shapes import Gap
from yellowplate.publish.evidence import Note, Notebook
from yellowplate.publish.material import Material

_NOTE_COLUMNS = ("note", "publisher", "kind", "published", "url")


def csv_tables(material: Material, notes: Notebook) -> dict[str, str]:
    """Every answer of the report that is a table, by file name; a table without an answer is left out."""
    answers = {"ranking": material.ranking, "makers": material.makers, "year": material.year, "history": material.past}
    found = {
        f"{name}.csv": _csv(answer.columns, answer.rows())
        for name, answer in answers.items()
        if answer is not None and not isinstance(answer, Gap)
    }
    found["notes.csv"] = _csv(_NOTE_COLUMNS, (tuple(_note(note).values()) for note in notes.notes))
    return found


def json_text(material: Material, notes: Notebook) -> str:
    """Everything the report shows: the answers as a program gets them, every number shown, and the pages behind."""
    data = {
        "kind": str(material.kind),
        "language": notes.forms.language,
        "period": str(material.period),
        "until": material.until,
        "segment": material.segment,
        "focus": material.focus,
        "reason": material.reason,
        "ranking": _answer(material.ranking),
        "makers": _answer(material.makers),
        "year": _answer(material.year),
        "history": _answer(material.past),
        "top": _answer(material.top),
        "records": _answer(material.records),
        "stories": _answer(material.found),
        "cars": _answer(material.cars),
        "months": _answer(material.calendar),
        "places": _answer(material.places),
        "shares": _answer(material.shares),
        "launch": _answer(material.launch),
        "rivals": [line.subject for line in material.rivals],
        "rivals without a figure": list(material.unranked),
        "events": [
            {"day": event.day, "kind": event.kind, "headline": event.headline, "url": event.source_url}
            for event in material.events
        ],
        "numbers": notes.facts,
        "notes": [_note(note) for note in notes.notes],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _answer(answer: Answer | None) -> Any:
    return None if answer is None else {"title": answer.title, "data": answer.data(), "notes": list(answer.notes())}


def _note(note: Note) -> dict[str, str | int | None]:
    published = note.published.isoformat() if note.published else None
    return dict(zip(_NOTE_COLUMNS, (note.number, note.publisher, note.kind, published, note.url), strict=True))


def _csv(columns: Any, rows: Any) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue()
