"""init, template, explain and the help: what a newcomer meets first."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from anlian_cli.cli.commands import HELP, loaded
from anlian_cli.office.settings import keep
from anlian_cli.regulation.documents import newest, regulation_named
from anlian_cli.regulation.explanation import explanation, explanations
from tests.attack.readers import example
from tests.conftest import ROOT, anlian

REGULATION = regulation_named(newest())


def test_a_new_workspace_is_ready(tmp_path: Path) -> None:
    assert anlian("init", tmp_path / "工作区").returncode == 0
    workspace = tmp_path / "工作区"
    assert "待确认" in (workspace / "anlian.yaml").read_text(encoding="utf-8")
    assert {path.name for path in workspace.iterdir()} == {"anlian.yaml", "applications", "schemas", "表样", "公文模板"}
    unit = workspace / "applications" / "2017" / "甲"
    unit.mkdir()
    (unit / "a.yaml").write_bytes((workspace / "表样" / "申报材料.yaml").read_bytes())
    result = anlian("check", cwd=workspace)
    assert result.returncode == 1 and "未填写“单位全称”" in result.stdout.decode()


def test_a_workspace_is_never_overwritten(tmp_path: Path) -> None:
    anlian("init", tmp_path)
    (tmp_path / "anlian.yaml").write_text("我的设置", encoding="utf-8")
    assert anlian("init", tmp_path).returncode == 2
    assert (tmp_path / "anlian.yaml").read_text(encoding="utf-8") == "我的设置"


def test_the_settings_and_forms_of_init_fit_their_schemas(tmp_path: Path) -> None:
    from ruamel.yaml import YAML

    anlian("init", tmp_path)
    for form, schema in (
        ("anlian.yaml", "anlian"),
        ("表样/申报材料.yaml", "application"),
        ("表样/初核记录.yaml", "verification"),
    ):
        text = (tmp_path / form).read_text(encoding="utf-8")
        line = re.search(r"\$schema=(\S+)", text)
        assert line and ((tmp_path / form).parent / line[1]).resolve().is_file()
        content = json.loads(json.dumps(YAML(typ="safe", pure=True).load(text), default=str))
        rules = json.loads((tmp_path / "schemas" / f"{schema}.schema.json").read_text(encoding="utf-8"))
        jsonschema.Draft202012Validator(rules).validate(content)


def test_template_to_a_file_and_to_stdout(tmp_path: Path) -> None:
    shown = anlian("template", "application").stdout
    assert anlian("template", "申报材料", "-o", tmp_path / "a.yaml").returncode == 0
    assert (tmp_path / "a.yaml").read_bytes() == shown
    assert anlian("template", "application", "-o", tmp_path / "a.yaml").returncode == 2
    assert anlian("template", "别的").returncode == 2


@pytest.mark.parametrize("code", [entry.code for entry in explanations(REGULATION)])
def test_explain_covers_everything(code: str) -> None:
    entry = explanation(REGULATION, code.lower())
    assert entry.code == code and len(entry.facts) >= 3


def test_explain_json_fits_its_schema() -> None:
    schema = json.loads((ROOT / "schemas" / "explain.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads(anlian("explain", "9.4c", "--format", "json").stdout), schema)
    jsonschema.validate(json.loads(anlian("explain", "--format", "json").stdout), schema)


@pytest.mark.parametrize("command", [(), ("check",), ("init",), ("template",), ("explain",)], ids=str)
def test_help_is_chinese(command: tuple[str, ...]) -> None:
    text = anlian(*command, "--help").stdout.decode()
    assert text.startswith("用法：")
    assert not re.search(r"\b(Usage|Options|Arguments|Commands|Show|and exit|default|required|TEXT|PATH)\b", text)


def test_the_help_says_of_each_command_what_the_command_says() -> None:
    """It is shown without loading any command."""
    for name, text in HELP.items():
        assert loaded(name).help == text, name


def test_version_is_quick_about_it() -> None:
    result = anlian("--version")
    assert result.stdout.decode().startswith("anlian ")


def test_a_light_command_imports_nothing_heavy(tmp_path: Path) -> None:
    heavy = {
        ("--version",): "",
        ("check", "examples/applications/2017/安泰"): "pydantic,ruamel.yaml",
        ("rank", "2018", "-C", "examples/workspace"): "pydantic,ruamel.yaml",
        ("exit", "-C", "examples/workspace"): "pydantic,ruamel.yaml",
    }
    for arguments, expected in heavy.items():
        assert _loaded_by(*arguments) == expected
    workspace = example(tmp_path / "w", indexed=True)
    keep(workspace)
    for command in ("list", "rank 2018", "show 安泰", "exit 2020", "log", "status", "verify"):
        assert _loaded_by(*command.split(), "-C", str(workspace)) == "", command


def _loaded_by(*arguments: str) -> str:
    """What a command loads of the modules that take long."""
    scanning = {"anlian_cli.scan", "anlian_cli.office.scanning", "numpy", "cv2", "rapidocr", "onnxruntime", "pypdfium2"}
    modules = {"openpyxl", "docx", "jinja2", "pydantic", "ruamel.yaml", *scanning}
    script = (
        f"import sys; sys.argv = ['anlian', *{list(arguments)!r}]\n"
        "from anlian_cli.cli.app import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        f"print(','.join(sorted(set(sys.modules) & {modules!r})))"
    )
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, env={"PYTHONIOENCODING": "utf-8"})
    return done.stdout.decode().splitlines()[-1].strip()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (("chek",), ["没有命令 chek", "您是不是要写 check"]),
        (("exit", "decid", "x"), ["没有命令 decid", "您是不是要写 decide；用法见 anlian exit --help"]),
        (
            ("rank", "--selectoin", "2017"),
            ["没有选项 --selectoin", "您是不是要写 --selection；用法见 anlian rank --help"],
        ),
        (("status", "more"), ["多了参数：more", "用法见 anlian status --help"]),
        (("score", "日常"), ["缺少参数 批次或年度", "用法见 anlian score --help"]),
        (("list", "-o", "名册.pdf"), ["没有格式“.pdf”", ".xlsx"]),
        (("template", "申报材料", "-o", "表样.pdf"), ["这份表样没有格式“pdf”", "可用：yaml、xlsx"]),
        (("template", "日常", "2018", "-o", "日常.pdf"), ["这份表样没有格式“pdf”", "可用：xlsx、csv"]),
        (("explain", "F99x"), ["没有条款或代码“F99x”", "您是不是要找 F99；"]),
        (("explain", "18.7"), ["没有条款或代码“18.7”", "您是不是要找 18.7a、18.7b"]),
        (("rank", "2018", "--explain"), ["选项 --explain 后面要写内容", "用法见 anlian rank --help"]),
        (("undo", "第三批"), ["批号 要写整数", "用法见 anlian undo --help"]),
        (("-C", "x", "status"), ["没有选项 -C", "选项写在命令的后面"]),
        (("template", "日长", "2018"), ["没有表样“日长”", "可用：申报材料（application）"]),
    ],
)
def test_a_slip_is_told_in_chinese_with_what_was_meant(
    typed: tuple[str, ...], words: list[str], tmp_path: Path
) -> None:
    refused = anlian(*typed, cwd=tmp_path)
    said = refused.stderr.decode()
    assert (refused.returncode, [word for word in words if word not in said]) == (2, []), said
    assert not re.search(r"[A-Za-z]{3,} [a-z]{3,} [a-z]{3,}", said.replace("anlian", "")), said


@pytest.mark.parametrize(
    ("typed", "code"), [("f6", "F06"), ("F6", "F06"), ("x1", "X1"), ("18.7a", "18.7a"), ("r4", "R4")]
)
def test_a_code_is_known_however_it_is_typed(typed: str, code: str) -> None:
    assert explanation(REGULATION, typed).code == code
