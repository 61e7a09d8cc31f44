"""The Chinese energy balance table (地区能源平衡表): read, held against its own sums, and used as activity data."""

from ditan.core.ghg.energy_balance.activity import Burnt, burnt_fuels, reference_inputs
from ditan.core.ghg.energy_balance.balancing import Finding, find_imbalances
from ditan.core.ghg.energy_balance.flows import FLOWS, Flow, flow_named
from ditan.core.ghg.energy_balance.reading import Balance, BalanceRefused, read_balance
from ditan.core.ghg.energy_balance.standard import Convention, StandardCoal, total_tce

__all__ = [
    "FLOWS",
    "Balance",
    "BalanceRefused",
    "Burnt",
    "Convention",
    "Finding",
    "Flow",
    "StandardCoal",
    "burnt_fuels",
    "find_imbalances",
    "flow_named",
    "read_balance",
    "reference_inputs",
    "total_tce",
]
