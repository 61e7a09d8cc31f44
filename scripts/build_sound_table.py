"""Write `src/ditan/core/lexicon/sounds.csv`: characters of GB 2312 by their readings without tones.

Run once by hand with the PyPI package pypinyin (MIT) installed: `python scripts/build_sound_table.py`. The reader uses
the table to tell a typing error between homophones (碳汇通 for 碳惠通) from two different words.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

from pypinyin import Style, pinyin

TARGET = Path(__file__).parents[1] / "src/ditan/core/lexicon/sounds.csv"


def gb2312_characters() -> list[str]:
    rows, columns = range(0xB0, 0xF8), range(0xA1, 0xFF)
    decoded = (bytes((row, column)).decode("gb2312", errors="ignore") for row in rows for column in columns)
    return [char for char in decoded if char]


def main() -> None:
    by_sound: dict[str, list[str]] = defaultdict(list)
    for char in gb2312_characters():
        for sound in sorted(set(pinyin(char, style=Style.NORMAL, heteronym=True)[0])):
            by_sound[sound].append(char)
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["sound", "characters"])
        writer.writerows((sound, "".join(chars)) for sound, chars in sorted(by_sound.items()))


if __name__ == "__main__":
    main()
