"""Layouts in which public offices draw their forms, with made-up content: first our forms in them, then their own.

Each is known from several published forms of its kind; nothing but rows, merges and heads is taken from them.
"""

from __future__ import annotations

from tests.fictional import Tree
from tests.firms.build import Change, merging, people, sound
from tests.workbooks import Rows

UNIT: Tree = sound()["单位登记表"]
PERSON: Tree = people(sound())[0]
LEGAL, PRINCIPAL, ROSTER = UNIT["法定代表人"], UNIT["主要负责人"], UNIT["安全社区咨询员"]
STAFF, NAMES = "、".join(UNIT["专职工作人员"]), "、".join(one["姓名"] for one in ROSTER)
SIGNED, SIGNED_ON = PERSON["申请人承诺"]["签名"], PERSON["申请人承诺"]["日期"]
CERTIFICATE = PERSON["资格证书"][0]
BARE: Tree = {label: value for label, value in PERSON.items() if label != "照片"}
ASKED = "现从事安全生产服务工作年限"

ROSTER_MERGES = [f"{two}{row}".replace(":", f"{row}:") for row in range(9, 16) for two in ("B:C", "D:E", "F:G")]

Layout = tuple[Rows, Change, Tree]
"""The rows, their merges, and what a careful clerk reads."""


# Offices' 单位基本情况表: a head of the unit leads a row of labels, 姓名 the first, and is merged down.
GROUPS: Layout = (
    [
        ["单位登记表"],
        ["单位全称", UNIT["单位全称"]],
        ["统一社会信用代码", UNIT["统一代码"], None, "注册地", UNIT["营业执照注册地"]],
        ["单位地址", UNIT["地址"], None, None, "邮政编码", UNIT["邮编"]],
        ["法定代表人", "姓名", LEGAL["姓名"], "办公电话", LEGAL["办公电话"], "传真", LEGAL["传真"]],
        ["主要负责人", "姓名", PRINCIPAL["姓名"], "办公电话", PRINCIPAL["办公电话"], "传真", PRINCIPAL["传真"]],
        [None, "手机", PRINCIPAL["手机"]],
        ["安全社区服务业绩", UNIT["安全社区服务业绩"]],
        ["安全社区咨询员", "姓名", None, "专业方向", None, "职称"],
        *([None, one["姓名"], None, one["专业方向"], None, one["职称"]] for one in ROSTER),
        ["专职工作人员", STAFF, None, None, "登记日期", UNIT["登记日期"]],
    ],
    merging("A1:G1", "B2:G2", "B3:C3", "E3:G3", "B4:D4", "F4:G4", "A6:A7", "B8:G8", "A9:A15", *ROSTER_MERGES),
    {"单位登记表": UNIT},
)

# Commissions' 备案表 in the manner of a questionnaire: 序号, 项目, 填写内容, 填写说明.
QUESTIONS: Layout = (
    [
        ["咨询服务单位登记表"],
        ["序号", "项目", "填写内容", "填写说明"],
        [1, "单位全称（盖章）", UNIT["单位全称"], "与公章一致"],
        [2, "地址", UNIT["地址"], "必填"],
        [3, "营业执照注册地", UNIT["营业执照注册地"], "必填"],
        [4, "统一代码", UNIT["统一代码"], "18位"],
        [5, "邮编", UNIT["邮编"]],
        [6, "法定代表人", LEGAL["姓名"], "与执照一致"],
        [7, "主要负责人", PRINCIPAL["姓名"]],
        [8, "安全社区服务业绩", UNIT["安全社区服务业绩"], "近三年"],
        [9, "安全社区咨询员", NAMES, "全部列出"],
        [10, "专职工作人员", STAFF],
        [11, "登记日期", UNIT["登记日期"]],
    ],
    merging("A1:D1"),
    {
        "单位登记表": UNIT
        | {"法定代表人": {"姓名": LEGAL["姓名"]}, "主要负责人": {"姓名": PRINCIPAL["姓名"]}}
        | {"安全社区咨询员": [{"姓名": one["姓名"]} for one in ROSTER]}
    },
)

