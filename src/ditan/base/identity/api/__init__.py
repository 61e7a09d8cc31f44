"""The user sync: another system keeps accounts in step, one person a call, by its own id. By token alone."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from ninja import Field, Router, Schema

from ditan.base.api import Error
from ditan.base.identity.models import ExternalAccount
from ditan.base.identity.selectors import get_external, open_holdings, person_of
from ditan.base.identity.services.sync import HeldPost, Wanted, deactivate, keep

router = Router()

REFUSALS = {400: Error, 401: Error, 403: Error, 404: Error, 409: Error, 422: Error, 429: Error}


class HoldingIn(Schema):
    """A post that the person holds."""

    organisation: str = Field(description="单位的统一社会信用代码或全称", max_length=200)
    post: str = Field(description="该单位已有的岗位名称", max_length=100)
    valid_from: date | None = Field(None, description="任职日期；不填为同步当日")
    acting: bool = False


class UserIn(Schema):
    """A person as the other system knows her."""

    username: str = Field(max_length=150)
    name: str = Field(max_length=100)
    phone: str = Field("", max_length=40)
    staff_number: str = Field("", max_length=40)
    active: bool = True
    holdings: list[HoldingIn] | None = Field(
        None, max_length=50, description="全部现任岗位；没有列出的自今日起结束，整项不填则不变"
    )


class HoldingOut(Schema):
    organisation: str
    credit_code: str
    post: str
    valid_from: date
    acting: bool


class UserOut(Schema):
    """The person as kept here; `result` tells what the call did: `created`, `changed` or `unchanged`."""

    external_id: str
    username: str
    name: str
    active: bool
    holdings: list[HoldingOut]
    result: str = "unchanged"


@router.get("/users/{external_id}", response={200: UserOut, **REFUSALS}, summary="查看同步的用户")
def get_user(request: HttpRequest, external_id: str) -> UserOut:
    return _shown(get_external(request.user, external_id))


@router.put("/users/{external_id}", response={200: UserOut, **REFUSALS}, summary="新增或更新用户（可重复调用）")
def put_user(request: HttpRequest, external_id: str, wanted: UserIn) -> UserOut:
    posts = None
    if wanted.holdings is not None:
        posts = tuple(HeldPost(each.organisation, each.post, each.valid_from, each.acting) for each in wanted.holdings)
    given = Wanted(
        wanted.username, wanted.name, phone=wanted.phone, staff_number=wanted.staff_number, active=wanted.active
    )
    account, result = keep(user=request.user, external_id=external_id, wanted=given, holdings=posts)
    return _shown(account, result)


@router.delete("/users/{external_id}", response={200: UserOut, **REFUSALS}, summary="停用用户（不删除任何数据）")
def delete_user(request: HttpRequest, external_id: str) -> UserOut:
    account, result = deactivate(user=request.user, external_id=external_id)
    return _shown(account, result)


def _shown(account: ExternalAccount, result: str = "unchanged") -> UserOut:
    return UserOut(
        external_id=account.external_id,
        username=account.user.get_username(),
        name=person_of(account).name,
        active=account.user.is_active,
        holdings=[
            HoldingOut(
                organisation=each.post.organisation.name,
                credit_code=each.post.organisation.credit_code,
                post=each.post.title,
                valid_from=each.valid_from,
                acting=each.acting,
            )
            for each in open_holdings(account)
        ],
        result=result,
    )
