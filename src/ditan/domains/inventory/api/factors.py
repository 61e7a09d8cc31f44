"""The library of factors for programs: found by words, one with its source and with what others say of the same thing."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest
from ninja import Query, Schema

from ditan.core.factors import FactorRefused
from ditan.core.factors.finding import find
from ditan.domains.inventory.api.reading import REFUSALS, Limit, router
from ditan.domains.inventory.permissions import VIEW, require
from ditan.domains.inventory.selectors.books import factor_book


class FactorOut(Schema):
    """`value` null where the source prints no single number, as `text` then says. An unverified one is used only where the
    inventory says so."""

    code: str
    name: str
    quantity: str
    gas: str
    value: float | None
    unit: str
    lower: float | None
    upper: float | None
    distribution: str
    factor_set: str
    fuel: str
    process: str
    technology: str
    region: str
    year: str
    gwp_set: str
    source_title: str
    source_number: str
    source_page: str
    valid_from: str
    valid_to: str
    verified: bool
    text: str
    note: str


class FactorsOut(Schema):
    total: int
    items: list[FactorOut]


class WholeFactorOut(FactorOut):
    """`others` are factors that speak of the same thing: conflicts are shown, never settled silently."""

    others: list[FactorOut]


class FactorQuery(Schema):
    q: Annotated[str, Query(max_length=100)] = ""
    quantity: Annotated[str, Query(max_length=48)] = ""
    factor_set: Annotated[str, Query(max_length=48)] = ""
    gas: Annotated[str, Query(max_length=16)] = ""
    fuel: Annotated[str, Query(max_length=48)] = ""
    region: Annotated[str, Query(max_length=80)] = ""
    year: Annotated[str, Query(max_length=9)] = ""
    verified: bool | None = None


@router.get("/factors", response={200: FactorsOut, **REFUSALS}, summary="查找因子")
def factors(
    request: HttpRequest,
    asked: Query[FactorQuery],
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
    limit: Limit = 100,
) -> dict[str, Any]:
    """Factors of the platform and of the district that hold every word and are of what is named."""
    require(request.user, VIEW)
    match = {"fuel": asked.fuel, "region": asked.region, "year": asked.year}
    found = find(
        factor_book(),
        asked.q,
        quantity=asked.quantity,
        factor_set=asked.factor_set,
        gas=asked.gas,
        match={name: value for name, value in match.items() if value},
        verified=asked.verified,
    )
    return {"total": len(found), "items": [asdict(each) for each in found[offset : offset + limit]]}


@router.get("/factors/{code}", response={200: WholeFactorOut, **REFUSALS}, summary="一个因子及其出处")
def factor(request: HttpRequest, code: str) -> dict[str, Any]:
    require(request.user, VIEW)
    book = factor_book()
    try:
        found = book.get(code)
    except FactorRefused as refused:
        raise ObjectDoesNotExist(str(refused)) from refused
    # Databases list thousands of values that speak of nothing in particular.
    beside = () if found.quantity == "efdb" else book.beside(found)
    return {**asdict(found), "others": [asdict(each) for each in beside if each.code != code]}
