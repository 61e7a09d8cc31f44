"""Ditan 低碳: a city district's low-carbon work, from the text of a plan to an audited tonne."""

__version__ = "0.1.0"
