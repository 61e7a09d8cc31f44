"""Statements: the form of a clause, its name, its values, before anyone asks whether it is a target."""

import pytest

from ditan.core.reading.quantities import find_amounts
from ditan.core.reading.targets.clauses import Clause
from ditan.core.reading.targets.statements import Statement, read_statements


def statements(text: str, continues: Statement | None = None) -> list[Statement]:
    return read_statements(text, Clause(0, len(text), True), list(find_amounts(text)), continues)


def short(text: str) -> list[tuple[str, str, list[float]]]:
    return [(one.form, text[slice(*one.name)], [amount.value for amount in one.values]) for one in statements(text)]


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("森林覆盖率达到50%", [("level", "森林覆盖率", [50.0])]),
        ("森林覆盖率力争达到50%", [("level", "森林覆盖率", [50.0])]),
        ("森林覆盖率不低于50%", [("level", "森林覆盖率", [50.0])]),
        ("森林覆盖率50%", [("count", "森林覆盖率", [50.0])]),
        ("能耗下降14%", [("change", "能耗", [14.0])]),
        ("营业收入年均增长15%", [("change", "营业收入", [15.0])]),
        ("绿地率、绿化率分别达到39%、43%", [("level", "绿地率、绿化率", [39.0, 43.0])]),
        ("培育绿色商场1家、绿色饭店2家", [("count", "培育绿色商场", [1.0]), ("count", "绿色饭店", [2.0])]),
        ("建设25座充电站、5座换电站", [("made", "", [25.0]), ("made", "", [5.0])]),
        ("80%以上的机关达到要求", [("share", "", [80.0])]),
        ("轨道换乘100米覆盖率", []),
        ("建筑面积2万平方米及以上的公共建筑", []),
        ("围绕17家规模以上企业", []),
        ("储能规模达到5万千瓦/10万千瓦时", [("level", "储能规模", [5.0])]),
    ],
)
def test_the_form_follows_what_stands_around_the_amount(
    clause: str, expected: list[tuple[str, str, list[float]]]
) -> None:
    assert short(clause) == expected


def test_the_verb_of_a_change_is_kept_for_the_name() -> None:
    text = "营业收入年均增长15%"
    (one,) = statements(text)

    assert text[slice(*one.verb)] == "年均增长"


def test_a_verb_of_doing_is_kept_and_a_verb_of_making_is_not() -> None:
    doing, making = "淘汰50家落后企业", "建成50家绿色工厂"

    assert doing[slice(*statements(doing)[0].verb)] == "淘汰"
    assert making[slice(*statements(making)[0].verb)] == ""


def test_the_noun_of_what_is_made_ends_at_the_next_item() -> None:
    text = "建设25座充电站、5座换电站和3座泵站"

    assert [text[slice(*one.object)] for one in statements(text)] == ["充电站", "换电站", "泵站"]


def test_signs_of_distribution_are_told() -> None:
    (apart,) = statements("绿地率、绿化率分别达到39%、43%")
    (alike,) = statements("绿地率、绿化率均达到39%")

    assert (apart.apart, apart.alike) == (True, False)
    assert (alike.apart, alike.alike) == (False, True)


def test_people_and_cities_in_a_name_are_no_sign_of_distribution() -> None:
    (one,) = statements("成都人均绿地面积达到14平方米")

    assert (one.apart, one.alike) == (False, False)


def test_a_count_goes_on_from_the_clause_before() -> None:
    (before,) = statements("建成分散充电桩50个")
    (same,) = statements("专属充电桩100个", before)
    (other,) = statements("绿地面积100万平方米", before)

    assert same.listed
    assert not other.listed


def test_a_share_tells_whom_it_speaks_of_and_what_they_do() -> None:
    text = "80%以上的县级机关达到创建要求"
    (one,) = statements(text)

    assert text[slice(*one.object)] == "县级机关"
    assert text[slice(*one.does)] == "达到创建要求"
