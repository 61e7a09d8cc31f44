"""The lists that factors refer to: sets, quantities, gases and fuels, each a small CSV with a code a row."""

from __future__ import annotations

import csv
from pathlib import Path

FOLDER = Path(__file__).parent / "data"
"""Where every CSV of the package stands."""


def rows_of(name: str) -> list[dict[str, str]]:
    """The rows of one of the lists, as they are written."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
