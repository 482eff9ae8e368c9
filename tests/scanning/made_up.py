"""What a reader would say of a sound firm's materials: made up here, from the tree that its form is written from."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace

from anlian_cli.forms.yaml_writer import dump
from anlian_cli.model.scanned import Box, DocumentKind, Fact, FactName, Scan, ScannedDocument
from tests.fictional import Tree, add_files, application, pdf, verification

K, N = DocumentKind, FactName
CERTIFICATES = "证书"
Scans = dict[str, Scan]


def fact(name: FactName, text: str, confidence: float = 0.98, page: int = 1) -> Fact:
    return Fact(name, text, page, Box(0.1, 0.2, 0.4, 0.25), confidence)


def document(kind: DocumentKind, *facts: Fact) -> ScannedDocument:
    return ScannedDocument(kind, facts, 1, 1)


def scan(*documents: ScannedDocument, unread: str = "") -> Scan:
    return Scan(documents, 1, unread)


def licence(tree: Tree) -> ScannedDocument:
    unit = tree["单位登记表"]
    return document(
        K.BUSINESS_LICENCE,
        fact(N.CREDIT_CODE, unit["统一代码"]),
        fact(N.UNIT_NAME, unit["单位全称"]),
        fact(N.UNIT_TYPE, "有限责任公司(自然人投资或控股)"),
        fact(N.ADDRESS, unit["地址"]),
        fact(N.LEGAL_REPRESENTATIVE, unit["法定代表人"]["姓名"]),
        fact(N.FOUNDED_ON, "2010年03月01日"),
        fact(N.TERM, "2010年03月01日至2040年02月28日"),
        fact(N.BUSINESS_SCOPE, "安全生产咨询服务;技术咨询;会议服务。"),
    )


def certificate(person: Tree) -> ScannedDocument:
    return document(
        K.TITLE_CERTIFICATE,
        fact(N.PERSON_NAME, person["姓名"]),
        fact(N.TITLE, person["专业技术职务"]),
        fact(N.ID_NUMBER, person["身份证号"]),
    )


def sound_scans(tree: Tree) -> Scans:
    """By file name: every material, and a certificate for each of the two senior people."""
    people = tree["人员登记表"]
    seal = fact(N.SEAL, tree["单位登记表"]["单位全称"])
    signed = [document(K.PERSON_FORM, fact(N.PERSON_NAME, one["姓名"]), fact(N.SIGNATURE, "有")) for one in people]
    return {
        "营业执照.pdf": scan(licence(tree)),
        "单位登记表.pdf": scan(document(K.UNIT_FORM, fact(N.UNIT_NAME, tree["单位登记表"]["单位全称"]), seal)),
        "人员登记表.pdf": scan(*signed),
        "过程控制体系文件.pdf": scan(document(K.SYSTEM_DOCUMENTS, fact(N.CHAPTERS, "一、总则"))),
        "管理制度.pdf": scan(document(K.RULES)),
        "业绩报告.pdf": scan(document(K.TRACK_RECORD, fact(N.YEARS, "2015"), fact(N.CLIENTS, "示例街道"))),
        **{f"职称{row}.pdf": scan(certificate(people[row])) for row in (0, 1)},
    }


def altered(scans: Scans, file: str, name: FactName, text: str, confidence: float = 0.98) -> None:
    """Another text for a fact of a file's first document."""
    first, *others = scans[file].documents
    facts = [replace(one, text=text, confidence=confidence) if one.name is name else one for one in first.facts]
    scans[file] = replace(scans[file], documents=(replace(first, facts=tuple(facts)), *others))


def reader(scans: Scans) -> Callable[[Path, str | None], Scan]:
    """Says of each file what was made up for it, and of any other that it is not known."""
    return lambda path, _digest: scans.get(path.name, scan(document(K.UNKNOWN)))


def firm(folder: Path, change: Callable[[Tree], object] = lambda _tree: None, number: int = 1) -> Tree:
    """A sound firm's folder with real files, two certificates among them; the tree before the change."""
    name = f"北京示例{'甲乙丙丁戊己庚辛壬癸'[number % 10]}安全技术咨询有限公司"
    tree = application(number, name)
    folder.mkdir(parents=True)
    add_files(folder, tree)
    for row in (0, 1):
        (folder / CERTIFICATES).mkdir(exist_ok=True)
        (folder / CERTIFICATES / f"职称{row}.pdf").write_bytes(pdf(f"{name} 证书 {row}"))
    typed = application(number, name)
    change(typed)
    (folder / "申报材料.yaml").write_text(dump(typed), encoding="utf-8")
    (folder / "初核记录.yaml").write_text(dump(verification()), encoding="utf-8")
    return tree
