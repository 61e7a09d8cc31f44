"""Documents: said once in plain values, set as docx, as pdf and on the screen.

```python
from ditan.base.reporting.documents import (
    Cell, Chart, DataTable, Document, Heading, Items, Note, Paragraph, Run, Section, Series, SignatureBlock,
    render_docx, render_pdf,
)

source = Note("区统计局《2025年统计公报》，2025年，定稿")
document = Document(
    title="铜山区2025年度评估报告", date=date(2026, 11, 29), issuer="铜山区双碳办", watermark="张三 2026-11-29 14:05",
    sections=[
        Section("总体情况", [
            Paragraph(["单位地区生产总值能耗降低", Run("3.2%", (source,)), "。"]),
            DataTable(head=["指标", "实际"], rows=[["能耗强度降低率", Run("3.2%", (source,))], ["森林覆盖率", None]]),
            Chart("columns", "降低率", ["2024", "2025"], [Series("实际", [Decimal("3.0"), Decimal("3.2")])], "%", (source,)),
        ]),
    ],
)
render_docx(document), render_pdf(document)
```

- **Texts are texts.** Whatever a person or a plan wrote goes through as data: no text becomes typst markup, XML or HTML.
  Control characters, halves of letters and marks that turn the direction of writing are left out.
- **Notes.** `Run(text, (Note(…),))` gives a real footnote in docx and pdf; an equal note later takes the same number. A
  head is repeated on each page and takes none: give them to the caption. An empty `Run("", notes)` marks a place.
- **Unknown** is None in a table or a series: “—”, a gap, “无数据”. Never a zero.
- **Forms** such as 督办单: `DataTable(head=(), rows=…)` with `Cell("主办单位", head=True)`, `Cell(text, span=3, down=2)`;
  `Document(form="official")` sets 三号 on wide margins as GB/T 9704 does, `report` smaller.
- **Sections** are 一、, `Heading(text, 2)` （一）, 3 1., 4 （1）; tables and charts count themselves (表1, 图1).
- **Flows** (桑基图) are `Flow(title, [FlowNode("原煤", 0), FlowNode("发电", 1)], [FlowLink("原煤", "发电", 5.2)], "万tce")`;
  lines may have a band: `Chart("lines", …, lower=[…], upper=[…])` is the range of its first series.
- **Wrong documents** raise `DocumentWrong` where they are built: a row of another width, a series that does not fit.
- **Equal input, equal bytes**: days and times are handed in; nobody asks the clock. No text of the page but 目录, 第 x 页,
  图, 表 and 无数据 is ours; those stay Chinese, as documents are.
- Nothing of the machine or the net is asked for: fonts come from a package. About 0.3 s for the first pdf of a process.
- `arrange(document)` gives numbers and notes for a page on the screen: `{% include "reporting/_document.html" with
  document=arranged %}`.
"""

from __future__ import annotations

from ditan.base.reporting.documents.arranging import SetDocument, arrange
from ditan.base.reporting.documents.model import (
    Block,
    Cell,
    Cells,
    Chart,
    DataTable,
    Document,
    DocumentWrong,
    Flow,
    FlowLink,
    FlowNode,
    Heading,
    Items,
    Note,
    PageBreak,
    Paragraph,
    Run,
    Section,
    Series,
    SignatureBlock,
    Text,
    plain,
)

ENDINGS = ("docx", "pdf")
"""The endings of files that `render` makes."""


def render(document: Document, ending: str) -> bytes:
    """The document as a file of this ending."""
    if ending not in ENDINGS:
        raise ValueError(f"no document ends in {ending!r}; known: {', '.join(ENDINGS)}")
    return render_docx(document) if ending == "docx" else render_pdf(document)


# The compiler is an 80 MB library: only who makes a file loads it.
def render_docx(document: Document) -> bytes:
    """The document as docx; a chart is a picture with its description, followed by its numbers."""
    from ditan.base.reporting.documents.docx import docx_of

    return docx_of(arrange(document))


def render_pdf(document: Document) -> bytes:
    """The document as PDF: tagged, with bookmarks, real footnotes and its fonts inside."""
    from ditan.base.reporting.documents.pdf import pdf_of

    return pdf_of(arrange(document))


__all__ = [
    "ENDINGS",
    "Block",
    "Cell",
    "Cells",
    "Chart",
    "DataTable",
    "Document",
    "DocumentWrong",
    "Flow",
    "FlowLink",
    "FlowNode",
    "Heading",
    "Items",
    "Note",
    "PageBreak",
    "Paragraph",
    "Run",
    "Section",
    "Series",
    "SetDocument",
    "SignatureBlock",
    "Text",
    "arrange",
    "plain",
    "render",
    "render_docx",
    "render_pdf",
]
