"""Supervision for programs: what it lists, the steps, and a request that is sent twice."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from ditan.domains.supervision.models import Progress
from ditan.domains.supervision.selectors.search import search
from tests.domains.supervision.conftest import District, fresh, handed_out, seen

pytestmark = pytest.mark.django_db


def sent(user: User, address: str, key: str = "", **body: Any) -> Any:
    client = Client()
    client.force_login(user)
    return client.post(address, json.dumps(body), "application/json", headers={"Idempotency-Key": key} if key else {})


def got(user: User, address: str) -> Any:
    client = Client()
    client.force_login(user)
    answer = client.get(address)
    return answer.json() if answer.status_code == 200 else answer.status_code


def test_a_program_lists_reads_and_moves_matters(district: District) -> None:
    matter = handed_out(district)
    address = f"/api/supervision/{matter.pk}"
    (line,) = got(district.clerk, "/api/supervision")
    assert (line["number"], line["light"], line["organisation"]) == ("2026-0001", "green", "区住房城乡建委")
    assert got(district.forester, "/api/supervision") == []
    assert got(district.forester, address) == 404
    taken = [sent(district.clerk, f"{address}/accept", key="k1", version=matter.version).json() for _twice in range(2)]
    assert taken[0] == taken[1] == {"id": matter.pk, "state": "accepted", "version": matter.version + 1}
    refused = sent(district.clerk, f"{address}/accept", version=matter.version)
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "changed")
    reported = sent(district.clerk, f"{address}/progress", version=seen(matter).version, text="开工", percent=10)
    assert reported.status_code == 200
    assert Progress.objects.get().percent == 10
    assert [each["step"] for each in got(district.clerk, address)["steps"]][-2:] == ["accept", "progress"]
    assert sent(district.leader, f"{address}/begin", version=1).status_code == 403


def test_the_search_of_the_platform_finds_what_the_user_sees(district: District) -> None:
    matter = handed_out(district)
    (hit,) = search(fresh(district.clerk), "充电桩 2026", 5)
    assert (hit.title, hit.url) == ("2026-0001 新建充电桩2000个", f"/supervision/{matter.pk}/")
    assert list(search(fresh(district.forester), "充电桩", 5)) == []
