"""Plain text in any usual encoding, mixed ones too."""

from __future__ import annotations

import codecs
import re

from ditan.core.reading.errors import UnreadableFile
from ditan.core.reading.source import SourceText

BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
ENCODINGS = ("utf-8", "gb18030", "big5")
COMMON = frozenset(
    "的一是在不和有大市人工作年月政府部机构单位责任区县环境保护生态城发展推进加强建设规划目标实施能源减排"
    "發開設業責國會區縣環強劃標實減與為產經濟體據關動機單"
)
"""Characters that every plan holds, in simplified and in traditional form."""
USUAL = re.compile(
    r"[\t\n\r -~\u2010-\u203b\u2160-\u217b\u2460-\u2473\u25a0-\u25ff\u3000-\u30ff\u4e00-\u9fff\uff00-\uff5e]"
)
SAMPLE = 200_000
MARK = "\ufffd"
STRANGE = re.compile("[\ufffd\ue000-\uf8ff\u0080-\u009f]")
"""What a wrong encoding leaves: replacement marks, private characters, control characters of Latin 1."""
REPLACED_WARNING = "文件中有 {count} 处字节不属于 {encoding} 编码,已用 � 代替;请核对原文,或以正确编码另存后重新上传"
MIXED_WARNING = "文件混用了多种编码({encodings}),已逐行识别;请核对原文"
NOT_TEXT = (
    "文件内容不是文字(疑似二进制文件或已损坏);可读取的格式有 txt、html、docx、pdf(带文字层)和 xlsx,请确认文件后重新上传"
)
MOST_CONTROLS = 0.01
MOST_MARKS = 0.2


def read(text: str, encoding: str, warnings: tuple[str, ...] = ()) -> SourceText:
    """The decoded text, or `UnreadableFile` where it is none."""
    refuse_binary(text)
    return SourceText(universal_newlines(text), encoding, "txt", (), warnings)


def universal_newlines(text: str) -> str:
    """Every line ended by `\\n`."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def refuse_binary(text: str) -> None:
    """Raise where control characters or replacement marks show that there is no text."""
    length = max(1, len(text))
    controls = sum(map(text.count, map(chr, (*range(1, 9), *range(14, 28), 127)))) + text.count("\0")
    marks = text.count(MARK)
    if controls > MOST_CONTROLS * length + 2 or marks > MOST_MARKS * length + 2:
        raise UnreadableFile(NOT_TEXT, f"{controls} control characters, {marks} undecodable of {length}")


def decode_text(data: bytes, declared: str = "") -> tuple[str, str, tuple[str, ...]]:
    """Text, encoding and warnings. A UTF-8 byte order mark stays a character of the text.

    Bytes that fit no encoding become � with a warning. A file whose lines are of several encodings is decoded line
    by line.

    Examples
    --------
    >>> decode_text("渝府".encode("gb18030"))[:2]
    ('渝府', 'gb18030')
    >>> decode_text("第一行建设\\n".encode() + "第二行环境责任单位".encode("gb18030"))[1]
    'utf-8+gb18030'
    """
    for mark, name in BOMS:
        if data.startswith(mark):
            return _with_marks(data.decode(name, errors="replace"), name)
    try:
        return data.decode("utf-8"), "utf-8", ()
    except UnicodeDecodeError:
        pass
    wide = _wide_encoding(data)
    if wide:
        return _with_marks(data.decode(wide, errors="replace"), wide)
    names = dict.fromkeys([*([_known(declared)] if _known(declared) else []), *ENCODINGS])
    sample = data[:SAMPLE]
    best = max(names, key=lambda name: _fitness(sample.decode(name, errors="replace")))
    text = data.decode(best, errors="replace")
    if STRANGE.search(text) is None:
        return text, best, ()
    mixed, used = _by_line(data, best, list(names))
    if len(used) > 1:
        warnings = (MIXED_WARNING.format(encodings="、".join(used)),)
        _, _, lost = _with_marks(mixed, "+".join(used))
        return mixed, "+".join(used), (*warnings, *lost)
    return _with_marks(text, best)


def _known(name: str) -> str:
    """A declared encoding under Python's own name; empty where it is unknown or no encoding of text."""
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return ""
    return (
        found.name
        if found._is_text_encoding and not found.name.startswith(("utf-16", "utf-32", "utf-7", "idna", "punycode"))
        else ""
    )


def _by_line(data: bytes, best: str, names: list[str]) -> tuple[str, list[str]]:
    """Each line in the encoding that it fits, the file's main one where several or none do."""
    used: dict[str, None] = {}
    lines = []
    for line in data.split(b"\n"):
        for name in dict.fromkeys(("utf-8", best, *names)):
            try:
                lines.append(line.decode(name))
            except UnicodeDecodeError:
                continue
            if not line.isascii():
                used[name] = None
            break
        else:
            lines.append(line.decode(best, errors="replace"))
            used[best] = None
    return "\n".join(lines), list(used)


def _with_marks(text: str, name: str) -> tuple[str, str, tuple[str, ...]]:
    count = text.count(MARK)
    return text, name, (REPLACED_WARNING.format(count=count, encoding=name),) if count else ()


def _wide_encoding(data: bytes) -> str:
    """UTF-16 without its mark: one byte in two of its line ends, digits and punctuation is zero."""
    sample = data[:4000]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) < 3 * (min(even, odd) + 1) or len(data) < 4:
        return ""
    name = "utf-16-be" if even > odd else "utf-16-le"
    text = sample[: len(sample) // 2 * 2].decode(name, errors="replace")
    return name if len(USUAL.findall(text)) > 0.9 * len(text) else ""


def _fitness(text: str) -> float:
    """How much a text is made of characters that every plan holds, less what could not be decoded."""
    known = sum(map(text.count, COMMON))
    strange = len(STRANGE.findall(text))
    return (known - 3 * strange - 2 * text.count(MARK)) / max(1, len(text))