# Counties' 申报表: 申报单位（盖章）： and the day in one line over the table; what goes on has a blank label.
DECLARATION: Layout = (
    [
        ["安全社区咨询服务单位申报表"],
        [f"申报单位（盖章）：{UNIT['单位全称']}", None, None, f"登记日期：{UNIT['登记日期']}"],
        ["统一社会信用代码", UNIT["统一代码"], "邮政编码", UNIT["邮编"]],
        ["注册地址", UNIT["营业执照注册地"], "办公地址", UNIT["地址"]],
        ["法定代表人", LEGAL["姓名"], "办公电话", LEGAL["办公电话"]],
        [None, None, "传真", LEGAL["传真"]],
        ["主要负责人", PRINCIPAL["姓名"], "手机", PRINCIPAL["手机"]],
        [None, None, "办公电话", PRINCIPAL["办公电话"]],
        [None, None, "传真", PRINCIPAL["传真"]],
        ["专职工作人员", STAFF],
        ["安全社区咨询员"],
        ["姓名", "专业方向", "职称"],
        *([one["姓名"], one["专业方向"], one["职称"]] for one in ROSTER),
        ["安全社区服务业绩", UNIT["安全社区服务业绩"]],
    ],
    merging("A1:D1", "A2:C2"),
    {"单位登记表": UNIT},
)

# Personnel offices' 任免审批表: labels set wide, broken or upright, the photo down the right side.
UPRIGHT: Layout = (
    [
        ["咨询服务人员登记表"],
        ["姓　　名", PERSON["姓名"], "性　　别", PERSON["性别"], "出 生\n年 月", PERSON["出生日期"], "照\n片"],
        ["学　　历", PERSON["学历"], "学　　位", PERSON["学位"], "毕 业\n院 校", PERSON["毕业院校"]],
        ["职　　务", PERSON["职务"], "技 术\n职 称", PERSON["专业技术职务"], "移 动\n电 话", PERSON["移动电话"]],
        ["身　份　证　号", PERSON["身份证号"], None, None, "电子邮箱", PERSON["E-mail"]],
        ["工 作 单 位", PERSON["工作单位及部门"]],
        ["通讯地址及邮编", PERSON["通讯地址及邮编"], None, None, ASKED, None, PERSON[ASKED]],
        ["资\n格\n证\n书", CERTIFICATE],
        ["工\n作\n简\n历\n及\n主\n要\n成\n绩", PERSON["工作简历及主要成绩"]],
        ["申请人\n承  诺", f"以上属实。\n签名：{SIGNED}  {SIGNED_ON}"],
        ["所 在\n单 位\n意 见", PERSON["所在单位意见"]],
    ],
    merging("A1:G1", "G2:G4", "B5:D5", "F5:G5", "B6:G6", "B7:D7", "E7:F7", *(f"B{row}:G{row}" for row in range(8, 12))),
    {"人员登记表": [BARE]},
)

# Universities' 推荐表: a column of merged headings left of the labels, and long fields from that column on.
HEADINGS_LEFT: Layout = (
    [
        ["咨询服务人员登记表"],
        ["基本情况", "姓名", PERSON["姓名"], "性别", PERSON["性别"]],
        [None, "出生日期", PERSON["出生日期"], "身份证号", PERSON["身份证号"]],
        ["联系方式", "移动电话", PERSON["移动电话"], "E-mail", PERSON["E-mail"]],
        [None, "通讯地址", PERSON["通讯地址及邮编"]],
        ["工作情况", "工作单位", PERSON["工作单位及部门"], "职务", PERSON["职务"]],
        [None, "职称", PERSON["专业技术职务"], ASKED, PERSON[ASKED]],
        ["教育背景", "毕业院校", PERSON["毕业院校"], "学历", PERSON["学历"]],
        [None, "学位", PERSON["学位"], "资格证书", CERTIFICATE],
        ["工作简历及主要成绩", None, PERSON["工作简历及主要成绩"]],
        ["申请人承诺", None, f"签名：{SIGNED} {SIGNED_ON}"],
        ["所在单位意见", None, PERSON["所在单位意见"]],
    ],
    merging("A1:E1", "A2:A3", "A4:A5", "A6:A7", "A8:A9", "A10:B10", "C10:E10", "A11:B11", "C11:E11", "A12:B12"),
    {"人员登记表": [BARE]},
)

