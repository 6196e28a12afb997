"""A real browser: Chromium without a window, which reports what a page told it to, or takes a picture of it."""

from __future__ import annotations

import html
import json
import re
import subprocess
from pathlib import Path
from typing import Any


def browse(page: Path, folder: Path, *, width: int = 1000, is_dark: bool = False) -> Any:
    """Open a page, let its scripts run, and return what the JSON in its body says.

    The page's own script must put the JSON into the body once everything has loaded. `folder` takes the browser's
    profile; the window is `width` pixels wide, on a device that prefers dark pages if it `is_dark`.
    """
    options = [f"--window-size={width},900", "--virtual-time-budget=20000", "--dump-dom"]
    shown = _run(page, folder, *options, f"--blink-settings=preferredColorScheme={0 if is_dark else 1}")
    body = re.search(r"<body[^>]*>(.*)</body>", shown.decode(), re.DOTALL)
    assert body, "the browser showed no page"
    return json.loads(html.unescape(body.group(1)))


def shoot(page: Path, target: Path, folder: Path, *, width: int, height: int) -> None:
    """Take a picture of a page, two pixels for each of CSS; no window is narrower than 500, whatever `width` says."""
    size = f"--window-size={width},{height}"
    _run(page, folder, size, "--hide-scrollbars", "--force-device-scale-factor=2", f"--screenshot={target.resolve()}")


def _run(page: Path, folder: Path, *options: str) -> bytes:
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-quic"]
    command += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    command += [f"--user-data-dir={folder}/profile", *options, page.as_uri()]
    return subprocess.run(command, check=True, capture_output=True, timeout=120).stdout
