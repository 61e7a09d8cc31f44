"""Pinyin in brackets."""

import pytest

from ditan.core.reading.clean import clean
from ditan.core.reading.clean.pinyin import find_pinyin

PLAIN_PAGE = "全(quan)面(mian)(mian)貫徹(che)新發(fa)展(zhan)(zhan)理(li)念,做(zuo)好碳(tan)(tan)達(da)(da)峰(feng)工(gong)作(zuo)"


@pytest.mark.parametrize(
    "damaged, restored",
    [
        ("創(chuàng)新", "创新"),
        ("生態(tài)環(huán)境", "生态环境"),
        ("女(nǚ)性", "女性"),
        ("綠(lǜ)色", "绿色"),
        ("創（chuàng）新", "创新"),
        ("創(chuànɡ)新", "创新"),
        ("創(chuàng)(chuàng)新", "创新"),
        ("關(guān)于", "关于"),
        ("創新(chuàng xīn)", "创新"),
    ],
)
def test_pinyin_with_tone_marks_goes_wherever_it_stands(damaged: str, restored: str) -> None:
    assert clean(damaged).text == restored


def test_plain_letter_and_doubled_pinyin_goes_from_a_page_full_of_it() -> None:
    assert clean(PLAIN_PAGE).text == "全面贯彻新发展理念,做好碳达峰工作"


def test_brackets_around_a_character_with_pinyin_stay() -> None:
    assert clean(PLAIN_PAGE + "\n(一(yi))指導(dao)思想,區縣(市(shi))").text.endswith("(一)指导思想,区县(市)")


@pytest.mark.parametrize(
    "text", ["面积3公顷(ha)", "里程(km)", "浓度(PM2.5)", "达标率(AQI)", "产量(t)", "能源合同(EMC)管理"]
)
def test_units_and_abbreviations_in_brackets_are_no_pinyin(text: str) -> None:
    assert find_pinyin(text) == []


def test_a_unit_stays_on_a_page_full_of_plain_pinyin() -> None:
    assert clean(PLAIN_PAGE + ",面积3公頃(ha)").text.endswith("面积3公顷(ha)")


def test_few_plain_brackets_make_no_pinyin_page() -> None:
    assert find_pinyin("银行(bank)、甲方(jia)、乙方(yi)、丙方(bing)") == []
