"""A firm's application: the two official forms, the self-check for Art. 9 and the materials of Art. 10.

Every field may be absent: a form is read as far as it goes. Which fields are compulsory stands on the field itself.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from anlian_cli.model.fields import (
    AlsoWritten,
    CreditCode,
    Day,
    Education,
    FilePaths,
    HasOrNot,
    IdNumber,
    Period,
    Postcode,
    Sex,
    Text,
    Texts,
    Title,
    UnitName,
    YesNo,
    one_row,
    split_text,
)
from anlian_cli.model.labels import Form, labelled


class LegalRepresentative(Form):
    """法定代表人."""

    name: Text | None = labelled("姓名", longest=100, required=True, example="王示例")
    office_phone: Text | None = labelled("办公电话", example="010-64940001")
    fax: Text | None = labelled("传真", printed="传 真", example="010-64940002")


class Principal(Form):
    """主要负责人: answers the panel in the interview (Art. 11)."""

    name: Text | None = labelled("姓名", longest=100, required=True, example="李示例")
    mobile: Text | None = labelled("手机", printed="手 机", required=True, example="13800000001", note="请加引号")
    office_phone: Text | None = labelled("办公电话", example="010-64940003")
    fax: Text | None = labelled("传真", printed="传 真", example="010-64940004")


class TrackRecord(Form):
    """One row of 安全社区服务业绩; free text is a row with nothing but its content."""

    year: Text | None = labelled("年份", example="2015")
    client: Text | None = labelled("服务对象", example="示例街道")
    category: Text | None = labelled("服务类别", example="安全社区")
    content: Text | None = labelled("内容", longest=10_000, example="协助创建国家级安全社区")


class Consultant(Form):
    """One row of the unit form's roster 安全社区咨询员."""

    name: Text | None = labelled("姓名", longest=100, required=True, example="张示例")
    speciality: Text | None = labelled("专业方向", example="安全工程")
    title: Text | None = labelled("职称", example="高级工程师")


PICTURE = "（表内图片）"
"""What stands for a picture that was pasted into a form."""
SPECIALITY_AND_TITLE = f"{Consultant.model_fields['speciality'].alias}、{Consultant.model_fields['title'].alias}"
"""The official form's one column for both."""


class Undertaking(Form):
    """申请人承诺: the consultant's signature and its date."""

    signature: Text | None = labelled("签名", "承诺签名", printed="本人签名:", example="张示例")
    signed_on: Day | None = labelled("日期", "承诺日期", "签名日期", example="2017-10-18")


def _track_record(value: Any) -> Any:
    """Free text becomes one row with nothing but its content; so does each line of a list of texts."""
    return _rows("内容", [value] if isinstance(value, str) else value)


def _roster(value: Any) -> Any:
    """Names in one field become a row each."""
    return _rows("姓名", list(split_text(value)) if isinstance(value, str) else value)


def _rows(label: str, value: Any) -> Any:
    return [{label: row} if isinstance(row, str) else row for row in value] if isinstance(value, list) else value


_TEXT = {"type": "string"}


class UnitForm(Form):
    """安全社区咨询服务单位登记表, whole."""

    serial: Text | None = labelled("编号", "登记号", note="由联合会填写")
    name: UnitName | None = labelled(
        "单位全称",
        *("单位名称", "企业名称", "公司名称", "申报单位"),
        printed="单位全称 (盖章)",
        required=True,
        example="北京示例安全技术咨询有限公司",
    )
    address: Text | None = labelled(
        "地址",
        *("单位地址", "办公地址"),
        here=("通讯地址", "联系地址"),
        printed="地 址",
        required=True,
        example="北京市朝阳区示例路1号",
    )
    licence_address: Text | None = labelled(
        "营业执照注册地", "注册地址", "注册地", required=True, example="北京市朝阳区"
    )
    credit_code: CreditCode | None = labelled(
        "统一代码",
        *("统一社会信用代码", "社会信用代码", "信用代码"),
        required=True,
        example="91110105MA0000000Y",
        note="18 位，请加引号",
    )
    postcode: Postcode | None = labelled(
        "邮编", "邮政编码", printed="邮 编", required=True, example="100020", note="请加引号"
    )
    legal_representative: LegalRepresentative | None = labelled("法定代表人", "法人代表", "法定代表人姓名")
    principal: Principal | None = labelled("主要负责人", "主要负责人姓名")
    track_record: Annotated[tuple[TrackRecord, ...], AlsoWritten(_track_record, _TEXT)] | None = labelled(
        "安全社区服务业绩", longest=10_000, note="可逐行填写，也可写成一段文字"
    )
    consultants: Annotated[tuple[Consultant, ...], AlsoWritten(_roster, _TEXT)] | None = labelled(
        "安全社区咨询员", longest=5_000, required=True, note="与人员登记表一一对应"
    )
    full_time_staff: Texts | None = labelled("专职工作人员", required=True, example="赵示例", note="负责日常管理")
    registered_on: Day | None = labelled("登记日期", printed="登 记 日 期", required=True, example="2017-10-20")
    federation_opinion: Text | None = labelled(
        "自律管理办公室意见", longest=2_000, printed="自律管理办公室意见：", note="由联合会填写"
    )


