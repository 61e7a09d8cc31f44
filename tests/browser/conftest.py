"""What the walks share: a server, a worker, a signed-in page, and a watch over everything that a page must not do."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from playwright.sync_api import ConsoleMessage, Page, Request, expect

from ditan.base.accounts.clients import digest
from ditan.base.accounts.services.sessions import AGENT
from ditan.base.workflow.worker import Stopping, run_pending, work
from ditan.domains.plans.models import PlanDocument
from ditan.domains.plans.services import upload_plan
from tests.domains.plans.conftest import make_plan, plan, upload_folder  # noqa: F401 - fixtures
from tests.fresh_code import signed_in

PASSWORD = "walk-through-2026"
EXAMPLES = Path("examples/plans")
REFUSALS = ("(Conflict)", "(Unprocessable Entity)")
"""What Chromium notes of an answer that refuses a form in words."""

Open = Callable[[str], Page]

# What a page must show it shows at last; a busy machine is no fault of it.
expect.set_options(timeout=30_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker("browser")


@pytest.fixture(autouse=True, scope="session")
def calls_from_the_event_loop() -> Iterator[None]:
    """Playwright runs an event loop in this thread; Django would refuse its queries."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield


@pytest.fixture
def coordinator(transactional_db: None) -> User:
    """Somebody of the coordinating office."""
    user = User.objects.create_user("office", password=PASSWORD, last_name="审核", first_name="员")
    user.user_permissions.set(Permission.objects.filter(content_type__app_label="plans"))
    return User.objects.get(pk=user.pk)


@pytest.fixture
def worker(transactional_db: None) -> Iterator[None]:
    """A worker beside the server, as in use."""
    stopping = Stopping()
    thread = threading.Thread(target=work, args=(stopping,), kwargs={"poll_every": 0.1}, daemon=True)
    thread.start()
    yield
    stopping.asked.set()
    thread.join(timeout=30)


@pytest.fixture
def tolerated() -> list[str]:
    """Parts of faults that a test brings about on purpose; it adds them."""
    return []


@pytest.fixture
def watched(page: Page, live_server: Any, tolerated: list[str]) -> Iterator[Page]:
    """A page that may neither report an error, nor break its policy, nor ask another machine for anything."""
    faults: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not message.text.endswith(REFUSALS):
            faults.append(f"{message.type}: {message.text}")

    def asked(request: Request) -> None:
        if not request.url.startswith((live_server.url, "data:", "blob:")):
            faults.append(f"remote: {request.url}")

    page.on("console", heard)
    page.on("pageerror", lambda error: faults.append(f"script: {error}"))
    page.on("request", asked)
    yield page
    assert [fault for fault in faults if not any(part in fault for part in tolerated)] == []


@pytest.fixture
def office(watched: Page, live_server: Any, coordinator: User) -> Open:
    """Opens pages as the coordinating office, signed in already."""
    client = signed_in(coordinator)
    kept = client.session
    kept[AGENT] = digest(
        watched.evaluate("navigator.userAgent")[:200]
    )  # a session is bound to the browser that began it
    kept.save()
    session = client.cookies["sessionid"].value
    watched.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])

    def opened(address: str) -> Page:
        watched.goto(live_server.url + address)
        return watched

    return opened


@pytest.fixture
def read_example(coordinator: User) -> Callable[[str], PlanDocument]:
    """Read one of the five plans."""

    def read(name: str) -> PlanDocument:
        upload_plan(user=coordinator, name=name, data=(EXAMPLES / name).read_bytes())
        run_pending()
        return PlanDocument.objects.get(source__name=name)

    return read
