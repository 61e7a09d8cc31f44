"""Score plan readings against hand-made truth: precision, recall and F1 for each kind of item, and its fields.

    python -m benchmarks.score TRUTH_DIR READINGS_DIR [--texts TEXTS_DIR] [--misses]

TRUTH_DIR holds NAME.truth.json, or NAME_tasks.json (..._indicators, ..._projects) for one kind. READINGS_DIR holds one
NAME.json a document, NAME being the text file's name without its ending. A reading is one JSON object with the lists
indicators, targets, measures, tasks, projects. With --texts, every quote must equal text[start:end] of its span.

Everything is compared as printed in the plan: department names as printed (a prefix that the plan writes once may be
completed), 约束性/预期性/引导性, amounts in the printed unit (万元), numbers of items as printed or as an integer, a text
value (市级下达, 不减少) as text. No value is null (or the printed "-").

  target     found: same number (or same text) and year, and a like name; fields: unit, comparator, base year
  indicator  found: a like name; fields: the value of each printed year, nature
  measure    found: a like title (and the same number where titles repeat); fields: lead, cooperating, as sets
  task       a row of an annex table; found: same number and a like beginning; fields as measures. Where the plan does
             not part lead from cooperating (roles "joint" or "unstated"), all departments stand in lead
  project    found: same number and a like text, or a like name; fields: total investment, period, lead

The same mention read twice (same span) counts as an extra item; the same target stated twice in the plan does not.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Item = dict[str, Any]
Field = tuple[str, bool]
Pairs = list[tuple[Item, Item]]

CHINESE_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")}


def norm(text: object) -> str:
    """A text without spaces and punctuation, full width made half."""
    text = unicodedata.normalize("NFKC", str(text if text is not None else ""))
    return re.sub(r"[\s“”\"'‘’,，。.;；:：、()（）〔〕【】\[\]-]", "", text)


def likeness(a: object, b: object) -> float:
    """Dice coefficient of the characters of two texts, 0 to 1."""
    first, second = Counter(norm(a)), Counter(norm(b))
    size = sum(first.values()) + sum(second.values())
    return 2 * sum((first & second).values()) / size if size else 0.0


def starts_like(start: object, text: object) -> float:
    """Whether a text begins (within a few characters) as the truth's first characters do."""
    wanted, head = Counter(norm(start)), Counter(norm(text)[: len(norm(start)) + 8])
    return sum((wanted & head).values()) / max(1, sum(wanted.values()))


def number(value: object) -> float | None:
    """The number that a value is or prints, or None."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, (int, float)):
        return float(value)
    text = re.sub(r"[,，\[\]【】〔〕]", "", unicodedata.normalize("NFKC", str(value))).strip()
    found = re.fullmatch(r"[<>=≥≤~约不低于小大少超过]*\s*(-?\d+(?:\.\d+)?)\s*[%‰]?", text)
    return float(found.group(1)) if found else None


def printed(value: Any) -> Any:
    """The number or text inside a reading's value, which may be an object {value, text}."""
    if isinstance(value, dict):
        return value.get("value") if value.get("value") is not None else value.get("text")
    return value


def empty(value: object) -> bool:
    """Whether a value says nothing."""
    return norm(printed(value)) in ("", "-", "—", "None")


def same_value(want: object, got: object) -> bool:
    """Whether two values are the same number, or the same text."""
    want, got = printed(want), printed(got)
    x, y = number(want), number(got)
    if x is not None or y is not None:
        return x is not None and y is not None and abs(x - y) <= 1e-9 * max(1.0, abs(x))
    return norm(want) == norm(got) or (len(norm(want)) > 1 and likeness(want, got) >= 0.9)


def same_year(want: object, got: object) -> bool:
    """Whether the last years named are the same."""
    return years(want)[-1:] == years(got)[-1:]


def years(value: object) -> list[str]:
    """All years named."""
    return re.findall(r"\d{4}", str(value or ""))


def same_unit(want: object, got: object) -> bool:
    """Whether two printed units are the same."""
    first, second = (norm(unit).replace("㎡", "m2").replace("平方米", "m2").lower() for unit in (want, got))
    return first == second


