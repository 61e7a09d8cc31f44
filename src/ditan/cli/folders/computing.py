"""A folder becomes an inventory, or a list of all that has to be put right first. Nothing but files is read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ditan.cli.folders.activity import place_of, read_activity
from ditan.cli.folders.local import read_factors
from ditan.cli.folders.refusing import FolderRefused, Refused
from ditan.cli.folders.settings import FILE, Settings, read_settings
from ditan.core.factors import Choice, FactorBook
from ditan.core.inventory.categories import categories
from ditan.core.inventory.checks import Finding, run
from ditan.core.inventory.co2e import GwpRefused, GwpSet, gwp_set
from ditan.core.inventory.compiling import Compiled, compile_row, facts_of
from ditan.core.inventory.entries import Entry
from ditan.core.inventory.summary import Summary, summarise
from ditan.core.inventory.views import View
from ditan.core.methods import Context


@dataclass(frozen=True)
class Inventory:
    """An inventory that could be computed."""

    settings: Settings
    rows: tuple[Compiled, ...]
    book: FactorBook
    gwp: GwpSet

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Every amount, key and unknown."""
        return tuple(entry for each in self.rows for entry in each.entries)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What the checks of a single year say."""
        return run(facts_of(self.rows, self.book, Context(self.settings.place, self.settings.year)))

    @property
    def unknown(self) -> tuple[Entry, ...]:
        """Amounts that are not known, each with its reason."""
        return tuple(each for each in self.entries if each.unknown)

    def summary(self, view: View) -> Summary:
        """Every line of a view."""
        return summarise(view, self.entries, categories(), self.gwp)


def compute(folder: Path) -> Inventory:
    """The inventory of a folder.

    Raises
    ------
    FolderRefused
        With every place that has to be put right: a row that cannot be taken leaves no total at all.
    """
    settings = read_settings(folder)
    book = read_factors(folder, settings)
    try:
        gwp = gwp_set(book, settings.gwp_set, unverified=settings.unverified)
    except GwpRefused as refused:
        raise FolderRefused([Refused(FILE, 0, "gwp_set", str(refused))]) from None
    written, wrong = read_activity(folder)
    choice = Choice(settings.factor_sets, unverified=settings.unverified)
    context = Context(settings.place, settings.year)
    rows: list[Compiled] = []
    for each in written:
        row, faults = compile_row(each, book, choice, context)
        wrong += [place_of(each, column, message) for column, message in faults.items()]
        if row is not None:
            rows.append(row)
    if not written and not wrong:
        wrong = [Refused(folder.name, 0, "", "没有活动数据；请按模板填写至少一个源类型的 CSV 或工作簿。")]
    if wrong:
        raise FolderRefused(wrong)
    return Inventory(settings, tuple(rows), book, gwp)
