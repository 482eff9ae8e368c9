"""Three federations with their own records, for what is asked over all of them: made through the commands.

朝阳 and 海淀 are districts of Beijing, 长安 is one of 石家庄. One firm is 在册 in the second and barred in the first;
two consultants of it stand on the application of another firm in the third.
"""

from __future__ import annotations

import shlex
from pathlib import Path

from tests.fictional import Tree, application, code_check, credit_code, verification
from tests.make_examples import write_unit
from tests.office import act, must

_SETTINGS = """\
单位: {{名称: {name}, 统一代码: {code}}}
规范: 京安联发〔2017〕4号
经办人: 管理员
批次:
  "2017": {{截止日期: 2017-10-25}}
考核年度:
  "2018":
    日常工作考核: {{"13.1": 25, "13.2": 25, "13.3": 25, "13.4": 25}}
    年度资格审查: {{"14.1": 20, "14.2": 20, "14.3": 20, "14.4": 20, "14.5": 20}}
"""
CODES = {
    "甲": "51110000000000000J",
    # All digits: a program that guesses takes it for a number.
    "乙": next(
        body + check for body in map("51130000{:09}".format, range(99)) if (check := code_check(body)).isdigit()
    ),
    "丙": "51120000000000000" + code_check("51120000000000000"),
}
FIRMS = {name: (number, f"北京示例{name}安全咨询有限公司") for number, name in enumerate(("一", "二", "三", "四"), 41)}
ROUNDS = {
    "甲": {"一": "北京市朝阳区示例路1号", "二": "北京市海淀区示例路2号"},
    "乙": {"一": "北京市朝阳区示例路1号", "三": "北京市朝阳区示例路3号"},
    "丙": {"四": "河北省石家庄市长安区示例路4号"},
}
POINTS = {
    "甲": {"一": ("50", "60"), "二": ("85", "85")},
    "乙": {"一": ("90.25", "80.5"), "三": ("70", "79.75")},
    "丙": {"四": ("60", "60")},
}
"""The daily score and the review's."""
_LATER = {
    "甲": """\
        2019-02-01 exit report {一} 18.4 --found-on 2019-01-20 --note 报告漏项 --substantiated --by-body 评定小组
        2019-02-02 exit open {一} --on 2019-02-02
        2019-03-15 exit decide {一} --ground 18.4 --announced 2019-03-15 --note 报告明显漏项 --yes
        2019-04-01 exit report {二} 18.6 --found-on 2019-03-20 --note 回扣 --substantiated --by-body 评定小组
        2019-04-02 exit open {二} --on 2019-04-02
        2019-04-20 exit decide {二} --announced 2019-04-20 --note 回扣 --yes
        2019-05-20 exit revoke {二} --announced 2019-05-20 --reason 申诉成立
        """,
}


def form_of(federation: str, firm: str) -> Tree:
    """The application of a firm; two of 一's consultants are 四's too, and 三 has one too few."""
    number, name = FIRMS[firm]
    tree = application(number, name)
    tree["单位登记表"]["营业执照注册地"] = ROUNDS[federation][firm]
    if firm == "三":
        del tree["人员登记表"][5], tree["单位登记表"]["安全社区咨询员"][5]
    if firm == "四":
        for row, other in enumerate(application(*FIRMS["一"])["人员登记表"][:2]):
            tree["人员登记表"][row]["身份证号"] = other["身份证号"]
    return tree


def workspace(folder: Path, federation: str) -> Path:
    """A federation's records: a round, its units 在册, a year's scores, and what came later."""
    folder.mkdir(parents=True)
    name = f"{federation}地安全生产联合会"
    (folder / "anlian.yaml").write_text(_SETTINGS.format(name=name, code=CODES[federation]), encoding="utf-8")
    for firm in ROUNDS[federation]:
        write_unit(folder / "applications/2017" / firm, form_of(federation, firm), verification())
    assert act(folder, "check", "--record", "-q", at="2017-10-26 09:00").code in (0, 1)
    rows = "".join(f"{FIRMS[firm][1]},{credit_code(FIRMS[firm][0])}\n" for firm in ROUNDS[federation])
    (folder / "在册.csv").write_text("单位全称,统一代码\n" + rows, encoding="utf-8")
    must(folder, "admit", "--founding", "在册.csv", "--announced", "2017-12-01", at="2017-12-01 09:00")
    for firm, points in POINTS[federation].items():
        for stage, given in zip(("日常", "审查"), points, strict=True):
            unit = credit_code(FIRMS[firm][0])
            must(folder, "score", stage, "2018", "--unit", unit, "--points", given, at="2018-12-20 09:00")
    codes = {firm: credit_code(number) for firm, (number, _) in FIRMS.items()}
    for line in _LATER.get(federation, "").format(**codes).splitlines():
        day, *words = shlex.split(line) or [""]
        if words:
            must(folder, *words, at=f"{day} 10:00")
    return folder
