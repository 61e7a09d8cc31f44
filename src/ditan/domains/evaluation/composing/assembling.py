"""Chapters in their order become a document."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from ditan.base.reporting.documents import Block, Document, Items, Note, Paragraph, Run, Section
from ditan.domains.evaluation.composing import SOURCES
from ditan.domains.evaluation.facts import Facts

NOTHING_WRITTEN = "（本节尚未撰写）"


@dataclass(frozen=True, slots=True)
class ChapterText:
    """A chapter as it is to be set: what the machine writes of `source`, then what people wrote, with who did and when."""

    title: str
    source: str
    landscape: bool = False
    required: bool = False
    text: str = ""
    written_by: str = ""
    written_on: datetime.date | None = None
    left_out: str = ""

    @property
    def is_missing(self) -> bool:
        """Whether people have still to write what the chapter cannot go without."""
        return self.required and not self.text.strip() and not self.left_out


@dataclass(frozen=True, slots=True)
class Cover:
    """What stands on top of the document and on every page."""

    title: str
    date: datetime.date
    issuer: str = ""
    number: str = ""
    is_draft: bool = False


def document_of(cover: Cover, chapters: Sequence[ChapterText], facts: Facts) -> Document:
    """The whole evaluation. A chapter that was left out is named at the end with its reason."""
    held = [each for each in chapters if not each.left_out]
    sections = [
        Section(each.title, chapter_blocks(each, facts), landscape=each.landscape, numbered=not each.landscape)
        for each in held
    ]
    if left := [each for each in chapters if each.left_out]:
        told = Items([f"{each.title}：{each.left_out}" for each in left])
        place = next((place for place, each in enumerate(held) if each.landscape), len(held))
        sections.insert(place, Section("未列入的章节", [Paragraph("以下章节未列入，理由如下："), told]))
    return Document(
        title=cover.title,
        subtitle="（草稿，尚未定稿）" if cover.is_draft else "",
        date=cover.date,
        number=cover.number,
        issuer=cover.issuer,
        header=cover.title,
        contents=True,
        sections=tuple(sections),
    )


def chapter_blocks(chapter: ChapterText, facts: Facts) -> list[Block]:
    """The machine's blocks, then the paragraphs that people wrote, their last with a note that says who did."""
    write = SOURCES.get(chapter.source)
    blocks: list[Block] = list(write(facts)) if write is not None else []
    lines = [line.strip() for line in chapter.text.splitlines() if line.strip()]
    if lines:
        day = f"{chapter.written_on:%Y-%m-%d}" if chapter.written_on else ""
        note = Note(f"本节文字由{chapter.written_by or '未具名人员'}撰写" + (f"，{day}" if day else ""))
        blocks.extend(Paragraph(line) for line in lines[:-1])
        blocks.append(Paragraph(Run(lines[-1], (note,))))
    elif chapter.required or not blocks:
        blocks.append(Paragraph(Run(NOTHING_WRITTEN, look="faint")))
    return blocks