# Expert pools' 申请表: parts under numbered headings as wide as the sheet, long answers under theirs.
PARTS: Layout = (
    [
        ["咨询服务人员登记表"],
        ["一、基本信息"],
        ["姓名", PERSON["姓名"], "性别", PERSON["性别"]],
        ["出生日期", PERSON["出生日期"], "身份证号码", PERSON["身份证号"]],
        ["最高学历", PERSON["学历"], "最高学位", PERSON["学位"]],
        ["毕业院校", PERSON["毕业院校"], "职称", PERSON["专业技术职务"]],
        ["手机号码", PERSON["移动电话"], "电子邮箱", PERSON["E-mail"]],
        ["二、工作情况"],
        ["工作单位", PERSON["工作单位及部门"], "职务", PERSON["职务"]],
        ["通讯地址", PERSON["通讯地址及邮编"], ASKED, PERSON[ASKED]],
        ["资格证书", CERTIFICATE],
        ["三、工作简历及主要成绩"],
        [PERSON["工作简历及主要成绩"]],
        ["四、申请人承诺"],
        [f"签名：{SIGNED} {SIGNED_ON}"],
        ["五、所在单位意见"],
        [PERSON["所在单位意见"]],
    ],
    merging("A2:D2", "A8:D8", *(f"A{row}:D{row}" for row in range(12, 18))),
    {"人员登记表": [BARE]},
)

# Statistical forms: every label has its number before it.
NUMBERED: Layout = (
    [
        ["咨询服务人员登记表"],
        ["1．姓名", PERSON["姓名"], "2．性别", PERSON["性别"]],
        ["3、出生日期：", PERSON["出生日期"], "4、身份证号：", PERSON["身份证号"]],
        ["（5）工作单位", PERSON["工作单位及部门"], "(6)职务", PERSON["职务"]],
        ["7.职称", PERSON["专业技术职务"], "8.学历", PERSON["学历"]],
        ["9.学位", PERSON["学位"], "10.毕业院校", PERSON["毕业院校"]],
        ["11.移动电话", PERSON["移动电话"], "12.E-mail", PERSON["E-mail"]],
        ["13.通讯地址及邮编", PERSON["通讯地址及邮编"], "14.资格证书", CERTIFICATE],
        [f"15.{ASKED}", PERSON[ASKED]],
        ["16.工作简历及主要成绩", PERSON["工作简历及主要成绩"]],
        ["17.申请人承诺", f"签名：{SIGNED} {SIGNED_ON}"],
        ["18.所在单位意见", PERSON["所在单位意见"]],
    ],
    merging("A1:D1"),
    {"人员登记表": [BARE]},
)

OURS = {
    "heads of the unit in groups": GROUPS,
    "a questionnaire": QUESTIONS,
    "申报单位（盖章）： over the table": DECLARATION,
    "upright labels": UPRIGHT,
    "headings left of the labels": HEADINGS_LEFT,
    "numbered parts": PARTS,
    "numbered labels": NUMBERED,
}

