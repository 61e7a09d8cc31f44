"""Read one file: decode → clean → outline → tables → sentences → items → resolve → check."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ditan.core.reading.check import check_plan
from ditan.core.reading.clean import clean
from ditan.core.reading.cleantext import CleanText
from ditan.core.reading.decode import decode
from ditan.core.reading.document import read_document_facts
from ditan.core.reading.draft import Draft, Heading
from ditan.core.reading.genre import require_plan
from ditan.core.reading.indicators import read_indicators
from ditan.core.reading.lexicon import Lexicon
from ditan.core.reading.measures import read_measures
from ditan.core.reading.outline import Outline, read_outline
from ditan.core.reading.projects import read_projects
from ditan.core.reading.resolve import resolve
from ditan.core.reading.sentences import split_sentences
from ditan.core.reading.source import RuledTable
from ditan.core.reading.tables import find_tables
from ditan.core.reading.targets import read_targets
from ditan.core.reading.tasks import read_tasks

Progress = Callable[[str, float], None]
"""Told the name of a stage (Chinese) and the share of the work done, 0 to 1."""


def read_document(data: bytes, *, name: str, lexicon: Lexicon, progress: Progress | None = None) -> Draft:
    """Read a plan into a draft.

    Parameters
    ----------
    data
        The file's bytes.
    name
        The file's name, under which findings and messages speak of it.
    lexicon
        Organisations, regions and metrics that the reader knows.
    progress
        Told each stage before it begins, and the end.

    Returns
    -------
    Draft
        Items with quotes and spans in `Draft.text`; resolved and checked.

    Raises
    ------
    ReadingError
        The file cannot be read, or holds no plan. No other error comes from any bytes.
    """
    tell = progress if progress is not None else _unheard
    tell("解码", 0.0)
    source = decode(data, name)
    tell("清洗", 0.1)
    page = clean(source.text)
    require_plan(page.text)
    tell("提纲", 0.2)
    outline = read_outline(page, ruled_stretches(page, source.tables))
    facts = read_document_facts(page, outline, lexicon)
    tell("表格", 0.3)
    tables = find_tables(page, outline, source.tables)
    sentences = split_sentences(page, outline, tables)
    tell("指标", 0.4)
    indicators = read_indicators(page, tables, sentences)
    tell("目标", 0.5)
    targets = read_targets(page, outline, sentences, facts)
    tell("任务", 0.6)
    measures = read_measures(page, outline, tables, lexicon)
    tasks = read_tasks(page, tables, outline, measures, lexicon)
    tell("项目", 0.7)
    projects = read_projects(page, tables, outline, sentences, lexicon)
    tell("归一", 0.8)
    draft = Draft(
        name=name,
        text=source.text,
        encoding=source.encoding,
        format=source.format,
        document=facts,
        outline=headings(page, outline),
        indicators=indicators,
        targets=targets,
        measures=measures,
        tasks=tasks,
        projects=projects,
        warnings=source.warnings,
    )
    draft = resolve(draft, lexicon)
    tell("查错", 0.9)
    draft = replace(draft, findings=check_plan(draft, lexicon, page=page, outline=outline, tables=tables))
    tell("完成", 1.0)
    return draft


def ruled_stretches(page: CleanText, tables: tuple[RuledTable, ...]) -> tuple[tuple[int, int], ...]:
    """Where ruled tables stand in the cleaned text."""
    stretches = []
    for table in tables:
        places = [span for row in table for span in row if span[0] < span[1]]
        if places:
            first, last = min(start for start, _ in places), max(end for _, end in places)
            stretches.append(page.locate(first, last))
    return tuple(stretches)


def headings(page: CleanText, outline: Outline) -> tuple[Heading, ...]:
    """The outline in positions of the original."""
    return tuple(
        Heading(
            quote=page.quote(entry.start, entry.title_end),
            span=page.span(entry.start, entry.title_end),
            confidence=1.0,
            number=entry.number,
            title=entry.title,
            level=entry.level,
            kind=entry.kind,
            end=page.span(entry.start, entry.end)[1],
            parent=entry.parent,
        )
        for entry in outline.entries
    )


def _unheard(stage: str, share: float) -> None:
    """Progress that nobody follows."""
