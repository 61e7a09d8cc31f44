"""What the product imports and what pyproject.toml asks for are the same packages."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from pathlib import Path

from tools.checks.files import our_files

IMPORT_NAMES = {
    "django-htmx": "django_htmx",
    "django-ninja": "ninja",
    "pdfminer.six": "pdfminer",
    "pillow": "PIL",
}
"""Where a package is imported under another name than its own."""
NOT_IMPORTED = {"django_htmx", "psycopg", "whitenoise"}
"""Named in the settings as text."""


def problems(root: Path) -> list[str]:
    """Packages imported and not asked for, and the other way round."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = names(project["dependencies"])
    extra = {name for group in project.get("optional-dependencies", {}).values() for name in names(group)}
    imported = imported_packages(root)
    missing = [f"pyproject.toml: {name} is imported by {place} and not asked for" for name, place in imported.items()]
    found = [text for name, text in zip(imported, missing, strict=True) if name not in asked | extra]
    unused = sorted(asked - imported.keys() - NOT_IMPORTED)
    return found + [f"pyproject.toml: {name} is asked for and never imported" for name in unused]


def names(requirements: list[str]) -> set[str]:
    """The import names of requirements such as `Django>=5.2,<5.3`."""
    plain = (re.split(r"[\s\[<>=!~;]", requirement, maxsplit=1)[0].lower() for requirement in requirements)
    return {IMPORT_NAMES.get(name, name.replace("-", "_")) for name in plain}


def imported_packages(root: Path) -> dict[str, str]:
    """Top-level third-party packages that the product imports, each with one file that does."""
    found: dict[str, str] = {}
    for path in our_files(root, "src/*.py"):
        for name in imported_names(path.read_text(encoding="utf-8")):
            top = name.split(".")[0]
            if top not in sys.stdlib_module_names and top != "ditan":
                found.setdefault(top, str(path.relative_to(root)))
    return found


def imported_names(source: str) -> set[str]:
    """Dotted names of all modules that a source text imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found
