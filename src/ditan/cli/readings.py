"""Read files one after another, with a progress bar and a plain message for each that cannot be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from ditan.cli.files import write_whole
from ditan.core.lexicon import load_lexicon
from ditan.core.reading import Draft, Lexicon, ReadingError, TooLarge, read_document
from ditan.core.reading.decode import LARGEST

StageProgress = Callable[[str, float], None]

errors = Console(stderr=True, soft_wrap=True, highlight=False)


class Readings:
    """Drafts of the given files, in order. Afterwards `failed` says how many could not be read."""

    def __init__(self, paths: list[Path]) -> None:
        self.paths = paths
        self.failed = 0

    def __iter__(self) -> Iterator[tuple[Path, Draft]]:
        lexicon = load_lexicon()
        with _progress_bar() as bar:
            for number, path in enumerate(self.paths, start=1):
                task = bar.add_task(f"{number}/{len(self.paths)} {path.name}", total=1.0, stage="")
                try:
                    draft = read_file(path, lexicon, _reporter(bar, task))
                except ReadingError as error:
                    self._refuse(path, error.message)
                except OSError as error:
                    self._refuse(path, _why_not_opened(error))
                else:
                    bar.update(task, completed=1.0, stage="完成")
                    yield path, draft

    def _refuse(self, path: Path, message: str) -> None:
        self.failed += 1
        errors.print(f"{path}：{message}", style="red", markup=False)


def read_file(path: Path, lexicon: Lexicon, progress: StageProgress | None = None) -> Draft:
    """The draft of one file. A file beyond the reader's limit is refused before it fills the memory."""
    size = path.stat().st_size
    if size > LARGEST:
        raise TooLarge(
            f"文件有 {size / 2**20:.0f} MB，超过上限 {LARGEST // 2**20} MB；请拆分或去掉图片后再读。",
            f"{path} has {size} bytes, at most {LARGEST} are read",
        )
    return read_document(path.read_bytes(), name=path.name, lexicon=lexicon, progress=progress)


def write_result(target: Path, content: bytes) -> None:
    """Write a result whole, or say why it cannot be and end the command."""
    try:
        write_whole(target, content)
    except OSError as error:
        errors.print(f"{target}：无法写入（{error.strerror}）；请检查输出文件夹和磁盘空间。", style="red", markup=False)
        raise typer.Exit(1) from None


def _why_not_opened(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "没有这个文件；请核对路径。"
    if isinstance(error, IsADirectoryError):
        return "这是文件夹，不是文件；请核对路径。"
    if isinstance(error, PermissionError):
        return "没有读取这个文件的权限；请检查文件权限。"
    return f"无法打开文件（{error.strerror}）；请检查磁盘与路径。"


def _reporter(bar: Progress, task: TaskID) -> StageProgress:
    def report(stage: str, share: float) -> None:
        bar.update(task, completed=share, stage=stage)

    return report


def _progress_bar() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[stage]}"), TimeElapsedColumn())
    return Progress(*columns, console=errors, disable=not errors.is_terminal)
