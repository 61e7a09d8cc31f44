"""Worked cases, as read from their sources."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[2] / "data" / "inventory"


@cache
def _examples() -> dict[str, dict[str, Any]]:
    cases = json.loads((FOLDER / "worked_examples.json").read_text(encoding="utf-8"))
    return {each["id"]: each for each in cases}


def example(name: str) -> dict[str, Any]:
    """A case of `worked_examples.json`."""
    return _examples()[name]


@cache
def _forest() -> dict[str, dict[str, Any]]:
    cases = json.loads((FOLDER / "forest.json").read_text(encoding="utf-8"))["cases"]
    return {each["id"]: each for each in cases}


def forest_case(name: str) -> dict[str, Any]:
    """A case of `forest.json`."""
    return _forest()[name]
