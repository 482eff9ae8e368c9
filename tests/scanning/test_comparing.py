"""Materials beside forms: what agrees is not accused, what differs is found under its code, and no verdict moves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from anlian_cli.forms.discovery import UnitLocation
from anlian_cli.forms.packed_folder import PACKED
from anlian_cli.model.results import UnitResult
from anlian_cli.model.scanned import CERTAIN, DocumentKind, FactName
from anlian_cli.office.admission.checking import check
from anlian_cli.office.scanning.evidence import evidence_for
from anlian_cli.regulation.text import finding_rules
from tests.fictional import Tree, credit_code, id_number
from tests.scanning.made_up import (
    Scans,
    altered,
    certificate,
    document,
    fact,
    firm,
    licence,
    reader,
    scan,
    sound_scans,
)

N, K = FactName, DocumentKind
MATERIALS = [f"10.{number}" for number in range(1, 7)]
BLURRED = CERTAIN - 0.05


def checked(folder: Path, scans: Scans) -> UnitResult:
    location = UnitLocation(str(folder))
    return check([location], None, as_of=date(2017, 10, 24), read=reader(scans)).units[0]


def told(unit: UnitResult) -> dict[str, str]:
    """What the scans made a finding of, by code."""
    return {one.code: one.message for one in unit.findings if one.code.startswith("S")}


def test_a_sound_firm_is_not_accused_and_everything_is_laid_beside_it(tmp_path: Path) -> None:
    tree = firm(tmp_path / "某")
    unit = checked(tmp_path / "某", sound_scans(tree))
    assert told(unit) == {} and unit.verdict.value == "pass"
    assert {one.agreement.label for one in unit.scanned or ()} == {"一致", "写法不同"}
    clauses = {one.clause for one in unit.scanned or ()}
    assert clauses >= {"9.1a", "9.1b", "9.2a", "9.2b", "9.4b", "9.4c", "9.5b", "11.2", *MATERIALS}


Spoiled = Callable[[Tree, Scans], None]


def _another_id(tree: Tree, scans: Scans) -> None:
    person = tree["人员登记表"][1]
    altered(scans, "职称1.pdf", N.ID_NUMBER, id_number(77, person["出生日期"], person["性别"]))


def _other_papers(_tree: Tree, scans: Scans) -> None:
    scans["营业执照.pdf"] = scans["职称0.pdf"]


def _no_seal(tree: Tree, scans: Scans) -> None:
    scans["单位登记表.pdf"] = scan(document(K.UNIT_FORM, fact(N.UNIT_NAME, tree["单位登记表"]["单位全称"])))


SPOILED: dict[str, tuple[str, Spoiled]] = {
    "another credit code": ("S1", lambda _t, s: altered(s, "营业执照.pdf", N.CREDIT_CODE, credit_code(2))),
    "another ID number on a certificate": ("S1", _another_id),
    "another day of foundation": ("S2", lambda _t, s: altered(s, "营业执照.pdf", N.FOUNDED_ON, "2010年03月11日")),
    "another name on the licence": ("S3", lambda _t, s: altered(s, "营业执照.pdf", N.UNIT_NAME, "北京另一家有限公司")),
    "another head": ("S3", lambda _t, s: altered(s, "营业执照.pdf", N.LEGAL_REPRESENTATIVE, "钱另人")),
    "another district": ("S3", lambda _t, s: altered(s, "营业执照.pdf", N.ADDRESS, "北京市海淀区示例路1号")),
    "a lower title on the certificate": ("S4", lambda _t, s: altered(s, "职称0.pdf", N.TITLE, "工程师")),
    "a certificate in the licence's place": ("S5", _other_papers),
    "a sole trader": ("S6", lambda _t, s: altered(s, "营业执照.pdf", N.UNIT_TYPE, "个体工商户")),
    "no safety in the licence's own scope": (
        "S6",
        lambda _t, s: altered(s, "营业执照.pdf", N.BUSINESS_SCOPE, "企业管理咨询;会议服务。"),
    ),
    "a licence that has ended": (
        "S7",
        lambda _t, s: altered(s, "营业执照.pdf", N.TERM, "2010年03月01日至2017年10月23日"),
    ),
    "no seal": ("S8", _no_seal),
    "a file that was not read": ("S9", lambda _t, s: s.update({"管理制度.pdf": scan(unread="文件有密码，没有读")})),
}


@pytest.mark.parametrize("case", SPOILED)
def test_a_difference_is_found_under_its_code_and_changes_no_verdict(case: str, tmp_path: Path) -> None:
    code, spoil = SPOILED[case]
    tree = firm(tmp_path / "某")
    scans = sound_scans(tree)
    spoil(tree, scans)
    unit = checked(tmp_path / "某", scans)
    assert list(told(unit)) == [code]
    finding = next(one for one in unit.findings if one.code == code)
    assert finding.severity.value == "warning" and finding.place and finding.place.line and finding.hint
    assert unit.verdict.value == "pass"
    assert all(clause.verdict.value == "met" for clause in unit.clauses if clause.counts)


def test_every_code_is_shown() -> None:
    assert {code for code, _ in SPOILED.values()} == {code for code in finding_rules() if code.startswith("S")}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (N.CREDIT_CODE, credit_code(2)),
        (N.FOUNDED_ON, "2010年03月11日"),
        (N.UNIT_NAME, "北京另一家有限公司"),
        (N.ADDRESS, "北京市海淀区示例路1号"),
        (N.UNIT_TYPE, "个体工商户"),
        (N.BUSINESS_SCOPE, "企业管理咨询"),
        (N.TERM, "2010年03月01日至2017年10月23日"),
    ],
)
def test_what_is_blurred_accuses_nobody(name: FactName, text: str, tmp_path: Path) -> None:
    scans = sound_scans(firm(tmp_path / "某"))
    altered(scans, "营业执照.pdf", name, text, BLURRED)
    unit = checked(tmp_path / "某", scans)
    assert told(unit) == {}
    assert [one.label for one in unit.scanned or () if one.agreement.label == "看不清"] == [name.label]


def test_of_several_certificates_the_one_that_bears_the_title_out_counts(tmp_path: Path) -> None:
    """Somebody's old certificate of a lower title beside the present one accuses nobody."""
    tree = firm(tmp_path / "某")
    scans = sound_scans(tree)
    old = {**tree["人员登记表"][0], "专业技术职务": "工程师"}
    scans["职称0.pdf"] = scan(certificate(old), certificate(tree["人员登记表"][0]))
    assert told(checked(tmp_path / "某", scans)) == {}


