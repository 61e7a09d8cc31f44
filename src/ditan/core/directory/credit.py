"""The unified social credit code of an organisation: its shape and its check digit, with a reason where it is wrong."""

from __future__ import annotations

import unicodedata

from stdnum.cn import uscc

LENGTH = 18
ALPHABET = frozenset("0123456789ABCDEFGHJKLMNPQRTUWXY")
"""I, O, S, V and Z are no characters of a code: they look like digits or each other."""


class CreditCodeRefused(ValueError):
    """A code that cannot be right; the message is Chinese and says what was found, expected, and what to do."""


def credit_code(text: str) -> str:
    """The code in its kept form: half-width, capital letters, no spaces or hyphens.

    Raises
    ------
    CreditCodeRefused
        Where length, characters or check digit are wrong.

    Examples
    --------
    >>> credit_code(" 91110000-600037341l ")
    '91110000600037341L'
    >>> credit_code("911100006000373411")
    Traceback (most recent call last):
        ...
    ditan.core.directory.credit.CreditCodeRefused: 统一社会信用代码“911100006000373411”的校验位是“1”，按前 17 位计算应为“L”，其中至少有一位抄错；请对照营业执照或登记证书逐位核对。
    """
    code = "".join(unicodedata.normalize("NFKC", text).replace("-", "").split()).upper()
    if len(code) != LENGTH:
        raise CreditCodeRefused(
            f"统一社会信用代码“{text}”有 {len(code)} 位，应为 {LENGTH} 位；请对照营业执照或登记证书补全。"
        )
    wrong = [character for character in code if character not in ALPHABET]
    if wrong:
        raise CreditCodeRefused(
            f"统一社会信用代码“{text}”含有“{wrong[0]}”，代码只用数字和除 I、O、S、V、Z 以外的大写字母；"
            "请检查是否把 1、0、5、2 误录成字母。"
        )
    # The standard allows letters in the first two places (N for agriculture), which uscc.validate does not know.
    if not code[2:8].isdigit():
        raise CreditCodeRefused(
            f"统一社会信用代码“{text}”的第 3—8 位是“{code[2:8]}”，应为登记机关的 6 位行政区划代码；请核对。"
        )
    expected = uscc.calc_check_digit(code[:-1])
    if code[-1] != expected:
        raise CreditCodeRefused(
            f"统一社会信用代码“{text}”的校验位是“{code[-1]}”，按前 17 位计算应为“{expected}”，其中至少有一位抄错；"
            "请对照营业执照或登记证书逐位核对。"
        )
    return code
