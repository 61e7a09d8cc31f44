"""What the product imports and what pyproject.toml asks for are the same packages."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from pathlib import Path

from tools.checks.files import our_files

FOR_DEVELOPERS = "requirements-dev.in"
IMPORT_NAMES = {
    "chinesecalendar": "chinese_calendar",
    "django-htmx": "django_htmx",
    "django-ninja": "ninja",
    "ibis-framework": "ibis",
    "pytest-playwright": "playwright",
    "axe-playwright-python": "axe_playwright_python",
    "python-docx": "docx",
    "python-stdnum": "stdnum",
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
    imported = imported_packages(root, "src/*.py")
    unused = sorted(asked - imported.keys() - NOT_IMPORTED)
    return [
        *not_asked_for(imported, asked | extra, "pyproject.toml"),
        *(f"pyproject.toml: {name} is asked for and never imported" for name in unused),
        *not_asked_for(
            imported_packages(root, "tests/*.py", "tools/*.py", "benchmarks/*.py"),
            asked | extra | for_developers(root) | {"tests", "tools", "benchmarks"},
            FOR_DEVELOPERS,
        ),
    ]


def not_asked_for(imported: dict[str, str], asked: set[str], where: str) -> list[str]:
    """A line for each package that is imported and not among those asked for."""
    return [
        f"{where}: {name} is imported by {place} and not asked for"
        for name, place in imported.items()
        if name not in asked
    ]


def for_developers(root: Path) -> set[str]:
    """The import names in requirements-dev.in."""
    path = root / FOR_DEVELOPERS
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return names([line for line in lines if line and not line.startswith("#")])


def names(requirements: list[str]) -> set[str]:
    """The import names of requirements such as `Django>=5.2,<5.3`."""
    plain = (re.split(r"[\s\[<>=!~;]", requirement, maxsplit=1)[0].lower() for requirement in requirements)
    return {IMPORT_NAMES.get(name, name.replace("-", "_")) for name in plain}


def imported_packages(root: Path, *patterns: str) -> dict[str, str]:
    """Top-level third-party packages that these files import, each with one file that does."""
    found: dict[str, str] = {}
    for path in our_files(root, *patterns):
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
