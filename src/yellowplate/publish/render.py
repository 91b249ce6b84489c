"""The page as HTML and as Markdown."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import TYPE_CHECKING

from yellowplate.publish.charts import LIGHT
from yellowplate.publish.page import Page

if TYPE_CHECKING:
    from jinja2 import Environment


def html(page: Page) -> str:
    """One self-contained page: style and charts stand inside, nothing is fetched."""
    return _environment(escaped=True).get_template("report.html.j2").render(page=page, style=_style())


def markdown(page: Page) -> str:
    """The same in Markdown; its charts are the SVG files beside it."""
    text = _environment(escaped=False).get_template("report.md.j2").render(page=page)
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def _environment(*, escaped: bool) -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("yellowplate.publish"),
        autoescape=escaped,  # noqa: S701  (Markdown has no markup to escape; names pass through `md`)
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    made.filters["md"] = _escaped
    return made


def _style() -> str:
    """The style sheet, with rules that give the fixed colours of the charts the colours of the page."""
    sheet = files("yellowplate.publish").joinpath("templates/style.css").read_text("utf-8")
    rules = (
        f'figure svg [{paint}="{color}"] {{ {paint}: var(--{name}); }}\n'
        for name, color in LIGHT.items()
        for paint in ("fill", "stroke")
    )
    return sheet + "".join(rules)


def _escaped(text: str) -> str:
    """Text that Markdown shows as it stands."""
    return re.sub(r"([\\`*_\[\]<>|])", r"\\\1", text)
