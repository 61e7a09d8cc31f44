"""Entries of a small invented district, and a book of the GWPs that the tests use."""

from ditan.core.factors import Factor, FactorBook
from ditan.core.inventory.booking import book
from ditan.core.inventory.entries import Entry
from ditan.core.inventory.notation import Key


def entry(row: str, category: str, gas: str, tonnes: float | None = None, **more: object) -> Entry:
    """An entry of so many tonnes."""
    return Entry(row, category, gas, None if tonnes is None else book(gas, tonnes), **more)  # type: ignore[arg-type]


DISTRICT = (
    entry("电厂", "1.A.1.a.i", "CO2", 1000.5),
    entry("电厂", "1.A.1.a.i", "N2O", 0.0125),
    entry("水泥窑", "1.A.2.f", "CO2", 300.25),
    entry("水泥熟料", "2.A.1", "CO2", 500.0),
    entry("开关柜", "2.G.1.b", "SF6", 0.000123456),
    entry("秸秆炉", "1.A.4.b.ii", "CH4", 2.0, biomass=True),
    entry("秸秆炉", "1.A.4.b.ii", "CO2", 80.0, memo=True, biomass=True),
    entry("稻田", "3.C.7", "CH4", 40.0),
    entry("林地", "3.B.1.a", "CO2", -250.125),
    entry("填埋场", "4.A.1", "CH4", 30.0),
    entry("煤矿", "1.B.1.a.i.1", "CH4", key=Key.NO),
    entry("肠道", "3.A.1.a", "CH4", key=Key.NE),
    entry("沉降", "5.A", "N2O", 0.001),
    entry("居民电", "E.1.a", "CO2", 120.0),
    entry("道路", "P.1.a", "PM10", 7.0),
    entry("电厂", "1.A.1.a.i", "PM10", 3.0),
    entry("国际航班", "M.2.a", "CO2", 9.0),
)


def gwp(code: str, gas: str, name: str, value: float, **more: object) -> Factor:
    """A GWP of a set."""
    return Factor(
        code,
        f"{gas} GWP",
        "gwp",
        value,
        "kgCO2e/kg",
        "ipcc_" + name.lower(),
        gas,
        gwp_set=name,
        **more,  # type: ignore[arg-type]
    )


GWPS = FactorBook(
    [
        gwp("ar5-co2", "CO2", "AR5", 1, verified=True),
        gwp("ar5-ch4", "CH4", "AR5", 28, verified=True),
        gwp("ar5-n2o", "N2O", "AR5", 265, verified=True),
        gwp("ar5-sf6", "SF6", "AR5", 23500, verified=True),
        gwp("ar6-co2", "CO2", "AR6", 1, verified=True),
        gwp("ar6-ch4", "CH4", "AR6", 27.9, verified=True),
        gwp("ar6-ch4-f", "CH4", "AR6", 29.8, process="fossil"),
        gwp("ar6-ch4-n", "CH4", "AR6", 27.0, process="non_fossil"),
        gwp("ar6-n2o", "N2O", "AR6", 273, verified=True),
    ]
)
"""Values as in the GWP table of the factor library; methane of AR6 by origin is not confirmed."""
