"""Periods of every kind, for property tests."""

from __future__ import annotations

from hypothesis import strategies as st

from ditan.core import periods

YEARS = st.integers(1950, 2150)
MONTHS = st.integers(1, 12)
DAYS = st.dates(min_value=periods.year(1950).start, max_value=periods.year(2150).end)

REGULAR = st.one_of(
    st.builds(periods.year, YEARS),
    st.builds(periods.quarter, YEARS, st.integers(1, 4)),
    st.builds(periods.month, YEARS, MONTHS),
    st.builds(periods.cumulative_months, YEARS, MONTHS),
    st.builds(periods.end_of, YEARS),
)
MULTI_YEAR = st.builds(lambda first, more: periods.multi_year(first, first + more), YEARS, st.integers(1, 12))
MOMENTS_AND_PARTS = st.one_of(st.builds(periods.as_of, DAYS), st.builds(periods.cumulative_days, DAYS))
PERIODS = st.one_of(REGULAR, MULTI_YEAR, MOMENTS_AND_PARTS)
