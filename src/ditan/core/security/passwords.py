"""What makes a password acceptable, and how old one may grow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import islice, product

from ditan.core.lexicon.sounds import sounds_of
from ditan.core.security.controls import Controls

LONGEST = 128
"""More characters cost time and add nothing."""

SHORTEST_PART = 4
"""A part of a name that is shorter stands by chance in many passwords."""

_READINGS = 64
"""A name of characters with many readings has no more spellings than this that are worth a look."""


def faults(password: str, *, user_name: str, names: Iterable[str], controls: Controls) -> tuple[str, ...]:
    """What keeps this password from being accepted, each fault as a Chinese sentence; empty where it is good.

    Parameters
    ----------
    password
        As typed.
    user_name
        The name of the account. It may not stand in the password, forwards or backwards, whatever the case.
    names
        Names of the person, in characters or letters. Neither they nor their pinyin may stand in the password.
    controls
        Length and classes that are asked for.

    Examples
    --------
    >>> faults("Chong-qing-2026", user_name="liwei", names=["李伟"], controls=Controls())
    ()
    >>> faults("Zhang.Wei@2026", user_name="zw", names=["张伟"], controls=Controls())
    ('密码中含有姓名“张伟”或其拼音，请换成与本人无关的文字。',)
    """
    return tuple(_faults(password, user_name, tuple(names), controls))


def _faults(password: str, user_name: str, names: tuple[str, ...], controls: Controls) -> Iterator[str]:
    if len(password) < controls.password_length:
        yield f"密码只有 {len(password)} 个字符，至少需要 {controls.password_length} 个。"
    if len(password) > LONGEST:
        yield f"密码有 {len(password)} 个字符，最多 {LONGEST} 个。"
    found = classes(password)
    if found < controls.password_classes:
        yield f"密码只用了 {found} 类字符；大写字母、小写字母、数字、符号四类中至少要有 {controls.password_classes} 类。"
    if len(set(password)) < min(5, controls.password_length):
        yield "密码中不同的字符太少，请不要重复同一个字符。"
    plain = _plain(password)
    account = _plain(user_name)
    if len(account) >= 3 and (account in plain or account[::-1] in plain):
        yield "密码中含有用户名，请换成与用户名无关的文字。"
    for name in names:
        if _names(plain, name):
            yield f"密码中含有姓名“{name}”或其拼音，请换成与本人无关的文字。"


def classes(password: str) -> int:
    """How many of the four classes stand in it: capitals, small letters, digits, everything else.

    >>> classes("Abc-123"), classes("密码密码")
    (4, 1)
    """
    kinds = {
        0 if "A" <= each <= "Z" else 1 if "a" <= each <= "z" else 2 if "0" <= each <= "9" else 3 for each in password
    }
    return len(kinds)


def spellings(name: str) -> frozenset[str]:
    """What a name gives in letters: the whole of it, given name first too, and each part that is long enough.

    >>> sorted(spellings("张伟"))
    ['weizhang', 'zhang', 'zhangwei']
    """
    letters = [sorted(sounds_of(char)) for char in name if not char.isascii()]
    if not letters or not all(letters):
        return frozenset()
    found = set()
    for read in islice(product(*letters), _READINGS):
        for cut in range(1, len(read)):
            family, given = "".join(read[:cut]), "".join(read[cut:])
            found |= {family + given, given + family}
            # Two syllables of a given name are as good as a name; a family name of four letters too.
            found |= {part for part in (family, given) if len(part) >= SHORTEST_PART}
    return frozenset(found)


def _names(plain: str, name: str) -> bool:
    written = _plain(name)
    if len(written) >= 2 and written in plain:
        return True
    return any(spelling in plain for spelling in spellings(name))


def _plain(text: str) -> str:
    """Letters, digits and characters only, in small letters: marks between them hide nothing."""
    return "".join(char for char in text.casefold() if char.isalnum())


def expires(changed_at: datetime, controls: Controls) -> datetime:
    """When a password that was set then has to be changed."""
    return changed_at + timedelta(days=controls.password_days)


def expired(changed_at: datetime, now: datetime, controls: Controls) -> bool:
    """Whether a password is too old. One that was set in the future, by a clock since put right, is too old at once:
    nobody knows its age.

    >>> from datetime import UTC
    >>> day = datetime(2026, 1, 1, tzinfo=UTC)
    >>> expired(day, day + timedelta(days=89), Controls()), expired(day, day + timedelta(days=90), Controls())
    (False, True)
    """
    return now >= expires(changed_at, controls) or changed_at - now > timedelta(days=1)
