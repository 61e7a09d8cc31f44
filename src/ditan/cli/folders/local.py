"""`factors.csv`: the district's own factors, each with its source, beside those that are delivered."""

from __future__ import annotations

from pathlib import Path

from ditan.cli.folders.activity import FACTORS
from ditan.cli.folders.refusing import FolderRefused, Refused
from ditan.cli.folders.settings import FILE, Settings
from ditan.core.factors import FactorBook, FactorRefused, book, load

LOCAL = "local"


def read_factors(folder: Path, settings: Settings) -> FactorBook:
    """The book with the factors of the folder; `FolderRefused` where one of them will not do, or could never be picked."""
    path = folder / FACTORS
    if not path.exists():
        return book()
    try:
        own = list(load([path]))
        wider = book().with_local(own)
    except (FactorRefused, UnicodeDecodeError) as refused:
        raise FolderRefused([Refused(FACTORS, 0, "", str(refused))]) from None
    wrong = [
        Refused(FACTORS, 0, "factor_set", f"因子 {each.code} 的因子集为“{each.factor_set}”；本地因子应为 {LOCAL}。")
        for each in own
        if each.factor_set != LOCAL
    ]
    wrong += [
        Refused(FACTORS, 0, "source_title", f"因子 {each.code} 没有写明出处；请填写。")
        for each in own
        if not each.source_title
    ]
    if own and LOCAL not in settings.factor_sets:
        message = f"有 {len(own)} 个本地因子，但 factor_sets 中没有“{LOCAL}”，不会被采用；请列入，或删去 {FACTORS}。"
        wrong.append(Refused(FILE, 0, "factor_sets", message))
    if wrong:
        raise FolderRefused(wrong)
    return wider
