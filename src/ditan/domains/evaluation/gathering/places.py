"""Where in the plan a number stands, in words."""

from __future__ import annotations

from typing import Any

from ditan.base.reporting.documents import Note

LONGEST = 60
"""Letters of a quote that a note repeats."""


OWN = "规划原文"
"""What notes call the plan that is evaluated; the report says so once."""


def place_of(title: str, item: Any, where: str = "", *, quoted: bool = True) -> Note:
    """The note of an item of a plan: the plan, the table where it stands in one, the characters and what they say.

    An item that a person added without a place says so.
    """
    quote = " ".join(str(item.quote).split())
    if not quote:
        return Note(f"{title}{where}，人工登记，原文无对应文字")
    shown = quote if len(quote) <= LONGEST else f"{quote[:LONGEST]}…"
    table = f"“{where}”" if where else ""
    return Note(f"{title}{table}第{item.start + 1}—{item.end}字" + (f"：“{shown}”" if quoted else ""))
