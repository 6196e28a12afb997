"""A real browser for the tests: Chromium without a window, which reports what a page told it to."""

from __future__ import annotations

import html
import json
import re
import subprocess
from pathlib import Path
from typing import Any


def browse(page: Path, folder: Path, *, width: int = 1000) -> Any:
    """Open a page, let its scripts run, and return what the JSON in its body says.

    The page's own script must put the JSON into the body once everything has loaded. `folder` takes the browser's
    profile; the window is `width` pixels wide.
    """
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-quic"]
    command += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    command += [f"--user-data-dir={folder}/profile", f"--window-size={width},900", "--virtual-time-budget=20000"]
    done = subprocess.run([*command, "--dump-dom", page.as_uri()], check=True, capture_output=True, timeout=120)
    body = re.search(r"<body[^>]*>(.*)</body>", done.stdout.decode(), re.DOTALL)
    assert body, "the browser showed no page"
    return json.loads(html.unescape(body.group(1)))
