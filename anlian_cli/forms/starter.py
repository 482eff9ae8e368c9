"""The files of a new workspace. What the regulation leaves open is a proposal, marked 待确认, never a default."""

from __future__ import annotations

import json
from datetime import date

from anlian_cli.forms.discovery import APPLICATIONS
from anlian_cli.forms.form_files import VERIFICATION_FILE
from anlian_cli.forms.schema import SCHEMA_FOLDER, SETTINGS, form_schemas, schema_file
from anlian_cli.forms.template import application_template, verification_template
from anlian_cli.forms.workbook_template import application_workbook
from anlian_cli.model.workspace import SETTINGS_FILE

_SETTINGS = """\
# yaml-language-server: $schema={schema}
# 工作区的设置。标“必填”的请先填上；标“待确认”的是建议值：规范没有规定，由联合会确认后改掉这几个字。
单位: {{名称: 北京市安全生产联合会, 统一代码: }}   # 必填：联合会的统一代码，18 位
规范: 京安联发〔2017〕4号
经办人: 管理员                        # 必填：您的姓名，记在每一次记录里

批次:
  "{year}":
    截止日期: {year}-{month}-{day}            # 待确认
    补正截止日期: {year}-11-03        # 待确认
    权重: {{材料审核: 0.5, 面试答辩: 0.5}}   # 待确认；合计正好是 1
    名额: 未定                        # 未定：排名中不划线
    材料审核: {{人员与资质: 40, 制度与体系: 30, 业绩: 30}}   # 待确认；合计正好是 100
    面试答辩: {{整体掌握程度: 40, 提高工作质量的措施办法: 30, 综合管理和业务分析能力: 30}}   # 待确认
    专家评分: {{去掉一个最高分和一个最低分: 否, 平均分保留位数: 2}}   # 待确认

考核年度:
  "{next_year}":
    日常工作考核: {{"13.1": 25, "13.2": 25, "13.3": 25, "13.4": 25}}                # 待确认
    年度资格审查: {{"14.1": 20, "14.2": 20, "14.3": 20, "14.4": 20, "14.5": 20}}    # 待确认

# 规范没有写明、由联合会解释的问题（第十九条）。不写即为默认；含义见 anlian explain R1 至 R16。
# 适用口径:
#   R5: {{取值: 默认, 确认人: 秘书处, 日期: {year}-01-05}}

# 初核时常写的依据，初核表（anlian review）里可以从下拉列表选。“各条”下面的，每一条都列出。
# 常用依据:
#   9.1a: [营业执照类型为有限责任公司, 营业执照类型为股份有限公司]
#   9.5c: 信用中国查询无记录
#   各条: [已核对原件]

# 对得分、排名或结论的异议，自提出之日起几天内答复（自然日）。规范没有规定，不写就没有期限。
# 异议答复天数: 15
"""


_DEADLINE = (10, 25)
"""The day of the first notice, proposed for the next round."""


def starter_files(today: date) -> dict[str, bytes]:
    """Every file of a new workspace by its path, with what it starts from; the deadline it proposes lies ahead."""
    year = today.year + ((today.month, today.day) >= _DEADLINE)
    schema = f"{SCHEMA_FOLDER}/{schema_file(SETTINGS)}"
    schemas = {f"{SCHEMA_FOLDER}/{name}": schema_text(content) for name, content in form_schemas().items()}
    texts = {
        SETTINGS_FILE: _SETTINGS.format(
            schema=schema, year=year, month=_DEADLINE[0], day=_DEADLINE[1], next_year=year + 1
        ),
        f"{APPLICATIONS}/{year}/说明.txt": "每家申报单位一个子文件夹，放登记表、材料和初核记录.yaml。\n",
        "表样/申报材料.yaml": application_template(),
        f"表样/{VERIFICATION_FILE}": verification_template(),
        **schemas,
    }
    return {**{name: text.encode() for name, text in texts.items()}, "表样/申报材料.xlsx": application_workbook()}


def schema_text(schema: object) -> str:
    """A schema as it is written to a file."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
