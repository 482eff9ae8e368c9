"""Folders without an application in them: what lies there is named in its own words."""

from __future__ import annotations

from pathlib import Path

from tests.fictional import pdf, photo
from tests.firms.build import excel, listed, people, put, send, sound, word, zipped
from tests.firms.conclusion import Firms
from tests.workbooks import Rows, book, official_book

FIRMS = Firms()
NO_YAML = ("YAML", "yaml")


@FIRMS.send("the marks of a class", "unreadable", says=("成绩单", "学号", "成绩"), never=NO_YAML)
def _(folder: Path) -> None:
    rows: Rows = [["学号", "姓名", "性别", "成绩"], [1, "孙示例", "男", 90], [2, "何示例", "女", 85]]
    excel(folder / "成绩.xlsx", {"成绩单": rows})


@FIRMS.send("an export from their payroll", "unreadable", says=("Sheet1", "姓名", "工资"), never=NO_YAML)
def _(folder: Path) -> None:
    excel(folder / "导出.xlsx", {"Sheet1": listed(people(sound()), "姓名", "性别", "部门", "工资")})


@FIRMS.send("one person's 姓名 and 性别", "unreadable", says=("Sheet1", "姓名"), never=NO_YAML)
def _(folder: Path) -> None:
    excel(folder / "表.xlsx", {"Sheet1": [["姓名", "孙示例", "性别", "男"]]})


@FIRMS.send("two sheets of marks", "unreadable", says=("一班", "二班"), never=NO_YAML)
def _(folder: Path) -> None:
    rows: Rows = [["姓名", "性别", "总分"], ["孙示例", "男", 90]]
    excel(folder / "成绩.xlsx", {"一班": rows, "二班": rows})


@FIRMS.send("a list of equipment", "unreadable", says=("设备", "型号"), never=NO_YAML)
def _(folder: Path) -> None:
    excel(folder / "清单.xlsx", {"设备": [["名称", "型号", "数量"], ["测距仪", "D2", 3]]})


@FIRMS.send("an empty workbook", "unreadable", says=("空.xlsx",), never=NO_YAML)
def _(folder: Path) -> None:
    excel(folder / "空.xlsx", {"Sheet1": []})


@FIRMS.send("only a zip", "unreadable", says=("申报材料.zip",))
def _(folder: Path) -> None:
    zipped(folder / "申报材料.zip", {"申报材料.xlsx": official_book(sound())})


@FIRMS.send("only a rar", "unreadable", says=("申报材料.rar",))
def _(folder: Path) -> None:
    put(folder / "申报材料.rar", b"Rar!\x1a\x07\x00" + bytes(64))


@FIRMS.send("only a PDF", "unreadable", says=("申报材料.pdf",))
def _(folder: Path) -> None:
    put(folder / "申报材料.pdf", pdf("申报材料"))


@FIRMS.send("only Word files", "unreadable", says=("单位登记表.docx", "人员登记表.docx"))
def _(folder: Path) -> None:
    word(folder / "单位登记表.docx")
    word(folder / "人员登记表.docx")


@FIRMS.send("only photographs of the forms", "unreadable", says=("登记表1.jpg",))
def _(folder: Path) -> None:
    put(folder / "登记表1.jpg", photo("一"))
    put(folder / "登记表2.jpg", photo("二"))


@FIRMS.send("a form with a hidden sheet alone", "unreadable|correct|pending", says=("人员",))
def _(folder: Path) -> None:
    sheets = {"说明": [["请启用宏"]], "人员": listed(people(sound()), "姓名", "性别", "出生年月", "身份证号", "职称")}
    put(folder / "表.xlsx", book(sheets, lambda made: setattr(made["人员"], "sheet_state", "hidden")))


@FIRMS.send(
    "an age where a birth date belongs, in Excel", "correct", {"9.4b": "met"}, says=("出生日期",), never=NO_YAML
)
def _(folder: Path) -> None:
    tree = sound()
    people(tree)[2]["出生日期"] = "四十二岁"
    send(folder, tree)
