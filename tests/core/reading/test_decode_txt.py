"""Plain text in every usual encoding."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ditan.core.reading.decode import decode
from ditan.core.reading.formats.txt import decode_text

PLAN = Path("examples/plans/003-gaoxin-pollution-carbon.txt").read_text("utf-8")
TRADITIONAL = Path("tests/data/more/12_chongqing_energy_saving_trad.txt").read_text("utf-8")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_plan_is_decoded_from_its_encoding(encoding: str) -> None:
    text = PLAN.encode("gbk", "ignore").decode("gbk")
    source = decode(text.encode(encoding), "plan.txt")
    assert source.text == text
    assert source.warnings == ()
    assert source.format == "txt"


def test_a_traditional_page_is_decoded_from_big5() -> None:
    text = TRADITIONAL.encode("big5", "ignore").decode("big5")
    source = decode(text.encode("big5"), "plan.txt")
    assert (source.text, source.encoding) == (text, "big5")


def test_a_utf8_mark_stays_a_character_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes("\ufeff一、总体要求\r\n".encode())
    source = decode(path.read_bytes(), "plan.txt")
    assert source.text == path.read_text("utf-8") == "\ufeff一、总体要求\n"


def test_every_line_end_becomes_a_newline() -> None:
    assert decode("甲\r\n乙\r丙\n".encode(), "a.txt").text == "甲\n乙\n丙\n"


def test_bytes_of_no_encoding_are_marked_with_a_warning() -> None:
    source = decode(PLAN[:200].encode() + b"\xff\xfe\x80" + PLAN[200:].encode(), "plan.txt")
    assert source.encoding == "utf-8"
    assert source.text.count("\ufffd") == 3
    assert source.warnings == ("文件中有 3 处字节不属于 utf-8 编码,已用 � 代替;请核对原文,或以正确编码另存后重新上传",)


def test_a_file_cut_in_the_middle_of_a_character_is_still_read() -> None:
    source = decode(PLAN.encode()[:5000], "plan.txt")
    assert source.text.startswith(PLAN[:1000])
    assert len(source.warnings) == 1


def test_lines_of_several_encodings_are_decoded_each_in_its_own() -> None:
    text, encoding, warnings = decode_text(
        "总体要求\n".encode("gb18030") + "主要目标\n".encode() + "重点任务".encode("gb18030")
    )
    assert text == "总体要求\n主要目标\n重点任务"
    assert encoding == "gb18030+utf-8"
    assert "混用了多种编码" in warnings[0]


def test_a_false_declaration_does_not_decide() -> None:
    assert decode_text("重点任务".encode("gb18030"), "latin-1")[:2] == ("重点任务", "gb18030")
    assert decode_text("重点任务".encode("gb18030"), "no-such-encoding")[:2] == ("重点任务", "gb18030")
    assert decode_text("重点任务".encode("gb18030"), "rot13")[:2] == ("重点任务", "gb18030")


@given(st.binary(max_size=400))
def test_any_bytes_decode_to_some_text(data: bytes) -> None:
    text, encoding, _ = decode_text(data)
    assert isinstance(text, str)
    assert encoding


@given(
    st.text(alphabet="的一是在推进节能减排责任单位年月2025%、。\n", min_size=20, max_size=200),
    st.sampled_from(["utf-8", "gb18030", "utf-16"]),
)
def test_usual_text_comes_back_from_any_usual_encoding(text: str, encoding: str) -> None:
    assert decode_text(text.encode(encoding))[0] == text