class PersonForm(Form):
    """安全社区咨询服务人员登记表, whole: one consultant."""

    serial: Text | None = labelled("编号", "登记号", note="由联合会填写")
    name: Text | None = labelled("姓名", longest=100, printed="姓 名", required=True, example="张示例")
    sex: Sex | None = labelled("性别", printed="性 别", required=True, example="男")
    born_on: Period | None = labelled("出生日期", "出生年月", "出生年月日", required=True, example="1975-05-01")
    photo: Text | None = labelled("照片", printed="照片 (一寸)", advised=True, example="照片/张示例.jpg")
    workplace: Text | None = labelled(
        "工作单位及部门",
        *("工作单位", "所在单位", "工作单位和部门"),
        here=("单位名称", "单位"),
        required=True,
        example="北京示例安全技术咨询有限公司 咨询部",
    )
    position: Text | None = labelled("职务", printed="职 务", example="部门经理")
    title: Title | None = labelled(
        "专业技术职务",
        *("技术职称", "专业技术职称", "专业技术职务（职称）"),
        here=("职称",),
        required=True,
        example="高级工程师",
        note="没有就写“无”",
    )
    address: Text | None = labelled(
        "通讯地址及邮编", here=("通讯地址", "联系地址"), example="北京市朝阳区示例路1号 100020"
    )
    mobile: Text | None = labelled(
        "移动电话",
        *("手机号码", "手机号"),
        here=("手机", "联系电话", "联系方式", "电话"),
        required=True,
        example="13800000002",
        note="请加引号",
    )
    email: Text | None = labelled("E-mail", "Email", "电子邮箱", "邮箱", "电子邮件", example="zhang@example.com")
    id_number: IdNumber | None = labelled(
        "身份证号",
        *("身份证号码", "身份证", "公民身份号码"),
        required=True,
        example="110105197505010015",
        note="18 位，请加引号",
    )
    school: Text | None = labelled("毕业院校", "毕业学校", example="示例大学")
    education: Education | None = labelled("学历", "最高学历", printed="学 历", required=True, example="本科")
    degree: Text | None = labelled("学位", "最高学位", printed="学 位", example="学士")
    certificates: Texts | None = labelled("资格证书", advised=True, example="注册安全工程师")
    # No number: 十余年 and 2009年至今 are usual answers.
    years_of_service: Text | None = labelled("现从事安全生产服务工作年限", "从事安全生产服务工作年限", example="12")
    career: Text | None = labelled("工作简历及主要成绩", longest=10_000, example="2005年起从事安全评价与安全社区咨询。")
    undertaking: Undertaking | None = labelled("申请人承诺", required=True)
    employer_opinion: Text | None = labelled("所在单位意见", longest=2_000, printed="所在单位意见:", example="同意")
    federation_opinion: Text | None = labelled(
        "自律管理办公室意见", longest=2_000, printed="自律管理办公室意见:", note="由联合会填写"
    )


class SelfCheck(Form):
    """申报条件自查: what Art. 9 asks and the two official forms have no field for."""

    legal_person: HasOrNot | None = labelled("独立法人资格", example="是")
    fixed_office: HasOrNot | None = labelled("固定办公场所", example="是")
    office_equipment: HasOrNot | None = labelled("办公设施设备", example="是")
    technical_support: HasOrNot | None = labelled("技术支撑条件", example="是")
    business_scope: Text | None = labelled(
        "经营范围", longest=5_000, example="安全生产咨询服务；技术咨询", note="照营业执照抄写"
    )
    founded_on: Period | None = labelled("成立日期", example="2010-03-01")
    in_service_since: Period | None = labelled("从事相关工作起始日期", example="2012-06-01")
    fields: Texts | None = labelled("咨询领域", example="生产安全、交通安全、消防安全、燃气安全、公共安全")
    systems_in_place: HasOrNot | None = labelled("体系文件制度档案健全", example="是")
    licences_complete: HasOrNot | None = labelled("证照齐全", example="是")
    no_violations: YesNo | None = labelled("无违法行为记录", example="是")


class Materials(Form):
    """申报材料 (Art. 10): for each a path, or a list of paths, relative to the unit's folder."""

    licence: FilePaths | None = labelled("工商营业执照复印件", "营业执照复印件", example="材料/营业执照.pdf")
    unit_form: FilePaths | None = labelled("咨询单位登记表", example="材料/单位登记表.pdf")
    person_forms: FilePaths | None = labelled("咨询人员登记表", example="材料/人员登记表.pdf")
    process_control: FilePaths | None = labelled("过程控制体系文件", example="材料/过程控制体系文件.pdf")
    management_rules: FilePaths | None = labelled("管理制度", example="材料/管理制度.pdf")
    performance_report: FilePaths | None = labelled("业绩报告", example="材料/业绩报告.pdf")


class Application(Form):
    """Everything a firm sends, as far as it could be read."""

    unit: UnitForm | None = labelled("单位登记表", "咨询服务单位登记表", "安全社区咨询服务单位登记表")
    persons: Annotated[tuple[PersonForm, ...], AlsoWritten(one_row)] | None = labelled(
        "人员登记表", "咨询服务人员登记表", "安全社区咨询服务人员登记表"
    )
    self_check: SelfCheck | None = labelled("申报条件自查")
    materials: Materials | None = labelled("申报材料")

    @property
    def name(self) -> str | None:
        return self.unit.name if self.unit else None

    @property
    def credit_code(self) -> str | None:
        return self.unit.credit_code if self.unit else None

    @property
    def registered_on(self) -> date | None:
        return self.unit.registered_on if self.unit else None
