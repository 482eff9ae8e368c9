"""A firm's folder as .zip in a round: reviewed, judged and filed as the folder would be, and left as it came."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path

import pytest

from tests.cli.test_review import all_met, filled, sheet_of, workspace
from tests.fictional import application, credit_code
from tests.forms.test_word_form import zip_of
from tests.office import act, must
from tests.word_files import official_document

AT = "2017-10-26 09:00"


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A round of a folder and a .zip with forms in Word; what is laid open meanwhile lies in a place of its own."""
    (tmp_path / "临时").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "临时"))
    office = workspace(tmp_path / "w", 2)
    folder = office / "applications/2017/单位02"
    (folder / "申报材料.yaml").unlink()
    tree = application(2, "北京示例02安全技术咨询有限公司")
    tree["单位登记表"]["安全社区服务业绩"] = "2015年协助示例街道"
    (folder / "申报材料.docx").write_bytes(official_document(tree))
    folder.with_suffix(".zip").write_bytes(zip_of(folder))
    shutil.move(folder, tmp_path / "原来")
    return office


def test_a_packed_firm_is_reviewed_judged_and_filed_like_a_folder(office: Path) -> None:
    around, original = office / "applications/2017", office.parent / "原来"
    filled(sheet_of(office), all_met)
    done = must(office, "review", "2017", "初核表.xlsx", at=AT)
    assert "2017/单位02.初核记录.yaml（新建）" in done.out
    assert act(office, "check", "-q", at=AT).out.startswith("共 2 家：通过 2 ")
    must(office, "check", "--record", "-q", at=AT)
    assert "没有新的内容" in must(office, "review", "2017", "初核表.xlsx", at=AT).err
    assert {path.name for path in around.iterdir()} == {"单位01", "单位02.zip", "单位02.初核记录.yaml"}
    dossier = office / "records/dossiers" / credit_code(2) / "2017"
    kept = [path.read_bytes() for path in (dossier / "v1/content").rglob("*") if path.is_file()]
    sent = [path for path in original.rglob("*") if path.is_file()]
    assert len(sent) > 10 and all(path.read_bytes() in kept for path in sent)
    assert (around / "单位02.初核记录.yaml").read_bytes() in kept
    assert "已录入" in must(office, "check", "--record", "-q", at="2017-10-27 09:00").err
    must(office, "verify")
    assert not list((office.parent / "临时").glob("anlian-*"))


def test_what_is_wrong_in_a_packed_firm_is_said_with_its_place(office: Path) -> None:
    (office / "applications/2017/单位03.7z").write_bytes(b"7z\xbc\xaf\x27\x1c")
    told = json.loads(act(office, "check", "--format", "json", at=AT).out)["units"]
    units = {Path(unit["source"]).name: unit for unit in told}
    assert units["单位03.7z"]["verdict"] == "unreadable"
    assert [finding["message"] for finding in units["单位03.7z"]["findings"]] == ["7Z 压缩包没有读取"]
    assert units["单位02.zip"]["name"] == "北京示例02安全技术咨询有限公司"
    assert units["单位02.zip"]["verdict"] == "pending"
