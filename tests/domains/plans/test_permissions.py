"""Each action × each kind of person: default deny, and a refusal that changes nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser, Permission, User

from ditan.base.declaration import label_of
from ditan.base.workflow.models import Job
from ditan.domains.plans import services
from ditan.domains.plans.apps import PlansConfig
from ditan.domains.plans.errors import NotAllowed, PlanError
from ditan.domains.plans.exchange import export_items, import_items, template
from ditan.domains.plans.models import Decision, PlanDocument, Target
from tests.domains.plans.views.stored import everything

pytestmark = pytest.mark.django_db

Act = Callable[[User, PlanDocument], object]


def target() -> Target:
    found = Target.objects.order_by("pk").first()
    assert found is not None
    return found


ACTIONS: dict[str, tuple[str, Act]] = {
    "confirm": ("review_items", lambda u, p: services.confirm_item(user=u, kind="target", pk=target().pk, version=1)),
    "reject": ("review_items", lambda u, p: services.reject_item(user=u, kind="target", pk=target().pk, version=1)),
    "reopen": ("review_items", lambda u, p: services.reopen_item(user=u, kind="target", pk=target().pk, version=1)),
    "edit": (
        "review_items",
        lambda u, p: services.edit_item(user=u, kind="target", pk=target().pk, version=1, changes={"name": "改"}),
    ),
    "add": (
        "review_items",
        lambda u, p: services.add_item(user=u, plan=p, kind="target", start=0, end=4, values={"name": "甲"}),
    ),
    "choose": ("review_items", lambda u, p: services.choose_alternative(user=u, pk=1, version=1, alternative=1)),
    "confirm above": ("review_items", lambda u, p: services.confirm_above(user=u, plan=p, confidence=0.0)),
    "demonstrate": ("review_items", lambda u, p: services.load_demo_confirmations(user=u)),
    "recheck": ("review_items", lambda u, p: services.recheck(user=u, plan=p)),
    "upload": ("upload_plan", lambda u, p: services.upload_plan(user=u, name="a.txt", data=b"x")),
    "reread": ("upload_plan", lambda u, p: services.reread_plan(user=u, plan=p)),
    "retry": ("upload_plan", lambda u, p: services.retry_upload(user=u, source=p.source)),
    "examples": ("upload_plan", lambda u, p: services.load_examples(user=u)),
    "edit plan": (
        "manage_plans",
        lambda u, p: services.edit_plan(user=u, plan=p, version=p.version, changes={"issuer": "某局"}),
    ),
    "supersede": ("manage_plans", lambda u, p: services.supersede(user=u, plan=p, earlier=p)),
    "separate": ("manage_plans", lambda u, p: services.separate(user=u, plan=p)),
    "forget upload": ("manage_plans", lambda u, p: services.delete_upload(user=u, source=p.source)),
    "export": ("export_items", lambda u, p: export_items(u, "target")),
    "template": ("import_items", lambda u, p: template(u, "target")),
    "import": ("import_items", lambda u, p: import_items(user=u, kind="target", data=b"")),
}


def holding(*codenames: str) -> User:
    """Somebody with these permissions and no other."""
    user = User.objects.create_user("somebody")
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    return User.objects.get(pk=user.pk)


def attempt(act: Act, user: User | AnonymousUser, plan: PlanDocument) -> bool:
    """Whether the action was let through; that it fails later for another reason is no refusal of the person."""
    try:
        act(user, plan)  # type: ignore[arg-type]
    except NotAllowed:
        return False
    except PlanError:
        return True
    return True


@pytest.mark.parametrize("name", ACTIONS)
def test_an_action_is_open_to_who_holds_its_permission(plan: PlanDocument, name: str) -> None:
    needed, act = ACTIONS[name]
    more = ("review_items",) if name == "import" else ()
    assert attempt(act, holding("view_plans", needed, *more), plan) is True


@pytest.mark.parametrize("name", ACTIONS)
def test_an_action_is_closed_to_who_may_not_see_plans(plan: PlanDocument, outsider: User, name: str) -> None:
    before = everything()
    assert attempt(ACTIONS[name][1], outsider, plan) is False
    assert everything() == before


@pytest.mark.parametrize("name", ACTIONS)
def test_an_action_is_closed_to_who_holds_every_other_permission(plan: PlanDocument, name: str) -> None:
    needed, act = ACTIONS[name]
    others = {permission.name.partition(".")[2] for permission in PlansConfig.domain.permissions} - {needed}
    before = PlanDocument.objects.get(), Job.objects.count()
    assert attempt(act, holding(*others), plan) is False
    assert (PlanDocument.objects.get(), Job.objects.count(), Decision.objects.count()) == (*before, 0)
    assert Target.objects.filter(state="proposed").count() == 2


@pytest.mark.parametrize("name", ACTIONS)
def test_an_action_is_closed_to_visitors_and_accounts_switched_off(
    plan: PlanDocument, coordinator: User, visitor: AnonymousUser, name: str
) -> None:
    act = ACTIONS[name][1]
    coordinator.is_active = False
    assert attempt(act, visitor, plan) is False
    assert attempt(act, coordinator, plan) is False


def test_import_asks_for_review_too(plan: PlanDocument) -> None:
    assert attempt(ACTIONS["import"][1], holding("view_plans", "import_items"), plan) is False


def test_every_permission_is_declared_stored_and_named() -> None:
    declared = {permission.name for permission in PlansConfig.domain.permissions}
    stored = {f"plans.{each.codename}" for each in Permission.objects.filter(content_type__app_label="plans")}
    assert (
        declared
        == stored
        == {
            "plans.view_plans",
            "plans.view_targets",
            "plans.manage_targets",  # its acts are tried in test_tracking_*.py
            *(f"plans.{needed}" for needed, _act in ACTIONS.values()),
        }
    )
    assert all(label_of(name) != name for name in declared)


def test_a_refusal_says_which_permission_is_missing_and_whom_to_ask(plan: PlanDocument, reader: User) -> None:
    with pytest.raises(NotAllowed) as refusal:
        services.confirm_above(user=reader, plan=plan, confidence=0.9)
    assert refusal.value.message == "您没有“审核条目”权限；如需办理，请联系安全管理员。"