# Purchasing offices' application to be an expert who judges bids.
EXPERT: Rows = [
    ["评标专家申请表"],
    ["姓名", "孙示例", "性别", "男"],
    ["出生日期", "1975-05-01", "政治面貌", "群众"],
    ["所在地区", "北京", "职称", "高级工程师"],
    ["身份证号码", "略"],
    ["最高学历", "本科", "最高学位", "学士"],
    ["手机号码", "13800000000", "单位电话", "010-64940001"],
    ["毕业院校及专业", "示例大学"],
    ["单位名称", "北京示例公司"],
    ["单位地址", "示例路1号", "单位邮编", "100020"],
    ["工作经历"],
    ["起止年月", "单位及职务", None, "证明人"],
    ["2001至2005", "示例厂 工人", None, "周示例"],
]
# Personnel bureaus' sheet on one employee and one year.
YEAR: Rows = [
    ["事业单位工作人员年度考核登记表"],
    ["（2017年度）"],
    ["姓名", "孙示例", "性别", "男", "出生年月", "1975.05"],
    ["政治面貌", "群众", "学历", "本科", "专业技术职务", "工程师"],
    ["工作单位", "示例中心", "职务", "科员"],
    ["个人总结", "完成了示例工作"],
    ["主管领导意见", "同意 签名：周示例 2017年12月1日"],
]
# Organisation departments' sheet on one official, his family below.
OFFICIAL: Rows = [
    ["干部任免审批表"],
    ["姓 名", "孙示例", "性 别", "男", "出生年月（岁）", "1975.05"],
    ["民 族", "汉族", "籍 贯", "北京", "健康状况", "健康"],
    ["专业技术职务", "高级工程师", None, "熟悉专业", "安全"],
    ["学历学位", "全日制教育", "本科", None, "毕业院校系及专业", "示例大学"],
    ["现任职务", "科员"],
    ["家庭主要成员", "称谓", "姓名", "出生年月", "政治面貌", "工作单位及职务"],
    [None, "妻", "何示例", "1976.01", "群众", "示例公司"],
]
# Firms' sheet for those who apply for a place.
APPLICANT: Rows = [
    ["应聘人员登记表"],
    ["姓名", "孙示例", "性别", "男", "出生年月", "1975.05", "照片"],
    ["民族", "汉族", "学历", "本科", "职称", "工程师"],
    ["毕业院校", "示例大学", "联系电话", "13800000000"],
    ["期望薪资", "8000"],
]
# Societies' sheet for a unit that wants to be a member.
MEMBER: Rows = [
    ["学会单位会员入会申请表"],
    ["单位名称", "北京示例公司"],
    ["通讯地址", "示例路1号", "邮政编码", "100020"],
    ["法定代表人", "周示例", "职务", "总经理"],
    ["联系人", "吴示例", "电话", "010-64940001"],
]
# Education and safety offices' record of a school, its teachers as a list below.
SCHOOL: Rows = [
    ["安全培训机构备案登记表"],
    ["单位名称", "北京示例培训中心", "法定代表人", "周示例"],
    ["统一社会信用代码", "91110105MA0000015F", "培训范围", "安全培训"],
    ["办公地址", "示例路1号", "邮政编码", "100020"],
    ["主要负责人", "吴示例", "手机", "13900000000"],
    ["专职教师"],
    ["序号", "姓名", "性别", "出生年月", "职称", "学历"],
    [1, "孙示例", "男", "1975.05", "高级工程师", "本科"],
]
# Health offices' list of a team under 申报单位（盖章）.
TEAM: Rows = [
    ["引进专家团队成员基本情况表"],
    ["申报单位（盖章）", "北京示例医院", "团队类别:甲"],
    ["序号", "类别", "姓名", "承担的主要工作"],
    [1, "带头人", "孙示例", "指导"],
]

OTHERS: dict[str, tuple[Rows, tuple[str, ...]]] = {
    "评标专家申请表": (EXPERT, ("姓名", "性别", "出生日期", "专业技术职务", "身份证号", "学历")),
    "事业单位工作人员年度考核登记表": (YEAR, ("姓名", "性别", "出生日期", "学历", "专业技术职务", "工作单位及部门")),
    "干部任免审批表": (OFFICIAL, ("姓名", "性别", "专业技术职务")),
    "应聘人员登记表": (APPLICANT, ("姓名", "性别", "照片", "学历", "毕业院校", "移动电话")),
    "学会单位会员入会申请表": (MEMBER, ("单位全称", "地址", "邮编", "法定代表人")),
    "安全培训机构备案登记表": (SCHOOL, ("法定代表人", "单位全称", "统一代码", "地址", "邮编")),
    "引进专家团队成员基本情况表": (TEAM, ("单位全称", "姓名")),
}
"""Each with the labels that have a name in our forms."""
