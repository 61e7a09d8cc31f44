"""The board of checks: checked when opened, answered together, kept when refused."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from ditan.domains.inventory.models import Finding, Inventory
from ditan.domains.inventory.services import add_row
from tests.domains.inventory.entries import direct, electricity


@pytest.fixture
def board(draft: Inventory) -> str:
    return reverse("inventory:checks", args=[draft.pk])


@pytest.fixture
def compiling(compiler: User, draft: Inventory) -> Client:
    add_row(user=compiler, pk=draft.pk, entry=electricity())
    client = Client()
    client.force_login(compiler)
    return client


def chosen(draft: Inventory, *keys: str) -> list[str]:
    return [f"{each.pk}.{each.version}" for each in draft.findings.filter(key__in=keys)]


def test_opening_the_board_checks_what_changed_and_nothing_else(
    compiling: Client, compiler: User, draft: Inventory, board: str
) -> None:
    page = compiling.get(board).content.decode()
    assert "类别 2.A.1 水泥生产 既没有数值也没有标识符" in page
    at = Inventory.objects.get(pk=draft.pk).checked_at
    compiling.get(board)
    assert Inventory.objects.get(pk=draft.pk).checked_at == at
    add_row(user=compiler, pk=draft.pk, entry=direct("CH4", "1"))
    compiling.get(board)
    assert Inventory.objects.get(pk=draft.pk).checked_at != at


def test_chosen_findings_are_answered_together(compiling: Client, draft: Inventory, board: str) -> None:
    compiling.get(board)
    act = reverse("inventory:checks_act", args=[draft.pk])
    compiling.post(act, {"finding": chosen(draft, "|2.A.1||", "|2.A.2||"), "answer": "查无水泥厂", "action": "answer"})
    closed = compiling.get(board, {"state": "closed"}).content.decode()
    assert closed.count("查无水泥厂") == 2
    compiling.post(act, {"finding": chosen(draft, "|2.A.1||"), "action": "reopen"})
    assert Finding.objects.get(key="|2.A.1||").state == "open"


def test_silent_categories_are_given_a_key_from_the_board(compiling: Client, draft: Inventory, board: str) -> None:
    compiling.get(board)
    act = reverse("inventory:checks_act", args=[draft.pk])
    asked = {"finding": chosen(draft, "|2.A.1||"), "answer": "区内无水泥厂", "action": "key", "notation": "NO"}
    compiling.post(act, asked)
    assert draft.rows.get(category="2.A.1").notation == "NO"


def test_a_refused_answer_keeps_what_was_typed_and_chosen(compiling: Client, draft: Inventory, board: str) -> None:
    compiling.get(board)
    stale = [f"{Finding.objects.all()[0].pk}.99"]
    answer = compiling.post(
        reverse("inventory:checks_act", args=[draft.pk]),
        {"finding": stale, "answer": "本地无此类源", "action": "answer"},
    )
    assert answer.status_code == 409
    assert 'value="本地无此类源"' in answer.content.decode()
    assert not Finding.objects.filter(state="closed").exists()


def test_who_only_looks_sees_the_board_and_changes_nothing(
    compiling: Client, draft: Inventory, board: str, django_user_model: type[User]
) -> None:
    reader = django_user_model.objects.create_user("reader")
    reader.user_permissions.add(Permission.objects.get(codename="view_inventories"))
    looking = Client()
    looking.force_login(reader)
    assert looking.get(board).status_code == 200
    assert not Finding.objects.exists()
    act = reverse("inventory:checks_act", args=[draft.pk])
    assert looking.post(act, {"finding": ["1.1"], "answer": "x"}).status_code == 403
    assert looking.post(reverse("inventory:checks_run", args=[draft.pk])).status_code == 403
