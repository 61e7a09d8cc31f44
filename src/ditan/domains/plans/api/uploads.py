"""Uploads and the runs that read them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import File, Form, Router, Status, UploadedFile

from ditan.base.api import Error
from ditan.domains.plans import selectors, services
from ditan.domains.plans.api import schemas as s
from ditan.domains.plans.api.people import person

router = Router()


@router.post("/uploads", response={202: s.ReadingOut, 403: Error, 409: Error}, summary="上传规划文件")
def upload(
    request: HttpRequest,
    file: File[UploadedFile],
    allow_duplicate: Form[bool] = False,
) -> Status[dict[str, Any]]:
    made = services.upload_plan(
        user=person(request), name=file.name or "", data=file.read(), allow_duplicate=allow_duplicate
    )
    return Status(202, s.ReadingOut.of(made.reading))


@router.get("/readings/{pk}", response={200: s.ReadingOut, 404: Error}, summary="读取进度")
def reading(request: HttpRequest, pk: int) -> dict[str, Any]:
    return s.ReadingOut.of(selectors.get_reading(request.user, pk))


@router.get("/uploads", response=list[s.ReadingOut], summary="尚未入库的文件")
def waiting(request: HttpRequest) -> list[dict[str, Any]]:
    return [s.ReadingOut.of(selectors.latest_reading(source)) for source in selectors.uploads(request.user)[:100]]
