"""A formula as a person writes it, turned into an expression of the library's language.

Names of metrics may hold anything (PM2.5年平均浓度, “两江”渝中段水质), so the longest name of the catalogue that stands at a
place is taken for it and replaced by a plain identifier. Nothing else is read here: operators, brackets and numbers are
the library's business. Every character of the expression knows its place in the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from ditan.core.metrics.catalogue import Catalogue, plain
from ditan.core.metrics.problems import FormulaRefused, Problem

LONGEST = 2000
SIGNS = {"×": "*", "÷": "/", "−": "-", "–": "-", "—": "-", "^": "**"}
"""Signs that people write, as the library spells them. Full-width ones are half-width already."""
OPENING = {"[": "]", "【": "】", "「": "」"}
QUOTES = {'"': '"', "“": "”", "'": "'"}

_NUMBER = re.compile(r"\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?!\w)")
_WORD = re.compile(r"[^\W\d]\w*(?:[.&]\w+)*|\d+\w+(?:[.&]\w+)*")
_SIGN = re.compile(r"\*\*|[-+*/(),]")


@dataclass(slots=True)
class Written:
    """The expression, where each of its characters stands in the text, and what its identifiers stand for."""

    text: str
    expression: str = ""
    places: list[int] = field(default_factory=list)
    metrics: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Characters of the expression as characters of the text."""
        if not self.places or start >= len(self.places):
            return max(len(self.text) - 1, 0), len(self.text)
        return self.places[start], self.places[min(max(end - 1, start), len(self.places) - 1)] + 1


def read_writing(text: str, catalogue: Catalogue, functions: Mapping[str, str], own: str = "") -> Written:
    """Find the names in a formula.

    Parameters
    ----------
    text
        As written. Before `=` may stand the metric's own name.
    functions
        What may stand before a bracket, and how the expression calls it, in plain letters.
    own
        The code of the metric whose formula it is.

    Raises
    ------
    FormulaRefused
        Where it is empty or too long, or holds a name or sign that nobody knows; all of them are named.
    """
    if not text.strip():
        raise FormulaRefused(
            [Problem("公式是空的；请写成“指标 / 指标”的样式，例如 新建绿色建筑面积 / 新建建筑面积。", 0, 0, "empty")]
        )
    if len(text) > LONGEST:
        raise FormulaRefused(
            [Problem(f"公式有 {len(text)} 个字，最多 {LONGEST} 个；请拆成几个指标。", 0, len(text), "too_long")]
        )
    reader = _Reader(text, catalogue, functions)
    reader.skip_own_name(own)
    reader.read()
    if reader.problems:
        raise FormulaRefused(reader.problems)
    return reader.written


