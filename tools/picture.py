"""Take the picture of a report that the README shows, with a Chromium on this machine.

python -m tools.picture
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from yellowplate import open_desk

PICTURE = Path(__file__).parents[1] / "docs" / "report.png"
ASKED = ("2025-11", "nissan/roox")
SIZE = "840,1560"


def main() -> int:
    """Write the report, and take a picture of its beginning."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        print("No Chromium is on this machine; install one.", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as room:
        page = open_desk().report(*ASKED, room).page
        options = ["--headless", "--no-sandbox", "--hide-scrollbars", f"--window-size={SIZE}"]
        subprocess.run([browser, *options, f"--screenshot={PICTURE}", page.as_uri()], check=True, capture_output=True)
    print(f"{PICTURE.name}: {PICTURE.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
