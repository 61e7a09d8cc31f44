"""Small rooms: no source file beyond 500 lines, nothing put off with a note to self, no path of one machine."""

from __future__ import annotations

import re
from pathlib import Path

from tools.checks.files import numbered_lines, our_files

LONGEST = 500
PUT_OFF = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|X" + r"XX)\b")
OF_ONE_MACHINE = re.compile(r"(?<![\w.])/(?:work|root|home)/[\w.]")


def problems(root: Path) -> list[str]:
    """Files that are too long, and lines that should not be there."""
    found = []
    for path in our_files(root, "*.py", "*.html", "*.js", "*.css", "*.md", "*.toml", "ditan"):
        lines = list(numbered_lines(path))
        place = path.relative_to(root)
        if len(lines) > LONGEST and path.suffix != ".md" and "migrations" not in path.parts:
            found.append(f"{place}: {len(lines)} lines, at most {LONGEST}: split it by concept")
        for number, line in lines:
            if PUT_OFF.search(line):
                found.append(f"{place}:{number}: finish it or file it: {line.strip()[:80]}")
            if OF_ONE_MACHINE.search(line):
                found.append(f"{place}:{number}: a path of one machine: {line.strip()[:80]}")
    return found
