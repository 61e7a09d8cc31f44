"""Under which name factors know a place: a district has the grid of its province."""

from __future__ import annotations

PROVINCES = {
    "11": "北京", "12": "天津", "13": "河北", "14": "山西", "15": "内蒙古", "21": "辽宁", "22": "吉林", "23": "黑龙江",
    "31": "上海", "32": "江苏", "33": "浙江", "34": "安徽", "35": "福建", "36": "江西", "37": "山东", "41": "河南",
    "42": "湖北", "43": "湖南", "44": "广东", "45": "广西", "46": "海南", "50": "重庆", "51": "四川", "52": "贵州",
    "53": "云南", "54": "西藏", "61": "陕西", "62": "甘肃", "63": "青海", "64": "宁夏", "65": "新疆",
}  # fmt: skip


def province_of(code: str) -> str:
    """The short name of the province that a region code stands in, a zone's local code (`L500990`) too; "" where it says none.

    >>> province_of("500151"), province_of("L500990"), province_of("990000")
    ('重庆', '重庆', '')
    """
    return PROVINCES.get(code.removeprefix("L")[:2], "")
