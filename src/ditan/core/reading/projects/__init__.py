"""Projects of a plan: the rows of its project lists, and the projects that its text describes."""

from __future__ import annotations

from collections.abc import Sequence

from ditan.core.reading.cleantext import CleanText
from ditan.core.reading.draft import Project
from ditan.core.reading.lexicon import Lexicon
from ditan.core.reading.outline import Outline
from ditan.core.reading.projects.prose import read_described
from ditan.core.reading.projects.rows import read_rows
from ditan.core.reading.projects.schema import read_project_schema
from ditan.core.reading.sentences import Sentence
from ditan.core.reading.tables.table import Table

__all__ = ["read_projects"]


def read_projects(
    page: CleanText, tables: Sequence[Table], outline: Outline, sentences: Sequence[Sentence], lexicon: Lexicon
) -> tuple[Project, ...]:
    """The projects of every project list, then those of the running text that no list holds."""
    listed: list[Project] = []
    for table in tables:
        schema = read_project_schema(table)
        if schema is not None:
            listed.extend(read_rows(page, table, schema))
    names = {project.name for project in listed if project.name}
    described = [project for project in read_described(page, sentences) if project.name not in names]
    return (*listed, *described)
