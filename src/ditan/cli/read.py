"""`ditan read`: files in, structured drafts out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from ditan.cli.files import named_files, output_names
from ditan.cli.forms import Form
from ditan.cli.forms.exchange import to_json
from ditan.cli.forms.terminal import draft_text, show_draft
from ditan.cli.forms.workbook import to_workbook
from ditan.cli.readings import Readings, errors, write_result
from ditan.core.reading import Draft

ENDING = {Form.TABLE: ".txt", Form.JSON: ".json", Form.XLSX: ".xlsx"}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("read")(read)


def read(
    files: Annotated[list[Path], typer.Argument(help="规划文件（txt、html、docx、pdf、xlsx）或文件夹。")],
    form: Annotated[
        Form, typer.Option("--format", help="table 显示表格；json 每个文件一份；xlsx 每个文件一个工作簿。")
    ] = (Form.TABLE),
    output: Annotated[Path | None, typer.Option(help="结果写入的文件夹；xlsx 默认当前文件夹，其余默认显示。")] = None,
) -> None:
    """读取规划文件：指标、目标、措施、任务、项目和规划自身的问题，每条都带原文和位置。"""
    paths = named_files(files)
    names = output_names(paths)
    readings = Readings(paths)
    folder = output or (Path.cwd() if form is Form.XLSX else None)
    shown: list[Draft] = []
    for path, draft in readings:
        if folder is None:
            shown.append(draft)
            continue
        target = folder / (names[path] + ENDING[form])
        write_result(target, _content(draft, form))
        errors.print(f"{path} → {target}", markup=False)
    _show(shown, form, alone=len(paths) == 1)
    if not paths:
        errors.print("没有找到规划文件；文件夹里应有 txt、html、docx、pdf 或 xlsx 文件。", style="red")
    if readings.failed or not paths:
        raise typer.Exit(1)


def _content(draft: Draft, form: Form) -> bytes:
    if form is Form.JSON:
        return to_json(draft.as_json()).encode()
    if form is Form.XLSX:
        return to_workbook(draft)
    return draft_text(draft).encode()


def _show(drafts: list[Draft], form: Form, *, alone: bool) -> None:
    """Print to the terminal. JSON of one file is its object, of several a list of objects."""
    if form is Form.JSON and drafts:
        typer.echo(to_json(drafts[0].as_json() if alone else [draft.as_json() for draft in drafts]), nl=False)
    elif form is Form.TABLE:
        console = Console()
        for draft in drafts:
            show_draft(draft, console)