def ordinal(text: object) -> int | None:
    """'(十四)' -> 14, '3.' -> 3, '一-2' -> 2, 14.0 -> 14; None where there is no number."""
    if isinstance(text, (int, float)):
        return int(text)
    text = unicodedata.normalize("NFKC", str(text if text is not None else ""))
    last = [part for part in re.split(r"[-—./]", re.sub(r"[\s()〔〕【】\[\]、,]", "", text)) if part][-1:]
    digits = re.findall(r"\d+", last[0]) if last else []
    if digits:
        return int(digits[-1])
    words = re.findall(r"[一二三四五六七八九十百]+", last[0]) if last else []
    if not words:
        return None
    total, current = 0, 0
    for char in words[-1]:
        if char in "十百":
            total, current = total + (current or 1) * (100 if char == "百" else 10), 0
        else:
            current = CHINESE_DIGITS[char]
    return total + current


def departments(names: object) -> set[str]:
    """Department names as a set, without the level written before them (区, 市, 省, 县, 自治区)."""
    if not isinstance(names, list):
        return {str(names)} if names else set()
    return {re.sub(r"^(自治区|区|市(?!场)|省|县)(?=.)", "", norm(name)) for name in names}


def pair(
    truths: Sequence[Item], found: Sequence[Item], alike: Callable[[Item, Item], float]
) -> tuple[Pairs, list[Item], list[Item]]:
    """Pair each truth with its best unused finding, best pairs first."""
    scores = sorted(
        ((alike(t, f), i, j) for i, t in enumerate(truths) for j, f in enumerate(found)), key=lambda s: -s[0]
    )
    taken_t: set[int] = set()
    taken_f: set[int] = set()
    pairs: Pairs = []
    for score, i, j in scores:
        if score > 0 and i not in taken_t and j not in taken_f:
            taken_t.add(i)
            taken_f.add(j)
            pairs.append((truths[i], found[j]))
    missed = [t for i, t in enumerate(truths) if i not in taken_t]
    extra = [f for j, f in enumerate(found) if j not in taken_f]
    return pairs, missed, extra


def like_target(t: Item, f: Item) -> float:
    """Same value and year, and a like name."""
    same = same_value(t["value"], f.get("value")) and same_year(t.get("year"), f.get("year"))
    score = likeness(t["name"], f.get("name")) if same else 0
    return score if score >= 0.5 else 0


def like_indicator(t: Item, f: Item) -> float:
    """A like name."""
    score = likeness(t["name"], f.get("name"))
    return score if score >= 0.7 else 0


def like_measure(t: Item, f: Item) -> float:
    """A like title; the same number counts more."""
    score = max(likeness(t.get("title"), f.get("title")), starts_like(t.get("title") or "", f.get("title")) * 0.9)
    return score + (ordinal(t.get("number")) == ordinal(f.get("number"))) if score >= 0.75 else 0


def like_row(t: Item, f: Item) -> float:
    """The same number with a like beginning, or a like name."""
    same = t.get("number") is not None and ordinal(t["number"]) == ordinal(f.get("number"))
    texts = [str(f.get(key) or "") for key in ("text", "content", "name")]
    if t.get("text_starts"):
        text = max(starts_like(t["text_starts"], one) for one in texts)
        return 2 * text if same and text >= 0.5 else 0
    name = max(likeness(t.get("name"), one) for one in texts)
    return name + same if name >= 0.5 else 0


def target_fields(t: Item, f: Item) -> Iterator[Field]:
    """Unit, comparator, base year."""
    yield "unit", same_unit(t.get("unit"), f.get("unit"))
    if t.get("comparator"):
        yield "comparator", t["comparator"] == (f.get("comparator") or "=")
    if t.get("base_year"):
        yield "base year", same_year(t["base_year"], f.get("base_year"))


def indicator_fields(t: Item, f: Item) -> Iterator[Field]:
    """The value of each printed year, and the nature."""
    wanted = {key: value for key, value in t.items() if re.fullmatch(r"\d{4}", key)}
    wanted.update({str(row["year"]): row["value"] for row in t.get("targets", []) if row.get("year")})
    if t.get("base_year"):
        wanted[str(t["base_year"])] = t.get("base_value")
    values: dict[Any, Any] = f["values"] if isinstance(f.get("values"), dict) else {}
    for year, value in wanted.items():
        got = values.get(year, values.get(int(year)))
        yield f"value {year}", empty(got) if empty(value) else (not empty(got) and same_value(value, got))
    if t.get("nature"):
        yield "nature", norm(t["nature"]) == norm(f.get("nature"))


