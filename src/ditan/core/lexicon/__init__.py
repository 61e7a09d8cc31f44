"""The lexicon that ships with Ditan: departments, organisations, regions and metrics as CSV, one fact a row.

    departments.csv     kinds of department that every region has, with the names of province and municipality
    organisations.csv   organisations of one region: its own bureaus, towns, zones, enterprises
    regions.csv         divisions of GB/T 2260 (written by scripts/build_region_table.py)
    zones.csv           functional zones, with local codes
    metrics.csv         indicators and targets of plans
    sources.csv         what the `source` column of the others points to

`verified` is true only where the shipped plans themselves show the fact.
"""

from ditan.core.lexicon.loader import load_lexicon, load_sources

__all__ = ["load_lexicon", "load_sources"]
