"""Write the demonstration's confirmations: every item of the five plans that the reader is sure of.

    python scripts/build_demo_confirmations.py

Run it after the reader changed. What is ambiguous or doubtful is left for a person to decide, in the demonstration too.
"""

from __future__ import annotations

import csv
from pathlib import Path

from ditan.core.lexicon import load_lexicon
from ditan.core.reading import read_document

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "src/ditan/domains/plans/demo/confirmations.csv"
SURE = 0.7
KINDS = {
    "indicator": "indicators",
    "target": "targets",
    "measure": "measures",
    "task": "tasks",
    "project": "projects",
}


def main() -> None:
    """Read the plans and write the file."""
    lexicon = load_lexicon()
    rows = []
    for path in sorted((ROOT / "examples/plans").glob("*.txt")):
        draft = read_document(path.read_bytes(), name=path.name, lexicon=lexicon)
        for kind, plural in KINDS.items():
            for item in getattr(draft, plural):
                if item.confidence >= SURE and not getattr(item, "ambiguous", False):
                    start, end = item.span
                    rows.append((path.name, kind, start, end, label_of(item)))
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("file", "kind", "start", "end", "label"))
        writer.writerows(rows)
    print(f"{TARGET.relative_to(ROOT)}: {len(rows)} items")


def label_of(item: object) -> str:
    """What the library calls the item."""
    name = getattr(item, "name", "") or getattr(item, "title", "") or getattr(item, "text", "")[:60]
    return str(name)


if __name__ == "__main__":
    main()
