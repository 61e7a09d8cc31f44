"""The locks name versions and hashes, never the place a package comes from."""

from __future__ import annotations

import re
from pathlib import Path

from tools.checks.files import numbered_lines, our_files

ADDRESS = re.compile(r"https?://|git\+|--(extra-)?index-url|--find-links|\"resolved\"|file:")


def problems(root: Path) -> list[str]:
    """Every line of a lock with an address in it."""
    return [
        f"{path.relative_to(root)}:{number}: a lock holds no address: {line.strip()[:100]}"
        for path in our_files(root, "*.lock", "*-lock.json", ".npmrc", "pip.conf", "uv.toml")
        for number, line in numbered_lines(path)
        if ADDRESS.search(line)
    ]
