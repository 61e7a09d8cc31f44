"""One cited parameter: a value with its unit, its range, what it applies to and where it was read."""

from __future__ import annotations

from dataclasses import dataclass

ATTRIBUTES = ("fuel", "process", "technology", "region", "year")
"""What a factor can be for. An empty attribute says that the source makes no difference there."""


@dataclass(frozen=True, slots=True)
class Factor:
    """One fact, one row of a CSV.

    Parameters
    ----------
    code
        Its name for ever: no two factors share one, and a corrected value is a new row with a new code.
    quantity
        What kind of parameter it is, a code of `quantities`: `ncv`, `carbon_content`, `oxidation`, `emission_factor` …
    gas
        The gas or pollutant that it speaks of (`CO2`, `CH4`, `PM2.5`), empty where it speaks of none.
    value
        In `unit`; None where the source prints no single number, as `text` then says.
    lower, upper
        The 95 % range of the source, None where it gives none.
    distribution
        `normal`, `lognormal`, `triangular`, `uniform`, or empty where the source names none.
    factor_set
        The set it belongs to, a code of `sets`: `provincial_guide_2025`, `ipcc_2006` … `local` for a district's own.
    fuel, process, technology, region, year
        What it applies to. `year` is the year that the value is for (a grid factor's data year).
    gwp_set
        `AR4`, `AR5`, `AR5_feedback` or `AR6` where the value is a GWP or rests on one.
    verified
        False where no source confirms the value: it is used only where the user says so.
    """

    code: str
    name: str
    quantity: str
    value: float | None
    unit: str
    factor_set: str
    gas: str = ""
    lower: float | None = None
    upper: float | None = None
    distribution: str = ""
    fuel: str = ""
    process: str = ""
    technology: str = ""
    region: str = ""
    year: str = ""
    gwp_set: str = ""
    source_title: str = ""
    source_number: str = ""
    source_page: str = ""
    valid_from: str = ""
    valid_to: str = ""
    verified: bool = False
    text: str = ""
    note: str = ""

    def attribute(self, name: str) -> str:
        """One of `ATTRIBUTES`."""
        return str(getattr(self, name))

    @property
    def place(self) -> tuple[str, ...]:
        """What it speaks of: quantity, gas and attributes. Factors that share it say the same thing, or contradict."""
        return (self.quantity, self.gas, self.fuel, self.process, self.technology, self.region, self.year)

    @property
    def amount(self) -> str:
        """The value with its unit, or what the source prints instead.

        >>> Factor("d", "柴油", "ncv", 42.652, "GJ/t", "guide").amount
        '42.652 GJ/t'
        """
        number = self.text if self.value is None else f"{self.value:.10g}"
        return f"{number} {self.unit}".strip() if self.unit != "1" else number