def department_fields(t: Item, f: Item) -> Iterator[Field]:
    """Who leads and who cooperates."""
    got_lead, got_other = departments(f.get("lead")), departments(f.get("cooperating"))
    if t.get("responsible") is not None or "joint" in str(t.get("note")):
        wanted = departments(t.get("responsible") or (t.get("lead") or []) + (t.get("cooperating") or []))
        yield "departments", wanted == got_lead | got_other
        yield "no invented split", not got_other
        return
    lead, other = departments(t.get("lead")), departments(t.get("cooperating"))
    if lead or other or got_lead or got_other:
        yield "lead", lead == got_lead
        yield "cooperating", other == got_other


def project_fields(t: Item, f: Item) -> Iterator[Field]:
    """Investment, period, lead."""
    wanted = t.get("investment_10k_cny", (t.get("investment") or {}).get("total"))
    if wanted is not None:
        money = f.get("investment")
        yield "investment", same_value(wanted, money.get("total") if isinstance(money, dict) else money)
    if t.get("period"):
        yield "period", years(t["period"]) == years(f.get("period"))
    if isinstance(t.get("lead"), list):
        yield "lead", departments(t["lead"]) == departments(f.get("lead"))


Scorer = tuple[Callable[[Item, Item], float], Callable[[Item, Item], Iterator[Field]]]
KINDS: dict[str, Scorer] = {
    "indicators": (like_indicator, indicator_fields),
    "targets": (like_target, target_fields),
    "measures": (like_measure, department_fields),
    "tasks": (like_row, department_fields),
    "projects": (like_row, project_fields),
}


def truths_by_document(folder: Path) -> dict[str, dict[str, list[Item]]]:
    """The truth of each document by kind."""
    documents: dict[str, dict[str, list[Item]]] = defaultdict(dict)
    for path in sorted(folder.glob("*.json")):
        stem = path.name.removesuffix(".json").removesuffix(".truth")
        kind = next((k for k in KINDS if stem.endswith("_" + k)), None)
        data = json.loads(path.read_text(encoding="utf-8"))
        if kind:
            stem, data = stem[: -len(kind) - 1], {kind: data.get("rows", data.get(kind))}
        if isinstance(data, dict):
            documents[stem].update({k: data[k] for k in KINDS if isinstance(data.get(k), list)})
    return documents


def span(item: Item) -> tuple[int, ...] | None:
    """Where an item stands."""
    return tuple(item["span"]) if isinstance(item.get("span"), (list, tuple)) else None


def score_kind(
    kind: str, rows: list[Item], found: list[Item]
) -> tuple[Pairs, list[Item], list[Item], list[tuple[str, bool, Item, Item]]]:
    """Pairs, misses and extras of one kind in one document, and its fields as (name, right, truth, reading)."""
    alike, fields = KINDS[kind]
    scored = [r for r in rows if "norm" not in str(r.get("note")) and r.get("value") != "MISSING"]
    optional = [r for r in rows if r not in scored and r.get("value") != "MISSING"]
    pairs, missed, extra = pair(scored, found, alike)
    extra = pair(optional, extra, alike)[2]
    if kind == "targets":  # the same target stated in another place of the plan is no error; the same place twice is
        places = {span(f) for _, f in pairs}
        repeated = []
        for item in extra:
            again = span(item) is not None and span(item) not in places and any(alike(t, item) for t in rows)
            places.add(span(item))
            if again:
                repeated.append(item)
        extra = [item for item in extra if item not in repeated]
    return pairs, missed, extra, [(name, bool(ok), t, f) for t, f in pairs for name, ok in fields(t, f)]


@dataclass
class Counts:
    """What became of one kind of item."""

    found: int = 0
    missed: int = 0
    extra: int = 0
    right: int = 0
    fields: int = 0

    def add(self, other: Counts) -> None:
        """Count another document in."""
        for name in ("found", "missed", "extra", "right", "fields"):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    @property
    def precision(self) -> float:
        """Share of what was read that is true."""
        return self.found / (self.found + self.extra) if self.found + self.extra else 0.0

    @property
    def recall(self) -> float:
        """Share of what is true that was read."""
        return self.found / (self.found + self.missed) if self.found + self.missed else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = 2 * self.found + self.missed + self.extra
        return 2 * self.found / both if both else 0.0

    @property
    def field_share(self) -> float:
        """Share of the fields of found items that are right."""
        return self.right / self.fields if self.fields else float("nan")


