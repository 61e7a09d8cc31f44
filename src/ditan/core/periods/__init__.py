"""Reporting periods: 年, 季, 月, 1—n月累计, 多年累计, 期末, 时点. A frozen value; no clock."""

from ditan.core.periods.chinese import chinese
from ditan.core.periods.codes import code_of, parse_code
from ditan.core.periods.period import (
    CHINESE,
    Kind,
    Period,
    PeriodRefused,
    as_of,
    cumulative_days,
    cumulative_months,
    end_of,
    month,
    multi_year,
    quarter,
    year,
)
from ditan.core.periods.plans import five_year_plan, five_year_plan_of, plan_name, plan_number
from ditan.core.periods.printed import Printed, parse_printed
from ditan.core.periods.steps import (
    FREQUENCIES,
    following,
    periods_between,
    periods_of_year,
    previous,
    same_period_last_year,
)

__all__ = [
    "CHINESE",
    "FREQUENCIES",
    "Kind",
    "Period",
    "PeriodRefused",
    "Printed",
    "as_of",
    "chinese",
    "code_of",
    "cumulative_days",
    "cumulative_months",
    "end_of",
    "five_year_plan",
    "five_year_plan_of",
    "following",
    "month",
    "multi_year",
    "parse_code",
    "parse_printed",
    "periods_between",
    "periods_of_year",
    "plan_name",
    "plan_number",
    "previous",
    "quarter",
    "same_period_last_year",
    "year",
]
