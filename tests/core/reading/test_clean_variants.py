"""Traditional and simplified characters."""

import pytest

from ditan.core.reading.clean.variants import is_traditional, simplify, simplify_strays


def test_each_character_is_simplified_alone() -> None:
    assert simplify("重慶市廣陽灣智創生態城") == "重庆市广阳湾智创生态城"
    assert simplify("能源消費總量") == "能源消费总量"


@pytest.mark.parametrize("text", ["乾县", "瞭望台", "名著", "藉此", "於菟", "覆盖率", "皇后"])
def test_characters_at_home_on_a_simplified_page_stay(text: str) -> None:
    assert simplify_strays(text) == text


def test_a_stray_traditional_character_is_simplified() -> None:
    assert simplify_strays("推进綠色规劃") == "推进绿色规划"


def test_a_page_is_traditional_by_its_share_of_changed_characters() -> None:
    traditional = "著力提升重點行業能效水平"
    simplified = "着力提升重点行业能效水平" * 10 + "綠"
    assert is_traditional(traditional, simplify(traditional))
    assert not is_traditional(simplified, simplify(simplified))


def test_a_text_without_chinese_is_not_traditional() -> None:
    assert not is_traditional("PM2.5", "PM2.5")
