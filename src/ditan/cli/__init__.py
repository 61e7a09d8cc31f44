"""The command line. One module a command; what several need stands in `files`, `readings` and `forms`."""

from __future__ import annotations

from typing import Annotated

import typer

from ditan import __version__
from ditan.cli import audit, backup, check_plans, demo, factors, inventory, lake, manage, read, run, worker

app = typer.Typer(
    name="ditan",
    help="Ditan 低碳：从规划文本到可核查的每一吨碳。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for module in (read, check_plans, factors, inventory, run, demo, worker, lake, audit, backup, manage):
    module.register(app)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"ditan {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", help="显示版本号。", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    """Options before any command."""


def main() -> None:
    """Run the command line."""
    app()
