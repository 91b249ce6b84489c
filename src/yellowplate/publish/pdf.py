"""The page on A4 paper, printed by a browser that is on the machine.

One layout serves screen and paper: the style sheet's print rules. A second layout engine would need a second template
to keep in step, and those that come as a Python package either need system libraries or don't know all of the style.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from yellowplate.errors import OutputError

_BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
    "microsoft-edge",
)
_PATIENCE_SECONDS = 60


def as_pdf(page: bytes) -> bytes:
    """The page as a PDF; raises OutputError where no browser can print it."""
    browser = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if browser is None:
        raise OutputError(
            "No browser that prints PDF is on this machine; install Chromium, or leave out --pdf, open report.html and "
            "print it from your browser."
        )
    with tempfile.TemporaryDirectory() as room:
        source, out = Path(room) / "report.html", Path(room) / "report.pdf"
        source.write_bytes(page)
        return _printed(browser, source, out)


def _printed(browser: str, source: Path, out: Path) -> bytes:
    options = ["--headless", "--disable-gpu", "--no-pdf-header-footer", f"--user-data-dir={source.parent / 'profile'}"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        options.append("--no-sandbox")  # as root Chromium doesn't start with one; the page loads nothing from outside
    try:
        subprocess.run(  # noqa: S603 (a browser by its own name, and a file of ours)
            [browser, *options, f"--print-to-pdf={out}", source.as_uri()],
            check=True,
            capture_output=True,
            timeout=_PATIENCE_SECONDS,
        )
        return out.read_bytes()
    except (OSError, subprocess.SubprocessError) as error:
        raise OutputError(
            f"{Path(browser).name} couldn't print the PDF; leave out --pdf, open report.html and print it yourself."
        ) from error
