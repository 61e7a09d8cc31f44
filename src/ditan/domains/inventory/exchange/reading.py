"""A workbook of activity data that is handed in: every sheet of a kind is read by its hidden codes, every cell as text."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import openpyxl
from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from ditan.base.directory.sheets import FORMULA, refuse_dangerous
from ditan.base.refusal import ImportRefused, RowError
from ditan.base.workflow.rounds.workbook import shown_text
from ditan.core.inventory.kinds import KINDS
from ditan.domains.inventory.exchange.workbook import ABOUT, CHOICES, KEY, SAID, Head, heads_of
from ditan.domains.inventory.services.rows import MOST_ROWS

MOST_UNPACKED = 60_000_000
MOST_COLUMNS = 80


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A row of a sheet: where it stands, of which kind it is, its cells by code, the letters of their columns."""

    sheet: str
    number: int
    kind: str
    cells: dict[str, str]
    letters: dict[str, str]


def read_workbook(data: bytes) -> list[ReadLine]:
    """Every row of every kind; `ImportRefused` names sheets and columns that are not as the template has them."""
    refuse_dangerous(data, MOST_UNPACKED)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False)
        pages = [(page.title, _rows(page)) for page in book.worksheets if page.title not in (ABOUT, CHOICES)]
    except ImportRefused:
        raise
    except Exception as error:  # openpyxl raises whatever the broken part made it stumble over
        raise _whole(_("工作簿无法读取，可能已损坏或加密；请重新下载模板后填写。")) from error
    errors: list[RowError] = []
    lines: list[ReadLine] = []
    for title, rows in pages:
        if not any(any(row) for row in rows):
            continue
        kind = _kind_of(rows[0][0] if rows[0] else "")
        if kind is None:
            errors.append(
                RowError(
                    0,
                    "",
                    _("工作表“%s”第 1 行没有隐藏的列编码，认不出源类型；请下载模板，把数据填进对应的工作表。") % title,
                )
            )
            continue
        if faults := _moved(title, rows, heads_of(kind)):
            errors += faults
            continue
        lines += _lines(title, kind, rows)
    if errors:
        raise ImportRefused(errors)
    if not lines:
        raise _whole(_("工作簿没有数据行；请从各工作表第 3 行起填写。"))
    if len(lines) > MOST_ROWS:
        raise _whole(
            _("工作簿有 %(found)d 行，一份清单最多 %(most)d 行；请分批导入。")
            % {"found": len(lines), "most": MOST_ROWS}
        )
    return lines


def _rows(page: Any) -> list[list[str]]:
    rows = []
    for row in page.iter_rows(max_col=MOST_COLUMNS):
        rows.append(
            [_unguarded(shown_text(cell.value, getattr(cell, "number_format", None) or "General")) for cell in row]
        )
        if len(rows) > MOST_ROWS + 2:
            raise _whole(_("工作表“%(name)s”超过 %(most)d 行；请分批导入。") % {"name": page.title, "most": MOST_ROWS})
    return rows


def _unguarded(text: str) -> str:
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA) else text


def _kind_of(mark: str) -> str | None:
    name, at, kind = mark.partition("@")
    return kind if name == KEY and at and kind in {each.code for each in KINDS} else None


def _moved(title: str, rows: Sequence[Sequence[str]], heads: Sequence[Head]) -> list[RowError]:
    """Columns that are not where the template has them, each named by letter: a moved column would be read as another."""
    codes = [KEY, *rows[0][1:]]
    titles = rows[1] if len(rows) > 1 else []
    errors = []
    for place, head in enumerate(heads):
        found = codes[place] if place < len(codes) else ""
        shown = titles[place] if place < len(titles) else ""
        if found == head.code and _bare(shown) == _bare(head.title):
            continue
        letter = get_column_letter(place + 1)
        errors.append(
            RowError(
                0,
                "",
                _(
                    "工作表“%(sheet)s”%(letter)s 列应为“%(wanted)s”，现为“%(found)s”：列被移动、删除或改名；请恢复列的次序，或重新下载模板后粘贴数据。"
                )
                % {"sheet": title, "letter": letter, "wanted": head.title, "found": shown or found or _("空")},
            )
        )
    for place in range(len(heads), max((len(row) for row in rows), default=0)):
        if place < len(codes) and codes[place] == SAID:
            continue
        number = next((at for at, row in enumerate(rows, 1) if place < len(row) and row[place]), 0)
        if number:
            cell = f"{get_column_letter(place + 1)}{number}"
            errors.append(
                RowError(
                    0,
                    "",
                    _("工作表“%(sheet)s”%(cell)s 在模板的列之外；请删去多出的列，说明请写入“数据来源”。")
                    % {"sheet": title, "cell": cell},
                )
            )
    return errors[:10]


def _bare(title: str) -> str:
    return title.replace("*", "").replace(" ", "").strip()


def _lines(title: str, kind: str, rows: Sequence[Sequence[str]]) -> list[ReadLine]:
    heads = heads_of(kind)
    letters = {head.code: get_column_letter(place) for place, head in enumerate(heads, 1)}
    found = []
    for number, row in enumerate(rows[2:], 3):
        cells = {head.code: row[place] for place, head in enumerate(heads) if place < len(row) and row[place]}
        if set(cells) - {KEY}:
            found.append(ReadLine(title, number, kind, cells, letters))
    return found


def _whole(message: str) -> ImportRefused:
    return ImportRefused([RowError(0, "", message)])
