"""No page and no asset of ours names another host: the product runs where there is no network."""

from __future__ import annotations

import re
from pathlib import Path

from tools.checks.files import numbered_lines, our_files

ADDRESS = re.compile(r"""(?<![\w:])(?:https?:|wss?:|ftp:)?//(?=[a-zA-Z0-9\[])[^\s"'<>)`]*""")
NAMESPACES = ("http://www.w3.org/",)
"""Names, not addresses: nothing is fetched from them."""
PATTERNS = ("src/*.html", "src/*.js", "src/*.css", "src/*.svg", "src/*.txt", "src/*.xml", "src/*.json")
COMMENT = re.compile(r"^\s*(//|/\*|\*)")


def problems(root: Path) -> list[str]:
    """Every remote address in a template, script, style sheet or picture."""
    found = []
    for path in our_files(root, *PATTERNS):
        for number, line in numbered_lines(path):
            if path.suffix == ".js" and COMMENT.match(line):
                continue
            found += [
                f"{path.relative_to(root)}:{number}: names a remote host: {match.group()}"
                for match in ADDRESS.finditer(line)
                if not match.group().startswith(NAMESPACES) and "." in match.group()
            ]
    return found
