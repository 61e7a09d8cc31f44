"""Rows that programs hand in, written as a person would write them; each is done once however often it is sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Field, Schema
from ninja.params.functions import Header

from ditan.base.workflow.rounds.services.repeating import once
from ditan.domains.inventory import services
from ditan.domains.inventory.api.reading import REFUSALS, router
from ditan.domains.inventory.api.schemas import EmissionOut, row_out
from ditan.domains.inventory.models import Row
from ditan.domains.inventory.permissions import EDIT
from ditan.domains.inventory.selectors.inventories import get_inventory, row_lines
from ditan.domains.inventory.services.grid import entry_named

Key: Any = Header("", alias="Idempotency-Key", description="同一请求重发时用同一个键，平台只办一次并给出同样的答复")
Strict = Field(strict=True)
Written = Annotated[str, Strict] | Annotated[int, Strict] | Annotated[float, Strict] | None
"""A cell: as a person writes it (`3.2 万t`), a number in the unit of the input, or null for an empty one."""


class RowIn(Schema):
    """`cells` by the name of an input of the kind. A notation key stands in place of cells, and NE, IE and C with a reason."""

    kind: str = Field("", max_length=48)
    category: str = Field("", max_length=80, description="类别编号，或类别名称")
    cells: dict[str, Written] = {}
    label: str = Field("", max_length=200)
    notation: str = Field("", max_length=2)
    notation_reason: str = Field("", max_length=400)
    source_note: str = Field("", max_length=400)
    uncertainty: dict[str, Written] | None = Field(None, description="各项 95% 区间的半宽，百分数")


class ChangeIn(RowIn):
    """The whole row anew; `version` is that of the row as the caller saw it."""

    version: int
    reason: str = Field("", max_length=400)


class RemovalIn(Schema):
    version: int
    reason: str = Field("", max_length=400)


class WrittenOut(Schema):
    """The row as it stands now, and what it comes to; `revision` is that of the inventory."""

    id: int
    version: int
    revision: int
    emissions: list[EmissionOut]


class RemovedOut(Schema):
    id: int
    version: int
    revision: int


@router.post("/{int:pk}/rows", response={200: WrittenOut, **REFUSALS}, summary="新增一行活动数据")
def add(request: HttpRequest, pk: int, body: RowIn, key: str = Key) -> dict[str, Any]:
    """Emissions are computed in the same transaction. A refusal names each cell in `details.fields`, and nothing is kept."""
    get_inventory(request.user, pk, EDIT)

    def act() -> Row:
        return services.add_row(user=request.user, pk=pk, entry=_entry(body))

    return _done(request, pk, ["add", body.model_dump(mode="json")], act, key)


@router.post("/{int:pk}/rows/{int:row}", response={200: WrittenOut, **REFUSALS}, summary="修改一行活动数据")
def save(request: HttpRequest, pk: int, row: int, body: ChangeIn, key: str = Key) -> dict[str, Any]:
    """What the row said before stays readable; 409 where somebody else was quicker."""
    get_inventory(request.user, pk, EDIT)

    def act() -> Row:
        return services.save_row(
            user=request.user, pk=pk, row=row, version=body.version, entry=_entry(body), reason=body.reason
        )

    return _done(request, pk, ["save", row, body.model_dump(mode="json")], act, key)


@router.post("/{int:pk}/rows/{int:row}/remove", response={200: RemovedOut, **REFUSALS}, summary="删除一行活动数据")
def remove(request: HttpRequest, pk: int, row: int, body: RemovalIn, key: str = Key) -> dict[str, Any]:
    """It counts no more; what it said stays readable."""
    get_inventory(request.user, pk, EDIT)

    def act() -> Row:
        return services.remove_row(user=request.user, pk=pk, row=row, version=body.version, reason=body.reason)

    return _done(request, pk, ["remove", row, body.model_dump(mode="json")], act, key)


def _done(request: HttpRequest, pk: int, asked: list[Any], act: Callable[[], Row], key: str) -> dict[str, Any]:
    """Do it once for this key, and say how the row stands then."""

    def done() -> dict[str, Any]:
        kept = act()
        now = get_inventory(request.user, pk)
        lines = row_lines(now, rows=[kept.pk])
        emissions = row_out(lines[0], traced=False)["emissions"] if lines else []
        return {"id": kept.pk, "version": kept.version, "revision": now.revision, "emissions": emissions}

    return once(user=request.user, key=key, request=["inventory", pk, *asked], act=done)


def _entry(body: RowIn) -> services.Entry:
    return entry_named(
        services.Entry(
            body.kind,
            body.category,
            {name: _text(value) for name, value in body.cells.items()},
            body.label,
            body.notation,
            body.notation_reason,
            body.source_note,
            None if body.uncertainty is None else {name: _text(value) for name, value in body.uncertainty.items()},
        )
    )


def _text(value: Written) -> str:
    return "" if value is None else str(value).replace("\x00", "")
