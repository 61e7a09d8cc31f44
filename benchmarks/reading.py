"""Measure the reader: how much it finds, whether its quotes hold, how fast it is.

    python -m benchmarks.reading [--misses]

Prints every figure that docs/quality.md keeps and ends with 1 when one is below what we ask of ourselves. Texts and truth
come from examples/plans and tests/data; times are taken on one core, imports excluded.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.score import Scores, score, summary
from ditan.cli.forms.exchange import to_json
from ditan.core.lexicon import load_lexicon
from ditan.core.reading import Draft, Lexicon, read_document

ROOT = Path(__file__).resolve().parents[1]
PLANS = ROOT / "examples" / "plans"
TRUTH = ROOT / "tests" / "data" / "truth"
MORE = ROOT / "tests" / "data" / "more"

ASKED = {
    "indicators": (0.98, 0.97),
    "tasks": (0.98, 0.97),
    "projects": (0.98, 0.97),
    "measures": (0.98, 0.97),
    "targets": (0.93, 0.93),
}
"""F1 and share of right fields on `tests/data/truth`, at least."""
ASKED_MORE = 0.88
ASKED_SECONDS = 3.0
ASKED_GROWTH = 12.0
LONGER = 10
ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure beside what is asked."""

    name: str
    value: float
    asked: str
    met: bool

    def line(self) -> str:
        """The figure as printed."""
        return f"{'met   ' if self.met else 'MISSED'}  {self.name:<52} {self.value:>8.3f}  asked {self.asked}"


def main(words: list[str]) -> int:
    """Measure and print everything."""
    misses = "--misses" in words
    lexicon = load_lexicon()
    truth = score(TRUTH, read_folder(PLANS, lexicon), PLANS, misses=misses)
    more = score(MORE, read_folder(MORE, lexicon), MORE, misses=misses)
    for title, scores in (("tests/data/truth", truth), ("tests/data/more", more)):
        print("\n".join([f"== {title}", *scores.lines, "", *summary(scores), ""]))
    figures = [*quality(truth, more), *speed(lexicon)]
    print("== figures")
    print("\n".join(figure.line() for figure in figures))
    return 0 if all(figure.met for figure in figures) else 1


def read_folder(folder: Path, lexicon: Lexicon) -> dict[str, dict[str, object]]:
    """Every text of a folder, read, as `ditan read --format json` would write it."""
    return {path.stem: json.loads(to_json(read(path, lexicon).as_json())) for path in sorted(folder.glob("*.txt"))}


def read(path: Path, lexicon: Lexicon) -> Draft:
    """One file, read."""
    return read_document(path.read_bytes(), name=path.name, lexicon=lexicon)


def quality(truth: Scores, more: Scores) -> Iterator[Figure]:
    """How much is found and whether the quotes hold."""
    for kind, (f1, fields) in ASKED.items():
        counts = truth.kinds[kind]
        yield at_least(f"F1 on truth: {kind}", counts.f1, f1)
        yield at_least(f"fields on truth: {kind}", counts.field_share, fields)
    yield at_least("F1 over all items of more", more.all_kinds.f1, ASKED_MORE)
    wrong = truth.wrong_quotes + more.wrong_quotes
    yield Figure(f"quotes that differ from their span (of {truth.quotes + more.quotes})", wrong, "0", wrong == 0)


def speed(lexicon: Lexicon) -> Iterator[Figure]:
    """How long the five plans take on one core, and how the time grows with the text."""
    texts = {path.name: path.read_bytes() for path in sorted(PLANS.glob("*.txt"))}
    characters = sum(len(data.decode("utf-8")) for data in texts.values())
    longer = {name: (data.decode("utf-8") * LONGER).encode() for name, data in texts.items()}
    with on_one_core():
        first = seconds(texts.items(), lexicon)
        again = statistics.median(seconds(texts.items(), lexicon) for _ in range(ROUNDS))
        grown = seconds(longer.items(), lexicon)
    yield at_most(f"seconds for the five plans ({characters} characters), first", first, ASKED_SECONDS)
    yield at_most(f"seconds for the five plans, median of {ROUNDS} more", again, ASKED_SECONDS)
    yield at_most(f"{LONGER} times the text: times the time", grown / again, ASKED_GROWTH)


def seconds(texts: Iterable[tuple[str, bytes]], lexicon: Lexicon) -> float:
    """Processor time to read these texts one after another: wall time of an idle core, whatever else runs."""
    started = time.process_time()
    for name, data in texts:
        read_document(data, name=name, lexicon=lexicon)
    return time.process_time() - started


@contextmanager
def on_one_core() -> Iterator[None]:
    """Keep this process on one core for the time of a measurement."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(before)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def at_least(name: str, value: float, asked: float) -> Figure:
    """A figure that should not be below."""
    return Figure(name, value, f"≥ {asked:g}", value >= asked)


def at_most(name: str, value: float, asked: float) -> Figure:
    """A figure that should not be above."""
    return Figure(name, value, f"≤ {asked:g}", value <= asked)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
