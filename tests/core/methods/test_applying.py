"""Which methods speak of a row, what passes through stages of treatment, and corrections that correct nothing."""

from __future__ import annotations

from dataclasses import replace

from ditan.core.factors import Choice, Factor, FactorBook
from ditan.core.inventory.kind import Kind
from ditan.core.methods import Context, Control, Input, InputKind, Method, Output, Parameter, check, evaluate

FUEL = Input("fuel", "燃料品种", kind=InputKind.CHOICE)
AMOUNT = Input("amount", "消费量", "t")
BOILER = Input("boiler", "炉型", kind=InputKind.CHOICE, required=False)
CONTROLS = Input(
    "controls",
    "治理措施",
    kind=InputKind.CONTROLS,
    required=False,
    stages={"湿法": "脱硫", "炉内": "脱硫", "布袋": "除尘"},
)
FACTOR = Parameter("factor", "产生系数", "g/kg", "production_factor", "NOx", by={"technology": "boiler"})
WARMTH = Parameter(
    "warmth",
    "温度修正",
    "1",
    "correction",
    "NOx",
    by={"process": "fuel"},
    neutral=lambda values: values["fuel"] == "coal",
)
COAL = Method(
    "air.coal",
    "燃煤",
    (FUEL, AMOUNT, BOILER, CONTROLS),
    (FACTOR, WARMTH),
    (Output("NOx", lambda amount, factor, warmth: amount * factor * warmth / 1000, "消费量 × 系数 × 修正"),),
    "测试",
    verified=True,
    applies=lambda values: values.get("fuel") == "coal",
)
BOOK = FactorBook(
    [Factor("n", "氮", "production_factor", 4.0, "g/kg", "table", gas="NOx", technology="stoker", verified=True)]
)
ROW = {"fuel": "coal", "amount": 1000.0, "boiler": "stoker"}
CHOICE, PLACE = Choice(("table",)), Context("重庆", 2023)


def test_a_kind_gives_a_row_only_the_methods_that_speak_of_it() -> None:
    always = replace(COAL, code="ghg.any", applies=Method.applies)
    kind = Kind("fuel", "燃料", (always, COAL), ("1.A",))
    assert [each.code for each in kind.methods_for({"fuel": "diesel"})] == ["ghg.any"]
    assert [each.code for each in kind.methods_for({"fuel": "coal"})] == ["ghg.any", "air.coal"]


def test_a_method_speaks_of_every_row_unless_it_says_otherwise() -> None:
    assert replace(COAL, applies=Method.applies).applies({})


def test_measures_in_different_stages_may_each_treat_everything() -> None:
    assert check(COAL, ROW | {"controls": (Control("湿法", 1.0), Control("布袋", 1.0))}) == ()


def test_measures_of_one_stage_cannot_treat_more_than_everything() -> None:
    (fault,) = check(COAL, ROW | {"controls": (Control("湿法", 0.7), Control("炉内", 0.5), Control("布袋", 1.0))})
    assert (fault.name, fault.code) == ("controls", "share")
    assert fault.message == "各脱硫措施应用比例之和为 120.0%，不能超过 100%；并联的请核对比例，串联的请选组合措施。"


def test_measures_without_stages_stand_side_by_side() -> None:
    side_by_side = replace(COAL, inputs=(FUEL, AMOUNT, BOILER, replace(CONTROLS, stages={})))
    (fault,) = check(side_by_side, ROW | {"controls": (Control("湿法", 1.0), Control("布袋", 1.0))})
    assert fault.message == "各治理措施应用比例之和为 200.0%，不能超过 100%；串联的措施请按一种组合填写。"


def test_a_correction_that_corrects_nothing_is_one_and_has_no_factor() -> None:
    (line,) = evaluate(COAL, ROW, BOOK, CHOICE, PLACE).lines
    assert line.amount == 4.0
    assert [(each.name, each.value, each.factors) for each in line.operands if each.name == "warmth"] == [
        ("warmth", 1.0, ())
    ]


def test_what_the_row_leaves_open_is_named_rather_than_the_factor_that_is_not_found() -> None:
    (line,) = evaluate(COAL, ROW | {"boiler": ""}, BOOK, CHOICE, PLACE).lines
    assert line.amount is None
    assert [each.message for each in line.problems] == ["选取“产生系数”需要“炉型”，本行没有填写。"]


def test_a_choice_without_a_factor_is_refused_as_such() -> None:
    (line,) = evaluate(COAL, ROW | {"boiler": "cfb"}, BOOK, CHOICE, PLACE).lines
    assert [each.message for each in line.problems] == [
        "因子库中没有产生系数（NOx，cfb）；现有技术：stoker；请录入带出处的本地因子，或改填标识符 NE 并写明原因。"
    ]


def test_controls_left_empty_are_unknown_and_not_none() -> None:
    treated = replace(
        COAL, outputs=(Output("NOx", lambda amount, controls: amount * len(controls), "—"),), parameters=()
    )
    (line,) = evaluate(treated, ROW | {"controls": ()}, BOOK, CHOICE, PLACE).lines
    assert line.amount is None
    assert [each.message for each in line.problems] == ["计算NOx需要“治理措施”，本行没有填写。"]


def test_a_parameter_may_be_sought_by_other_inputs_on_other_rows() -> None:
    by_either = Parameter(
        "factor",
        "产生系数",
        "g/kg",
        "production_factor",
        "NOx",
        by_row=lambda values: {"technology": "unit_size" if values.get("fuel") == "coal" else "boiler"},
    )
    size = Input("unit_size", "机组容量", kind=InputKind.CHOICE, required=False)
    method = replace(COAL, inputs=(*COAL.inputs, size), parameters=(by_either, WARMTH), applies=Method.applies)
    (line,) = evaluate(method, ROW, BOOK, CHOICE, PLACE).lines
    assert [each.message for each in line.problems] == ["选取“产生系数”需要“机组容量”，本行没有填写。"]
    (line,) = evaluate(method, ROW | {"unit_size": "stoker"}, BOOK, CHOICE, PLACE).lines
    assert line.amount == 4.0
