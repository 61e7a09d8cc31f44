"""Whether a text is a plan at all."""

from pathlib import Path

import pytest

from ditan.core.reading.clean import clean
from ditan.core.reading.errors import NotAPlan
from ditan.core.reading.genre import require_plan

RECIPE = (
    "鱼香肉丝的做法：把里脊肉切成丝，加料酒、生抽、淀粉抓匀，腌二十分钟。木耳泡发后切丝，胡萝卜和青椒也切丝。锅里放油烧热，"
    "下肉丝滑炒到变色盛出。另起锅炒香豆瓣酱和葱姜蒜末，放入配菜翻炒，再倒回肉丝，淋上用糖、醋、酱油调好的汁，大火收浓即可。"
)
STORY = (
    "那年秋天，外婆坐在门口的竹椅上剥豆子，院子里的桂花开得正好。我从学校回来，书包还没放下，她就招手叫我过去，"
    "从围裙口袋里摸出一块用手帕包着的米糕。米糕还是温的，甜味里带着一点桂花香。多年以后我走过许多城市，吃过许多点心，"
    "再也没有遇见那样的味道。外婆已经不在了，老屋的门锁着，桂花树却一年比一年高。每到秋天，我总会想起那个黄昏。"
)


@pytest.mark.parametrize(
    "path",
    sorted([*Path("examples/plans").glob("0*.txt"), *Path("tests/data/more").glob("*.txt")]),
    ids=lambda path: path.stem,
)
def test_every_plan_and_part_of_one_passes(path: Path) -> None:
    require_plan(clean(path.read_text("utf-8")).text)


@pytest.mark.parametrize(
    "text",
    [
        "序号\t任务\t责任单位\n1\t推进节能\t区发展改革委",
        "到2025年,森林覆盖率达到50%,污水处理率达到98%。",
        "一、总体要求\n推进节能降碳。",
    ],
)
def test_short_parts_pass(text: str) -> None:
    require_plan(text)


@pytest.mark.parametrize("text", [RECIPE, STORY, STORY * 20], ids=["recipe", "story", "long story"])
def test_other_chinese_texts_are_refused_with_what_was_found(text: str) -> None:
    with pytest.raises(NotAPlan, match="没有找到规划的特征"):
        require_plan(text)


@pytest.mark.parametrize(
    "text", ["The quick brown fox jumps over the lazy dog. " * 30, "12345 67890", "x = 1\nprint(x)\n"]
)
def test_texts_without_chinese_are_refused(text: str) -> None:
    with pytest.raises(NotAPlan, match="几乎没有中文"):
        require_plan(text)
