"""Pollutants of one source beside each other."""

from __future__ import annotations

from ditan.core.air.consistency import inconsistencies


def test_fine_particles_are_a_part_of_particles() -> None:
    assert inconsistencies({"PM10": 3.0, "PM2.5": 2.0}) == ()
    assert inconsistencies({"PM10": 2.0, "PM2.5": 2.0}) == ()
    ((found, remedy),) = inconsistencies({"PM10": 2.0, "PM2.5": 2.1})
    assert found == "PM2.5（2.1 t）多于 PM10（2 t）"
    assert remedy == "PM2.5 是 PM10 的一部分，请核对系数和治理措施。"


def test_black_and_organic_carbon_are_parts_of_fine_particles() -> None:
    assert inconsistencies({"PM2.5": 1.0, "BC": 0.6, "OC": 0.4}) == ()
    ((found, remedy),) = inconsistencies({"PM2.5": 1.0, "BC": 0.7, "OC": 0.4})
    assert found == "黑碳与有机碳之和（1.1 t）多于 PM2.5（1 t）"
    assert remedy == "两者都是 PM2.5 的一部分，请核对系数。"


def test_what_is_unknown_is_not_judged() -> None:
    assert inconsistencies({"PM2.5": 5.0}) == ()
    assert inconsistencies({"BC": 5.0, "PM10": 1.0}) == ()
    assert inconsistencies({}) == ()
