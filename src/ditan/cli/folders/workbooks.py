"""Activity data of a folder as workbooks of the template: the sheets are those that the pages of the platform give and take.

The readers of workbooks speak through the platform's catalogue of messages, so Django is started; no database is opened.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from ditan.cli.folders.refusing import Refused
from ditan.core.inventory.compiling import Written
from ditan.core.inventory.kind import Kind

NAME = "活动数据.xlsx"
OWN = ("row", "category", "label", "source_note", "notation", "notation_reason")


def read_workbooks(folder: Path) -> tuple[list[Written], list[Refused]]:
    """Every row of every workbook of the folder, and every place that cannot be read."""
    paths = [path for path in sorted(folder.glob("*.xlsx")) if not path.name.startswith("~$")]
    if not paths:
        return [], []
    _start()
    from ditan.base.refusal import ImportRefused
    from ditan.domains.inventory.exchange.reading import read_workbook

    rows: list[Written] = []
    wrong: list[Refused] = []
    for path in paths:
        try:
            lines = read_workbook(path.read_bytes())
        except ImportRefused as refused:
            wrong += [Refused(path.name, each.row, each.column, each.message) for each in refused.rows]
            continue
        for line in lines:
            cells = line.cells
            rows.append(
                Written(
                    f"{path.name}[{line.sheet}]:{line.number}",
                    line.kind,
                    cells.get("category", ""),
                    {name: text for name, text in cells.items() if name not in OWN},
                    label=cells.get("label", ""),
                    notation=cells.get("notation", "").strip().upper(),
                    reason=cells.get("notation_reason", ""),
                    source=cells.get("source_note", ""),
                )
            )
    return rows, wrong


def empty_workbook(title: str, kinds: Sequence[Kind]) -> bytes:
    """The template with a sheet for each kind."""
    _start()
    from ditan.domains.inventory.exchange.workbook import Sheet, written
    from ditan.domains.inventory.models import Inventory

    return written(Inventory(title=title), [Sheet(each) for each in kinds])


def _start() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ditan.web.settings")
    import django

    django.setup()
