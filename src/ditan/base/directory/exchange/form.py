"""A list as a workbook: its columns, an empty one to fill in, a filled one, and one with what is wrong beside each row."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import xlsxwriter
from django.db import transaction
from django.utils.translation import gettext as _

from ditan.base.directory.errors import DirectoryRefused, ImportRefused, InvalidFields, RowError
from ditan.base.directory.sheets import FORMULA, MOST_ROWS, places_of, read_sheet

MOST_EXPORTED = 50_000
WIDE = 28
NARROW = 16


@dataclass(frozen=True, slots=True)
class Form:
    """The workbook of one list. `columns` are titles by field; `offered` what a cell may be chosen from."""

    title: str
    columns: Mapping[str, str]
    needed: tuple[str, ...]
    wide: tuple[str, ...] = ()
    offered: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def read(self, data: bytes) -> tuple[dict[str, int], list[list[str]]]:
        """Where each known column stands, and the rows as text; `ImportRefused` where it is no such workbook."""
        first, *rows = read_sheet(data) or [[]]
        names = {title: name for name, title in self.columns.items()}
        places = places_of(first, list(names), [self.columns[name] for name in self.needed])
        return {names[title]: place for title, place in places.items()}, rows

    def written(self, rows: Iterable[Sequence[str]], more: tuple[str, ...] = ()) -> bytes:
        """A workbook with these rows; `more` are columns at the right."""
        stream = io.BytesIO()
        book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
        sheet = book.add_worksheet(self.title)
        head = book.add_format({"bold": True, "bg_color": "#E6F4F1", "border": 1, "border_color": "#C9D6D2"})
        text = book.add_format({"num_format": "@"})  # lest a spreadsheet eats the zeros of a code
        for place, (name, title) in enumerate([*self.columns.items(), *((each, each) for each in more)]):
            sheet.set_column(place, place, WIDE if name in self.wide or name in more else NARROW, text)
            sheet.write_string(0, place, title, head)
        for name, choices in self.offered.items():
            place = list(self.columns).index(name)
            sheet.data_validation(1, place, MOST_ROWS, place, {"validate": "list", "source": list(choices)})
        sheet.freeze_panes(1, 1)
        for number, row in enumerate(rows, start=1):
            for place, cell in enumerate(row):
                if cell:
                    sheet.write_string(number, place, f"'{cell}" if cell.startswith(FORMULA) else cell)
        book.close()
        return stream.getvalue()

    @transaction.atomic
    def taken_in(self, data: bytes, take: Callable[[dict[str, str]], object]) -> int:
        """Take in every row; `ImportRefused` names each cell that cannot be, and then nothing is stored.

        Gives how many rows were new or changed something: `take` gives None for one that says what is there already.
        """
        head, rows = self.read(data)
        errors: list[RowError] = []
        made = 0
        for number, row in enumerate(rows, start=2):
            typed = {name: row[place] for name, place in head.items() if place < len(row)}
            if not any(typed.values()):
                continue
            try:
                with transaction.atomic():
                    made += take(typed) is not None
            except InvalidFields as error:
                found = error.errors.items()
                errors += [RowError(number, self.columns.get(name, ""), message) for name, message in found]
            except DirectoryRefused as error:
                errors.append(RowError(number, "", error.message))
        if errors:
            raise ImportRefused(errors)
        return made

    def marked(self, data: bytes, errors: Sequence[RowError]) -> bytes:
        """The workbook that was handed in, with what is wrong in a column at the right of each row."""
        head, rows = self.read(data)
        said: dict[int, list[str]] = {}
        for error in errors:
            said.setdefault(error.row, []).append(f"{error.column}：{error.message}" if error.column else error.message)
        places = [head.get(name) for name in self.columns]
        return self.written(
            (
                [
                    *(row[place] if place is not None and place < len(row) else "" for place in places),
                    "；".join(said.get(number, ())),
                ]
                for number, row in enumerate(rows, start=2)
            ),
            more=(_("错误说明"),),
        )


def refuse_too_many(number: int) -> None:
    """A workbook of the screen is made in one go; more than fits is narrowed first."""
    if number > MOST_EXPORTED:
        raise DirectoryRefused(
            _("共有 %(found)d 行，一次最多导出 %(most)d 行；请用查询条件缩小范围。")
            % {"found": number, "most": MOST_EXPORTED}
        )
