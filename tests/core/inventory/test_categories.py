"""The table of categories."""

import pytest

from ditan.core.inventory.categories import Category, CategoryUnknown, Role, categories


def test_every_category_names_a_parent_that_stands_before_it() -> None:
    seen: set[str] = set()

    for each in categories():
        assert each.parent == "" or each.parent in seen
        assert each.parent == "" or each.code.startswith(each.parent + ".") or len(each.parent) == 1
        seen.add(each.code)

    assert len(categories()) == 316


def test_the_path_of_a_category_runs_from_its_root() -> None:
    assert [each.name for each in categories().path("1.A.2.f")] == [
        "能源",
        "化石燃料燃烧活动",
        "制造业和建筑业",
        "非金属矿物制品",
    ]
    assert categories().within("1.A.2.f", "1.A.2")
    assert not categories().within("1.A.2", "1.A.2.f")


def test_what_lies_below_a_category_includes_itself() -> None:
    assert [each.code for each in categories().below("3.C.1")] == ["3.C.1", "3.C.1.a", "3.C.1.b", "3.C.1.c", "3.C.1.d"]


def test_a_child_counts_as_its_parent_does() -> None:
    table = categories()

    for each in table:
        if each.parent and each.parent != "3":
            assert each.role == table.get(each.parent).role, each.code
    assert {each.code for each in table.children("3") if each.role == Role.LAND} == {"3.B", "3.D"}


def test_an_unknown_category_is_refused_and_says_what_is_expected() -> None:
    with pytest.raises(CategoryUnknown, match=r"没有类别 1\.Z；应为类别表中的编号（如 1\.A\.2\.f）"):
        categories().get("1.Z")

    assert "1.Z" not in categories()


def test_no_mapping_is_called_confirmed_and_the_wording_says_where_it_was_met() -> None:
    table = list(categories())

    assert not any(each.mapping_verified for each in table)
    assert sum(each.wording == "efdb" for each in table) == 130
    assert {each.wording for each in table} == {"efdb", "house", "not_read"}
    assert all(each.wording == "house" for each in table if each.role in (Role.POLLUTANT, Role.INDIRECT))


def test_the_scope_follows_the_reference_number() -> None:
    def scope(each: Category) -> tuple[str, str]:
        return each.gpc, each.gpc_scope

    assert scope(categories().get("1.A.4.b")) == ("I.1.1", "1")
    assert scope(categories().get("E.1.a")) == ("I.1.2", "2")
    assert scope(categories().get("4.D.1")) == ("III.4.1", "1")
    assert scope(categories().get("M.5")) == ("III.1.2", "3")
    assert scope(categories().get("2.A.1")) == ("IV.1", "1")
