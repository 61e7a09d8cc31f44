"""Full- and half-width forms, odd spaces and compatibility characters: one character for one character."""

from __future__ import annotations

import unicodedata

SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
LINE_ENDS = "\u000b\u000c\u001c\u001d\u001e\u0085\u2028\u2029"
DASHES = "\u2015\u2500\u2501\u2e3a\u2e3b\ufe31\ufe58"
HYPHENS = "\u2010\u2011\u2012\u2212\ufe63"
DOTS = "\u2022\u2027\u30fb\u2219\u22c5\u00b7\uff65"
INVISIBLE = (
    "\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\ufeff"
)
"""Characters that print nothing; they are taken out."""

RADICALS = "⺁⺅⺆⺇⺉⺊⺋⺌⺎⺏⺒⺓⺔⺕⺖⺘⺙⺛⺜⺝⺞⺠⺡⺢⺣⺤⺦⺧⺨⺩⺪⺬⺭⺮⺯⺰⺲⺶⺹⺺⺻⺼⺽⺾⻁⻂⻃⻄⻅⻆⻈⻉⻊⻋⻌⻏⻐⻑⻒⻓⻔⻖⻗⻘⻙⻚⻛⻜⻝⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲"
IDEOGRAPHS = "厂亻冂几刂卜卩小兀尣巳幺彑彐忄扌攵旡日月歺民氵氺灬爫丬牛犭王疋示礻竹糹纟罒羊耂肀聿月臼艹虎衤覀西见角讠贝足车辶阝钅長镸长门阝雨青韦页风飞食飠饣首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀"
"""PDF fonts map a glyph that radical and ideograph share to the radical; Unicode gives no compatibility mapping for
those of the supplement (EquivalentUnifiedIdeograph)."""


def _table() -> dict[int, str]:
    table = {ord(char): " " for char in SPACES}
    table |= {ord(char): "\n" for char in LINE_ENDS}
    table |= {ord(char): "—" for char in DASHES}
    table |= {ord(char): "-" for char in HYPHENS}
    table |= {ord(char): "·" for char in DOTS}
    table |= {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    for first, last in ((0x2E80, 0x2FDF), (0xF900, 0xFAFF), (0xFE10, 0xFE19), (0xFE30, 0xFE6B)):
        for code in range(first, last + 1):
            plain = unicodedata.normalize("NFKC", chr(code))
            if code not in table and len(plain) == 1 and plain != chr(code):
                table[code] = plain
    table |= {ord(radical): plain for radical, plain in zip(RADICALS, IDEOGRAPHS, strict=True)}
    table |= dict.fromkeys(range(57344, 63744), "□")
    table |= dict.fromkeys(range(61440, 61696), "·")
    table |= {0xE5E5: " ", 0xFFFD: "□", 0xFE52: ".", 0x2329: "〈", 0x232A: "〉"}
    return table


WIDTH = _table()
"""For `str.translate`: full-width ASCII to ASCII, every space to a blank, every line end to `\\n`, Kangxi radicals and
compatibility ideographs to the characters they stand for, bullets of symbol fonts to ·, the replacement mark and other
private characters to □."""
