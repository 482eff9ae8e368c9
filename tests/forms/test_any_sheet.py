"""Whatever stands where on a sheet, labels, values, merges and pictures, it is read or named: never an exception."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from anlian_cli.forms.grid import Cell, Grid
from anlian_cli.forms.workbook_form import sources_of

WORDS = (
    *("姓名", "性别", "出生年月", "职称", "身份证号", "联系电话", "学历", "单位名称", "单位名称：甲公司", "地址"),
    *("统一代码", "法定代表人", "手机", "安全社区咨询员", "安全社区服务业绩", "专职工作人员", "经营范围", "咨询领域"),
    *("管理制度", "专业方向、职称", "年份", "服务对象", "服务类别", "内容", "申请人承诺", "姓名：张三  性别：男"),
    *("本人签名：张三 2017年10月18日", "（12）号", "安全社区咨询服务人员登记表", "合计", "同上", "张三", "2017-10-20"),
)
places = st.tuples(st.integers(0, 11), st.integers(0, 7))
boxes = st.tuples(places, places).map(lambda two: (min(two), max(two)))


@given(
    st.dictionaries(places, st.sampled_from(WORDS), min_size=1, max_size=60),
    st.dictionaries(places, places, max_size=4),
    st.lists(boxes, max_size=2),
)
@settings(max_examples=300, deadline=None)
def test_any_sheet_is_read(cells: dict[Cell, str], merged: dict[Cell, Cell], pictures: list[tuple[Cell, Cell]]) -> None:
    spans = {start: (max(start[0], end[0]), max(start[1], end[1])) for start, end in merged.items()}
    grid = Grid("表", cells=cells, spans=spans, pictures=tuple(pictures), height=12, width=8)
    for source in sources_of("表.xlsx", grid):
        assert source.tree and source.marks
