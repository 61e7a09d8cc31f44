"""The published worked cases that the methods are held against, each with its source."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FILE = Path(__file__).parents[2] / "data" / "inventory" / "worked_examples.json"


def cases(start: str, *, match: bool = True) -> list[dict[str, Any]]:
    """The cases whose id begins so, those that follow their own factors or those that do not."""
    return [
        each
        for each in json.loads(FILE.read_text(encoding="utf-8"))
        if each["id"].startswith(start) and each["match"] is match
    ]
