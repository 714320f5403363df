"""Take the README's picture: the demo's report as a browser shows it. Needs Chromium.

Run ``python docs/picture.py`` after the demo or the report has changed.
"""

from __future__ import annotations

import subprocess
import tempfile
from importlib.resources import as_file, files
from pathlib import Path

import firsthand
from firsthand.report import write

PICTURE = Path(__file__).resolve().parent / "images/report.png"


def main() -> None:
    """Trace the demo collection, and photograph the first screen of its report."""
    with tempfile.TemporaryDirectory() as folder, as_file(files("firsthand.demo") / "articles") as articles:
        page = Path(folder) / "report.html"
        write(firsthand.trace([articles]), page)
        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
        size = [
            f"--user-data-dir={folder}/profile",
            "--window-size=1280,900",
            "--force-device-scale-factor=1",
            "--virtual-time-budget=3000",
        ]
        subprocess.run(["chromium", *flags, *size, f"--screenshot={PICTURE}", page.as_uri()], check=True)


if __name__ == "__main__":
    main()