class _Reader:
    def __init__(self, text: str, catalogue: Catalogue, functions: Mapping[str, str]) -> None:
        self.catalogue, self.functions = catalogue, functions
        self.written, self.problems = Written(text), list[Problem]()
        pairs = [(letter, place) for place, sign in enumerate(text) for letter in _letters(sign)]
        self.line = "".join(letter for letter, _place in pairs)
        self.origin = [place for _letter, place in pairs] + [len(text)]
        self.at = 0

    def skip_own_name(self, own: str) -> None:
        """`绿色建筑占比 = …`: what stands before the sign is the metric itself."""
        name, sign, _rest = self.line.partition("=")
        if not sign:
            return
        codes = self.catalogue.names.get(plain(name), ())
        if own and codes and own not in codes:
            message = f"等号左边是“{name.strip()}”，不是本指标；请只写等号右边的算式。"
            self.problems.append(Problem(message, *self._place(0, len(name)), "syntax"))
        self.at = len(name) + 1

    def read(self) -> None:
        while self.at < len(self.line):
            rest = self.line[self.at :]
            if rest[0].isspace():
                self._write(" ", 1)
            elif rest[0] in OPENING:
                self._bracketed(OPENING[rest[0]])
            elif name := self._known_name():
                self._name(name, len(name))
            elif rest[0] in QUOTES:
                self._quoted(QUOTES[rest[0]])
            elif rest[0] in SIGNS:
                self._write(SIGNS[rest[0]], 1)
            elif found := _NUMBER.match(rest) or _SIGN.match(rest):
                self._write(found[0], len(found[0]))
            elif word := _WORD.match(rest):
                self._word(word[0])
            else:
                self._strange(rest[0])

    def _known_name(self) -> str:
        for name in self.catalogue.by_first.get(self.line[self.at], ()):
            end = self.at + len(name)
            if self.line.startswith(name, self.at) and not (name[-1].isalnum() and _goes_on(self.line, end)):
                return name
        return ""

    def _name(self, name: str, length: int) -> None:
        codes = self.catalogue.names[name]
        if len(codes) > 1:
            told = "、".join(codes)
            self._refuse(length, f"“{name}”是几个指标共有的名称；请改写编码：{told}。", "ambiguous_name")
            return
        known = {code: word for word, code in self.written.metrics.items()}
        word = known.get(codes[0]) or f"m{len(self.written.metrics)}_"
        self.written.metrics[word] = codes[0]
        self._write(word, length)

    def _bracketed(self, closing: str) -> None:
        end = self.line.find(closing, self.at)
        if end < 0:
            self._refuse(len(self.line) - self.at, f"缺少“{closing}”；请补上。", "syntax")
            return
        name = plain(self.line[self.at + 1 : end])
        if name in self.catalogue.names:
            self._name(name, end + 1 - self.at)
        else:
            self._refuse(end + 1 - self.at, self._unknown(name), "unknown_name")

    def _quoted(self, closing: str) -> None:
        end = self.line.find(closing, self.at + 1)
        if end < 0:
            self._refuse(len(self.line) - self.at, f"引号没有合上；请补上 {closing}。", "syntax")
            return
        word = f"t{len(self.written.texts)}_"
        self.written.texts[word] = self.line[self.at + 1 : end].strip()
        self._write(word, end + 1 - self.at)

    def _word(self, word: str) -> None:
        if word in self.functions and self.line[self.at + len(word) :].lstrip().startswith("("):
            self._write(self.functions[word], len(word))
        elif word in self.functions:
            self._refuse(len(word), f"“{word}”是函数，后面要有括号，例如 {word}(地区生产总值)。", "function")
        elif self.line[self.at + len(word) :].lstrip().startswith("("):
            told = "、".join(sorted(name for name in self.functions if not name.isascii()))
            self._refuse(len(word), f"没有叫“{word}”的函数；可用的有 {told}。", "function")
        else:
            self._refuse(len(word), self._unknown(word), "unknown_name")

    def _unknown(self, name: str) -> str:
        like = self.catalogue.like(name)
        hint = f"是不是“{'”“'.join(like)}”？" if like else "请核对名称，或先在统计指标中新增。"
        return f"没有叫“{name}”的指标；{hint}"

    def _strange(self, sign: str) -> None:
        if sign == "%":
            message = "不用写“%”：结果按指标的单位换算，比例指标自动成为百分数。"
        elif sign == "=":
            message = "多了一个“=”；请只写等号右边的算式。"
        else:
            message = f"“{sign}”不能用在公式里；可用 + - * / ( ) 和指标名称。"
        self._refuse(1, message, "syntax")

    def _refuse(self, length: int, message: str, code: str) -> None:
        self.problems.append(Problem(message, *self._place(self.at, self.at + length), code))
        self.at += length

    def _write(self, word: str, length: int) -> None:
        start, end = self._place(self.at, self.at + length)
        self.written.expression += word
        places = [start] * len(word)
        places[-1] = end - 1
        self.written.places += places
        self.at += length

    def _place(self, start: int, end: int) -> tuple[int, int]:
        return self.origin[start], self.origin[max(end - 1, start)] + (1 if end > start else 0)


def _letters(sign: str) -> str:
    return " " if sign.isspace() else unicodedata.normalize("NFKC", sign)


def _goes_on(line: str, end: int) -> bool:
    """Whether a word goes on behind this place: what stands before it is then a part of another name."""
    return end < len(line) and (line[end].isalnum() or line[end] == "_")
