"""The forms that a reading can be given in: terminal table, JSON, workbook."""

from enum import StrEnum


class Form(StrEnum):
    """What `--format` of `ditan read` takes."""

    TABLE = "table"
    JSON = "json"
    XLSX = "xlsx"


class FindingsForm(StrEnum):
    """What `--format` of `ditan check-plans` takes."""

    TABLE = "table"
    JSON = "json"
