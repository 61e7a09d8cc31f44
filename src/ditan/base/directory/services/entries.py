"""Dictionaries and parameters, kept on screen."""

from __future__ import annotations

import datetime
import math

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from ditan.base.audit.services import record
from ditan.base.directory.errors import InvalidFields
from ditan.base.directory.models import Parameter
from ditan.base.directory.permissions import DICTIONARIES, require


@transaction.atomic
def set_parameter(*, user: User, key: str, value: str) -> Parameter:
    """Give a parameter another value of its kind."""
    require(user, DICTIONARIES)
    found = Parameter.objects.select_for_update().get(key=key)
    before = found.value
    found.value = _kept(found, value.strip())
    found.save(update_fields=["value"])
    record(
        act="directory.parameter_set",
        user=user,
        target_kind="parameter",
        target_key=found.key,
        target_name=found.name,
        before={"value": before},
        after={"value": found.value},
    )
    return found


def _kept(found: Parameter, value: str) -> str:
    if len(value) > 400:
        raise InvalidFields({"value": _("参数值最多 400 个字符。")})
    try:
        if found.kind == Parameter.Kind.NUMBER and not math.isfinite(float(value)):
            raise ValueError(value)
        if found.kind == Parameter.Kind.DATE:
            datetime.date.fromisoformat(value)
        if found.kind == Parameter.Kind.FLAG and value not in ("是", "否"):
            raise ValueError(value)
    except ValueError as error:
        raise InvalidFields(
            {
                "value": _("“%(value)s”不是%(kind)s；请按“%(name)s”的类型填写。")
                % {"value": value, "kind": found.get_kind_display(), "name": found.name}
            }
        ) from error
    return value
