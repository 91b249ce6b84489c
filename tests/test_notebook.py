"""The desk in a notebook: the example runs from the first cell to the last, and every answer shows itself."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("pydantic", reason="questions need the extra [web]")
nbclient = pytest.importorskip("nbclient")
nbformat = pytest.importorskip("nbformat")
pytest.importorskip("ipykernel")

from yellowplate import open_desk  # noqa: E402
from yellowplate.questions import QUESTIONS, Pace  # noqa: E402

EXAMPLE = Path(__file__).parents[1] / "docs" / "example.ipynb"


@pytest.mark.filterwarnings("default")  # of the kernel's own libraries
def test_the_example_runs():
    notebook = nbformat.read(EXAMPLE, as_version=4)
    nbclient.NotebookClient(notebook, timeout=300).execute()
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    assert not [output for output in outputs if output.output_type == "error"]
    shown = " ".join(str(output.get("data") or output.get("text")) for output in outputs)
    for told in ("16198", "right is Suzuki", "not in the ledger", "2024-02", "Tanto"):
        assert told in shown


def test_the_example_is_kept_without_outputs():
    for cell in nbformat.read(EXAMPLE, as_version=4).cells:
        assert not cell.get("outputs") and cell.get("execution_count") is None


@pytest.mark.parametrize("question", [q for q in QUESTIONS.values() if q.pace is not Pace.LONG], ids=lambda q: q.name)
def test_every_answer_shows_itself_as_a_table(question):
    answer = question.ask(open_desk(), question.asks(**question.example))
    html = answer._repr_html_()
    assert html.count("<table") == 1
    assert html.count("<tr") >= 1 + sum(1 for _ in answer.rows())
    assert "<script" not in html
