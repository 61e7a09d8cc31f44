"""A request that is repeated is answered once: the same key gives the first answer again and does nothing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ditan.base.refusal import InvalidFields
from ditan.base.workflow.models import IdempotencyKey
from ditan.base.workflow.rounds.errors import KeyReused

LONGEST = 100


def once(*, user: Any, key: str, request: Any, act: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Act and give the answer, or give the answer of the first time.

    The key and the act share one transaction: an act that is refused leaves no key, so that a corrected request may use
    it again; a request that comes while the first is at work waits for it.
    """
    if not key:
        return act()
    if len(key) > LONGEST or not key.isprintable():
        raise InvalidFields({"Idempotency-Key": _("请求键应为 1—100 个可见字符。")})
    digest = hashlib.sha256(json.dumps(request, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
    with transaction.atomic():
        try:
            with transaction.atomic():
                row = IdempotencyKey.objects.create(owner_id=user.pk, key=key, digest=digest)
        except IntegrityError:
            return _first_answer(user, key, digest)
        row.answer = act()
        row.save(update_fields=["answer"])
        return row.answer


def _first_answer(user: Any, key: str, digest: str) -> dict[str, Any]:
    found = IdempotencyKey.objects.get(owner_id=user.pk, key=key)
    if found.digest != digest:
        raise KeyReused(_("请求键“%s”已用于内容不同的请求；每个新请求请换一个新键。") % key)
    answer: dict[str, Any] = found.answer or {}
    return answer