def test_a_legible_copy_stands_for_a_blurred_one_and_a_wrong_copy_is_still_told(tmp_path: Path) -> None:
    tree = firm(tmp_path / "某")
    scans = sound_scans(tree)
    right = licence(tree)
    altered(scans, "营业执照.pdf", N.CREDIT_CODE, "9111", BLURRED)
    scans["营业执照.pdf"] = scan(right, *scans["营业执照.pdf"].documents)
    unit = checked(tmp_path / "某", scans)
    assert told(unit) == {} and not [one for one in unit.scanned or () if one.agreement.label == "看不清"]
    altered(scans, "营业执照.pdf", N.CREDIT_CODE, credit_code(2))
    assert list(told(checked(tmp_path / "某", scans))) == ["S1"]


def test_one_file_for_all_materials_and_volumes_that_quote_each_other_accuse_nobody(tmp_path: Path) -> None:
    def one_file(tree: Tree) -> None:
        tree["申报材料"] = dict.fromkeys(tree["申报材料"], "材料/营业执照.pdf")

    tree = firm(tmp_path / "合", one_file)
    assert told(checked(tmp_path / "合", sound_scans(tree))) == {}
    tree = firm(tmp_path / "分")
    scans = sound_scans(tree)
    scans["管理制度.pdf"], scans["业绩报告.pdf"] = scans["过程控制体系文件.pdf"], scan(document(K.UNKNOWN))
    unit = checked(tmp_path / "分", scans)
    assert told(unit) == {}
    assert [one.clause for one in unit.scanned or () if one.agreement.label == "没有找到"] == ["10.5", "10.6"]


def test_a_packed_firm_is_read_like_its_folder(tmp_path: Path) -> None:
    import shutil

    tree = firm(tmp_path / "某")
    scans = sound_scans(tree)
    altered(scans, "营业执照.pdf", N.CREDIT_CODE, credit_code(2))
    laid_open = checked(tmp_path / "某", scans)
    packed = shutil.make_archive(str(tmp_path / "包"), "zip", tmp_path / "某")
    assert Path(packed).suffix in PACKED
    assert told(checked(Path(packed), scans)) == told(laid_open)


def test_nothing_of_a_person_is_shown_whole_and_a_clause_has_its_evidence(tmp_path: Path) -> None:
    tree = firm(tmp_path / "某")
    scans = sound_scans(tree)
    altered(scans, "营业执照.pdf", N.LEGAL_REPRESENTATIVE, "钱另人")
    _another_id(tree, scans)
    unit = checked(tmp_path / "某", scans)
    shown = "\n".join([*told(unit).values(), *(evidence_for(unit, clause.id) for clause in unit.clauses)])
    other = scans["职称1.pdf"].documents[0].facts[2].text
    assert "钱另人" not in shown and other not in shown and tree["人员登记表"][1]["身份证号"] not in shown
    assert "钱**" in shown and f"{other[:6]}********{other[-4:]}" in shown
    assert evidence_for(unit, "9.2b") == "一致：成立日期 2010年03月01日（材料/营业执照.pdf 第1页）"
    assert evidence_for(unit, "10.7").count("材料种类") == 6 and evidence_for(unit, "9.5c") == ""


def test_a_volume_of_many_pages_and_a_broken_reader_stop_nobody(tmp_path: Path) -> None:
    tree = firm(tmp_path / "某")
    scans = sound_scans(tree)
    scans["管理制度.pdf"] = scan(document(K.RULES), unread="共 80 页，读了前 30 页，其余没有读")
    unit = checked(tmp_path / "某", scans)
    assert told(unit) == {} and "读了前 30 页" in evidence_for(unit, "10.5")
    altered(scans, "单位登记表.pdf", N.UNIT_NAME, "北京另一家有限公司")
    assert list(told(checked(tmp_path / "某", scans))) == ["S3"]
    scans["营业执照.pdf"] = None  # type: ignore[assignment]
    assert list(told(checked(tmp_path / "某", scans))) == ["S9"]
