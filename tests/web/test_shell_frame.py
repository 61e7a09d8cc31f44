"""The frame: the menu in two levels, the bell, the district's name, the manual of each administrator."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client, override_settings
from django.urls import reverse

from ditan.base.directory.models import Parameter
from ditan.base.notices.models import Notice
from ditan.web.context import Menu, MenuGroup, MenuLink, district_name, whole_menu
from ditan.web.views import CHAPTERS
from tests.fresh_code import signed_in
from tests.web.conftest import text_of

STATIC = Path("src/ditan/web/static/ditan")
ICONS = set(re.findall(r'<symbol id="([a-z]+)"', (STATIC / "icons.svg").read_text(encoding="utf-8")))


@pytest.fixture
def system(db: None) -> User:
    """A system administrator."""
    user = User.objects.create_user("system")
    user.user_permissions.set(Permission.objects.filter(codename__in=["manage_notices", "view_deliveries"]))
    return User.objects.get(pk=user.pk)


def test_business_and_the_running_of_the_platform_stand_apart(coordinator: User, system: User) -> None:
    assert [group.label for group in whole_menu(coordinator, "/").work] == ["规划文件"]
    menu = whole_menu(system, "/")
    assert "消息与公告" in [group.label for group in menu.system]


def test_what_is_ones_own_stands_with_the_workbench(reader: User) -> None:
    assert [link.url for link in whole_menu(reader, "/").personal][:2] == ["/notices/", "/downloads/"]


def test_the_group_of_the_page_one_is_on_is_open(system: User) -> None:
    page = text_of(signed_in(system).get(reverse("notices:channels")))
    assert re.search(
        r'<details class="side__set" open data-fold="消息与公告">\s*<summary class="side__group">消息与公告', page
    )


def test_a_folded_group_says_how_much_waits_in_it() -> None:
    entries = tuple(MenuLink(name, "dot", f"/{name}/", badge) for name, badge in (("甲", 2), ("乙", 0), ("丙", 5)))
    assert MenuGroup("组", entries).waiting == 7


def test_a_short_menu_stands_open_whole() -> None:
    def group(length: int) -> MenuGroup:
        return MenuGroup("组", tuple(MenuLink(str(n), "dot", f"/{n}/") for n in range(length)))

    assert Menu((), (group(7), group(5)), ()).few
    assert not Menu((), (group(7), group(6)), ()).few


def test_the_bell_counts_unread_messages_up_to_99(reader: User) -> None:
    Notice.objects.bulk_create(Notice(user=reader, kind="x", key=str(n), subject="x") for n in range(120))
    assert '<b class="bubble">99+</b>' in text_of(signed_in(reader).get("/"))


@override_settings(DISTRICT_NAME="渝中区")
def test_the_district_is_the_parameter_else_the_installation_says(guest: Client) -> None:
    assert district_name() == "渝中区"
    Parameter.objects.update_or_create(key="district_name", defaults={"name": "本区县名称", "value": "铜梁区"})
    assert '<span class="top__district">铜梁区</span>' in text_of(guest.get("/"))


@override_settings(DISTRICT_NAME="")
def test_without_a_district_nothing_stands_in_its_place(guest: Client) -> None:
    assert "top__district" not in text_of(guest.get("/"))


@pytest.mark.parametrize("chapter", list(CHAPTERS))
def test_each_chapter_of_the_manual_is_in_the_product(guest: Client, chapter: str) -> None:
    page = text_of(guest.get(reverse("help_chapter", args=[chapter])))
    assert f"<h1>{CHAPTERS[chapter]}</h1>" in page
    assert page.count("<h2>") >= 4


def test_a_chapter_that_does_not_exist_is_no_page(guest: Client) -> None:
    assert guest.get(reverse("help_chapter", args=["nobody"])).status_code == 404


def test_every_icon_that_a_menu_names_is_drawn() -> None:
    from ditan.base.declaration import domains

    named = {entry.icon for domain in domains() for entry in domain.menu if entry.icon}
    assert named - ICONS == set()


def luminance(colour: str) -> float:
    """Relative luminance as the accessibility guidelines define it."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The ratio between two colours, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


TOKENS: dict[str, Any] = dict(
    re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", (STATIC / "tokens.css").read_text(encoding="utf-8"))
)
PAIRS = [
    ("ink", "ground"),
    ("ink-soft", "ground"),
    ("ink-faint", "ground"),
    ("jade", "ground"),
    ("jade-deep", "jade-tint"),
    ("good", "good-tint"),
    ("bad", "bad-tint"),
    ("caution", "caution-tint"),
    ("unknown", "unknown-tint"),
]


@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_can_be_read_on_its_ground(text: str, ground: str) -> None:
    assert contrast(TOKENS[text], TOKENS[ground]) >= 4.5


@pytest.mark.parametrize("text", ["#ffffff", "#cfe6e1", "#fde7bd", "#e2f1ee"])
def test_text_of_the_top_bar_can_be_read(text: str) -> None:
    assert contrast(text, TOKENS["jade-night"]) >= 4.5
