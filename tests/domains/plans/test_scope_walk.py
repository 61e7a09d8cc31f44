"""No page, button or operation shows or changes what is another department's: each is asked for by a clerk of one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.db import transaction
from django.test import Client

from ditan.base.directory.models import Organisation
from ditan.domains.plans.kinds import KINDS
from ditan.domains.plans.models import PlanDocument
from tests.base.access.conftest import person_with_post
from tests.domains.plans.addresses import operation_address, operations, page_address, pages
from tests.domains.plans.clerks import LISTED, OTHERS, clerk_of, mark, role_of, rows_of_others, words_of
from tests.domains.plans.conftest import stored_plan
from tests.domains.plans.drafts import minimal_draft
from tests.fresh_code import signed_in

pytestmark = pytest.mark.django_db


@dataclass(frozen=True, slots=True)
class Stage:
    """What every step of the walk begins with."""

    plan: int
    session: str
    uploads: Path


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """The minimal plan, in which every item says whose it is, and a signed-in clerk: made once, undone at the end."""
    uploads = tmp_path_factory.mktemp("uploads")
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.conf.settings.UPLOAD_DIR", uploads)
        whole = transaction.atomic()
        whole.__enter__()
        office = User.objects.create_user("coordinator")
        office.user_permissions.set(Permission.objects.filter(content_type__app_label="plans"))
        plan = mark(stored_plan(minimal_draft(), office), office)
        hers = Organisation.objects.create(name="铜山区经济和信息化委员会", short_name=LISTED, kind="department")
        Organisation.objects.filter(pk=hers.pk).update(path=f"{hers.pk:08d}")
        clerk = clerk_of(person_with_post, hers, role_of("科员"))
        session = signed_in(clerk).cookies["sessionid"].value
    yield Stage(plan.pk, session, uploads)
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        whole.__exit__(None, None, None)


@pytest.fixture
def upload_folder(stage: Stage, settings: Any) -> Path:
    """Where the plan's file lies."""
    settings.UPLOAD_DIR = stage.uploads
    return stage.uploads


@pytest.fixture
def marked(stage: Stage, db: None) -> PlanDocument:
    """The plan, in which every item says whose it is."""
    return PlanDocument.objects.get(pk=stage.plan)


@pytest.fixture
def hers(stage: Stage) -> Client:
    """The clerk's browser."""
    browser = Client(raise_request_exception=False)
    browser.cookies["sessionid"] = stage.session
    return browser


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["indicator", "project"])
@pytest.mark.parametrize("name", pages())
def test_no_page_and_no_button_shows_or_changes_what_is_another_s(
    name: str, kind: str, hers: Client, marked: PlanDocument
) -> None:
    before = rows_of_others()
    address = page_address(name, marked, kind)
    form = {"action": "confirm", "version": "2", "kinds": list(KINDS), "confidence": "0", "name": "改", "title": "改"}
    answers = [hers.get(address, {"state": "all"}), hers.post(address, form), hers.get("/")]
    assert {answer.status_code for answer in answers} <= {200, 302, 204, 403, 404, 405, 409, 422}
    assert [OTHERS in words_of(answer) for answer in answers] == [False, False, False]
    assert rows_of_others() == before


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["indicator", "project"])
@pytest.mark.parametrize(("method", "address"), operations())
def test_no_operation_shows_or_changes_what_is_another_s(
    method: str, address: str, kind: str, hers: Client, marked: PlanDocument
) -> None:
    before = rows_of_others()
    where = operation_address(address, marked, kind) + ("?state=all" if "{kind}" in address else "")
    body = '{"version": 2, "changes": {"name": "改"}, "confidence": 0, "plan": 1, "start": 0, "end": 4, "values": {}}'
    answer = hers.generic(method.upper(), where, body, "application/json")
    assert answer.status_code in (200, 202, 404, 409, 422)
    assert OTHERS not in words_of(answer)
    assert rows_of_others() == before
