"""What a domain declares, and that a domain which is taken out leaves no trace."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser, Permission, User
from django.urls import get_resolver
from django.utils.module_loading import import_string
from ninja import Router

from ditan.base.api import build_api
from ditan.base.declaration import Domain, MenuEntry, domains, may, menu_for, workbench_for
from ditan.domains.plans.apps import PlansConfig

pytestmark = pytest.mark.django_db

WITHOUT_PLANS = [
    "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions", "django.contrib.messages",
    "django.contrib.staticfiles", "ninja", "ditan.base.records", "ditan.base.workflow", "ditan.web",
]  # fmt: skip


def test_the_plan_library_declares_itself() -> None:
    assert PlansConfig.domain in domains()


def test_every_dotted_path_of_a_declaration_leads_somewhere() -> None:
    domain = PlansConfig.domain
    paths = [box.content for box in domain.workbench] + [entry.badge for entry in domain.menu if entry.badge]
    assert all(callable(import_string(path)) for path in paths)
    assert isinstance(domain.router(), Router)


def test_every_box_reads_for_somebody_without_any_plan(django_user_model: Any) -> None:
    user = django_user_model.objects.create_user("reader")
    user.user_permissions.set(Permission.objects.filter(codename__in=["view_plans", "view_targets"]))
    boxes = workbench_for(user)
    assert set(PlansConfig.domain.workbench) <= set(boxes)
    assert all(isinstance(box.read(user), dict) for box in boxes)


def test_a_visitor_has_no_menu_and_no_workbench() -> None:
    assert list(menu_for(AnonymousUser())) == []
    assert workbench_for(AnonymousUser()) == ()


def test_an_entry_is_shown_to_who_holds_its_permission(monkeypatch: pytest.MonkeyPatch) -> None:
    guarded = Domain("guarded", "测试", menu=(MenuEntry("审核", "x", permission="plans.review_items"),))
    monkeypatch.setattr(PlansConfig, "domain", guarded)
    user = User.objects.create_user("reader")
    assert "guarded" not in [domain.name for domain, _entries in menu_for(user)]
    user.user_permissions.set(Permission.objects.filter(codename="review_items"))
    assert "guarded" in [domain.name for domain, _entries in menu_for(User.objects.get(pk=user.pk))]


def test_signing_in_is_enough_where_no_permission_is_asked() -> None:
    assert may(User.objects.create_user("reader"), "") is True
    assert may(AnonymousUser(), "") is False


def test_a_domain_that_is_taken_out_leaves_no_trace(settings: Any) -> None:
    user = User.objects.create_superuser("chief")
    with apps_of(settings, WITHOUT_PLANS):
        assert [domain.name for domain in domains()] == ["web", "workflow", "records"]
        assert [domain.name for domain, _entries in menu_for(user)] == ["workflow", "records"]
        assert {box.template.split("/")[0] for box in workbench_for(user)} == {"workflow", "records"}
        assert [path for path in build_api().get_openapi_schema()["paths"] if "plans" in path] == []


class apps_of:  # noqa: N801 - reads as a statement
    """The registry as it is with these apps installed."""

    def __init__(self, settings: Any, names: list[str]) -> None:
        self.settings, self.names = settings, names

    def __enter__(self) -> None:
        # The addresses are read once a process: with all domains, whichever test comes first.
        assert get_resolver().url_patterns
        apps.set_installed_apps(self.names)

    def __exit__(self, *_error: object) -> None:
        apps.unset_installed_apps()


def test_a_domain_without_a_router_has_none() -> None:
    assert Domain("bare", "测试").router() is None


def test_what_a_domain_requires_is_installed_and_stands_before_it() -> None:
    names = [domain.name for domain in domains()]
    for domain in domains():
        assert all(names.index(required) < names.index(domain.name) for required in domain.requires)
