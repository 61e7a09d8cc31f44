"""JSON, as other programs take it."""

from __future__ import annotations

import json
from typing import Any


def to_json(value: Any) -> str:
    """Indented JSON in readable Chinese, with a line feed at the end."""
    return json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