@dataclass
class Scores:
    """The whole result: counts by kind, quotes that differ from their span, and a line for each document and kind."""

    kinds: dict[str, Counts] = field(default_factory=dict)
    wrong_quotes: int = 0
    quotes: int = 0
    lines: list[str] = field(default_factory=list)

    @property
    def all_kinds(self) -> Counts:
        """All kinds together."""
        total = Counts()
        for counts in self.kinds.values():
            total.add(counts)
        return total


def score(truth: Path, readings: dict[str, Item], texts: Path | None = None, *, misses: bool = False) -> Scores:
    """Score readings, by the name of their text, against a folder of truth."""
    scores = Scores()
    for stem, kinds in truths_by_document(truth).items():
        reading = readings.get(stem, {})
        text = texts / f"{stem}.txt" if texts else None
        if reading and text and text.exists():
            bad, quotes = wrong_quotes(reading, text.read_text(encoding="utf-8"))
            scores.wrong_quotes, scores.quotes = scores.wrong_quotes + bad, scores.quotes + quotes
        for kind, rows in kinds.items():
            pairs, missed, extra, fields = score_kind(kind, rows, reading.get(kind) or [])
            counts = Counts(len(pairs), len(missed), len(extra), sum(ok for _, ok, _, _ in fields), len(fields))
            scores.kinds.setdefault(kind, Counts()).add(counts)
            scores.lines.append(document_line(stem, kind, counts) + ("" if reading else "  NO READING"))
            if misses:
                scores.lines += list(miss_lines(missed, extra, fields))
    return scores


def wrong_quotes(reading: Item, text: str) -> tuple[int, int]:
    """How many quotes differ from their span, of how many."""
    items = [item for kind in KINDS for item in reading.get(kind) or []]
    return sum((place := span(item)) is None or text[slice(*place)] != item.get("quote") for item in items), len(items)


def document_line(stem: str, kind: str, counts: Counts) -> str:
    """One document, one kind."""
    found = f"found {counts.found:>3}/{counts.found + counts.missed:<3}"
    return f"{stem[:36]:<36} {kind:<10} {found} extra {counts.extra:>3}  fields {counts.right}/{counts.fields}"


def miss_lines(missed: list[Item], extra: list[Item], fields: list[tuple[str, bool, Item, Item]]) -> Iterator[str]:
    """What was missed, read too much, or read wrong."""
    keys = ("number", "name", "title", "value", "unit", "year", "text_starts")
    for label, items in (("missed", missed), ("extra", extra)):
        for item in items:
            yield f"    {label:<7} { {key: item[key] for key in keys if item.get(key) not in (None, '')} }"
    for name, ok, t, f in fields:
        if not ok:
            wanted = (
                t.get("lead") or t.get("responsible") or {k: v for k, v in t.items() if k.isdigit()} or t.get("unit")
            )
            got = f.get("lead") or f.get("values") or f.get("unit")
            other = f.get("cooperating") or ""
            yield f"    wrong   {name} | {t.get('number') or t.get('name')} | {wanted} <> {got} {other}"


def summary(scores: Scores) -> Iterator[str]:
    """The table of all kinds."""
    yield "kind        precision recall    F1    fields  items"
    for kind, counts in scores.kinds.items():
        if counts.found + counts.missed + counts.extra:
            rates = f"{counts.precision:9.3f} {counts.recall:6.3f} {counts.f1:6.3f}  {counts.field_share:6.3f}"
            yield f"{kind:<11} {rates}  {counts.found + counts.missed:5}"
    yield f"all kinds, F1 {scores.all_kinds.f1:.3f}"
    if scores.quotes:
        yield f"quotes that differ from their span: {scores.wrong_quotes} of {scores.quotes}"


def main(words: list[str]) -> None:
    """Score a folder of readings."""
    texts = Path(words.pop(words.index("--texts") + 1)) if "--texts" in words else None
    folders = [Path(word) for word in words if not word.startswith("--")]
    if len(folders) != 2:
        sys.exit(__doc__)
    readings = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in folders[1].glob("*.json")}
    scores = score(folders[0], readings, texts, misses="--misses" in words)
    print("\n".join([*scores.lines, "", *summary(scores)]))


if __name__ == "__main__":
    main(sys.argv[1:])
