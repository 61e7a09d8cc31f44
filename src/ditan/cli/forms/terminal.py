"""Tables for the terminal, and the same as plain text for a file."""

from __future__ import annotations

from collections.abc import Iterable
from io import StringIO
from typing import Any

from rich.box import ROUNDED
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ditan.cli.forms.columns import FINDINGS, SHEETS, Cell, Sheet
from ditan.core.reading import Draft
from ditan.core.reading.draft import Finding

FILE_WIDTH = 120
STATUS = {"draft": "征求意见稿", "issued": "印发", "unknown": "状态未写明"}


def show_draft(draft: Draft, console: Console) -> None:
    """A plan's facts, its counts, and a table for each kind that it has."""
    facts = draft.document
    period = f"{facts.period_start}—{facts.period_end}年" if facts.period_start and facts.period_end else ""
    known = (facts.issuer, facts.document_number, facts.issued_on or "", STATUS[facts.status], facts.region, period)
    console.print(Text(facts.title or draft.name, style="bold"))
    console.print(Text("　".join(fact for fact in known if fact)))
    console.print(Text("　".join(f"{sheet.title} {len(sheet.items(draft))}" for sheet in SHEETS)))
    for sheet in SHEETS:
        if sheet.items(draft):
            console.print(_table(sheet, sheet.items(draft)))
    console.print()


def show_findings(findings: Iterable[Finding], console: Console) -> None:
    """A table of findings."""
    console.print(_table(FINDINGS, tuple(findings)))


def draft_text(draft: Draft) -> str:
    """What `show_draft` prints, as plain text for a file."""
    console = _paper()
    show_draft(draft, console)
    return _written(console)


def findings_text(findings: Iterable[Finding]) -> str:
    """What `show_findings` prints, as plain text for a file."""
    console = _paper()
    show_findings(findings, console)
    return _written(console)


def _table(sheet: Sheet, items: tuple[Any, ...]) -> Table:
    columns = [column for column in sheet.columns if column.brief]
    table = Table(title=f"{sheet.title}（{len(items)}）", title_justify="left", box=ROUNDED, show_lines=False)
    for column in columns:
        # Chinese has no spaces to break at: fold, so that no character is lost.
        table.add_column(column.title, overflow="fold")
    for item in items:
        table.add_row(*(_shown(column.cell(item)) for column in columns))
    return table


def _shown(cell: Cell) -> Text:
    return Text("" if cell is None else f"{cell:,.10g}" if isinstance(cell, float) else str(cell))


def _paper() -> Console:
    return Console(file=StringIO(), width=FILE_WIDTH, color_system=None)


def _written(console: Console) -> str:
    file = console.file
    assert isinstance(file, StringIO)
    return file.getvalue()
