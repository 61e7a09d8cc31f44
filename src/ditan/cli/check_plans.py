"""`ditan check-plans`: what is wrong within plans and between them."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from ditan.cli.files import named_files
from ditan.cli.forms import FindingsForm
from ditan.cli.forms.exchange import to_json
from ditan.cli.forms.terminal import findings_text, show_findings
from ditan.cli.readings import Readings, errors, write_result
from ditan.core.reading.draft import Finding


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("check-plans")(check_plans)


def check_plans(
    files: Annotated[list[Path], typer.Argument(help="规划文件（txt、html、docx、pdf、xlsx）或文件夹。")],
    form: Annotated[FindingsForm, typer.Option("--format", help="table 显示表格；json 供程序使用。")] = (
        FindingsForm.TABLE
    ),
    output: Annotated[
        Path | None, typer.Option(help="结果写入的文件夹（findings.json 或 findings.txt）；默认显示。")
    ] = None,
) -> None:
    """检查规划：单份规划内部和同一地区各规划之间的矛盾、缺漏和损坏的数字，每条都带出处。"""
    from ditan.core.reading import check_plans as check_across

    readings = Readings(named_files(files))
    drafts = [draft for _, draft in readings]
    findings = [finding for draft in drafts for finding in draft.findings]
    findings.extend(check_across(drafts))
    content = _content(findings, form)
    if output is not None:
        target = output / ("findings.json" if form is FindingsForm.JSON else "findings.txt")
        write_result(target, content.encode())
        errors.print(f"{len(drafts)} 份规划，{len(findings)} 个问题 → {target}", markup=False)
    elif form is FindingsForm.JSON:
        typer.echo(content, nl=False)
    else:
        show_findings(findings, Console())
    if readings.failed or not drafts:
        raise typer.Exit(1)


def _content(findings: list[Finding], form: FindingsForm) -> str:
    if form is FindingsForm.JSON:
        return to_json([asdict(finding) for finding in findings])
    return findings_text(findings)
