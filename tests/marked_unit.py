"""The story of the example workspace with marks in every personal field of one unit, and a search for them by byte."""

from __future__ import annotations

import io
import re
import shlex
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

from tests.fictional import Tree, application, credit_code, verification
from tests.make_examples import write_unit
from tests.make_workspace import STEPS, UNITS, prepare
from tests.office import act, must
from tests.workbooks import book

SHORT, FIRM = "德安", 34
CODE, NEW_CODE = credit_code(FIRM), credit_code(734)
PRINCIPAL, LATER, CLERK = "岑记负责", "岑记后任", "岑记专职"
PERSON, OTHER = "岑记甲", "岑记乙"
NOW = "2021-11-02 09:00"


def application_of(name: str) -> Tree:
    """A sound application in which everything that is somebody's can be told by its mark."""
    tree = application(FIRM, name)
    for row, one in enumerate(tree["人员登记表"]):
        named = f"岑记{'甲乙丙丁戊己'[row]}"
        one |= {"姓名": named, "照片": f"照片/{named}.jpg", "通讯地址及邮编": f"岑记巷{row + 1}号院"}
        one |= {
            "毕业院校": "岑记大学",
            "工作简历及主要成绩": "岑记履历。",
            "申请人承诺": {"签名": named, "日期": "2017-10-18"},
        }
        tree["单位登记表"]["安全社区咨询员"][row]["姓名"] = named
    # Warnings quote what was written.
    tree["人员登记表"][3]["工作单位及部门"] = "岑记别家公司"
    unit = tree["单位登记表"]
    unit["法定代表人"] = {"姓名": "岑记法人", "办公电话": "010-64940991", "传真": "010-64940992"}
    unit["主要负责人"] = {"姓名": PRINCIPAL, "手机": "13900349999", "办公电话": "010-64940993", "传真": "010-64940994"}
    unit["专职工作人员"] = [CLERK]
    unit["安全社区服务业绩"][0]["内容"] = "由岑记甲主持"
    return tree


def marks() -> tuple[str, ...]:
    """Every mark, as it may stand in a file."""
    people = application_of("")["人员登记表"]
    numbers = [one[label] for one in people for label in ("身份证号", "移动电话", "E-mail")]
    return ("岑记", "13900349999", *(f"010-6494099{end}" for end in range(1, 5)), *numbers)


def make(folder: Path, until: str = "9999", *, few: bool = False) -> Path:
    """The story, told in full, with a second filing, attachments, a new principal and a new code for the one unit.

    With `few` materials and photos are kept by their digests alone.
    """
    prepare(folder)
    if few:
        settings = folder / "anlian.yaml"
        settings.write_text(settings.read_text(encoding="utf-8") + "材料只存摘要: 是\n", encoding="utf-8")
    for year, name in (("2017", UNITS[SHORT]), ("2021", "北京示例德安新安全顾问有限公司")):
        shutil.rmtree(folder / "applications" / year / SHORT)
        received = "2017-10-23" if year == "2017" else "2021-10-20"
        write_unit(folder / "applications" / year / SHORT, application_of(name), verification(received))
    interview = folder / "评分表" / "2017面试答辩.csv"
    interview.write_bytes(interview.read_bytes().replace("谢负责34".encode(), PRINCIPAL.encode()))
    (folder / "附件.xlsx").write_bytes(book({"走访": [["陪同", OTHER, "13900349999"]]}))
    for at, command in sorted(_steps()):
        if at < until:
            outcome = act(folder, *shlex.split(command), at=at)
            assert outcome.code in (0, 1), (command, outcome.out, outcome.err)
            _corrected(folder, at)
    return folder


_REFILED = "2017-10-26 09:00"


def _corrected(folder: Path, at: str) -> None:
    """After the first filing the unit sends another address of one of its people."""
    if at == _REFILED:
        tree = application_of(UNITS[SHORT])
        tree["人员登记表"][2]["通讯地址及邮编"] = "岑记巷新址"
        write_unit(folder / "applications" / "2017" / SHORT, tree, verification())


def _steps() -> Iterator[tuple[str, str]]:
    yield from ((at, command) for at, command, _ in STEPS if command.split()[0] not in ("rank", "show", "list"))
    yield "2017-10-27 09:00", "check --record --round 2017 -q"
    yield "2018-09-13 09:00", f"daily {SHORT} --item 13.3 --on 2018-09-13 --note 走访 --attach 附件.xlsx"
    yield "2021-10-26 18:00", "check --record --round 2021 -q"
    yield "2021-10-27 09:00", f"change {SHORT} --principal {LATER} --from 2021-10-01"
    yield "2021-10-28 09:00", f"change {SHORT} --code {NEW_CODE} --from 2021-10-28"
    yield "2021-10-29 09:00", f"change {SHORT} --principal 岑记误录 --from 2021-10-02"
    yield "2021-10-30 09:00", "undo 27 --reason 录错了人"


def purged(workspace: Path, *options: str, at: str = NOW) -> str:
    """Erase the unit; what was said."""
    outcome = must(workspace, "purge", SHORT, "--reason", "保存期满", "--yes", *options, at=at)
    return outcome.out + outcome.err


def marked_files(workspace: Path, *wanted: str) -> list[str]:
    """Every file under the records that has a mark in its bytes, inflated, or in its name."""
    base, found = workspace / "records", []
    looked_for = {mark.encode(coding) for mark in wanted or marks() for coding in _CODINGS}
    pattern = re.compile(b"|".join(map(re.escape, looked_for)))
    for path in sorted(base.rglob("*")):
        name = path.relative_to(base).as_posix()
        blobs = [name.encode(), *(_inflated(path.read_bytes()) if path.is_file() else ())]
        if any(pattern.search(blob) for blob in blobs):
            found.append(name)
    return found


_CODINGS = ("utf-8", "gb18030", "utf-16-le")


def _inflated(data: bytes) -> Iterator[bytes]:
    yield data
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            yield from (package.read(name) for name in package.namelist())
