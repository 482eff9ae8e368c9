"""`anlian purge`: the law's erasure. Personal files and fields leave every version; what was decided stays."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator

from msgspec import Struct, field
from msgspec.structs import replace

from anlian_cli.errors import UsageFault
from anlian_cli.model.purging import ERASED, Erasable
from anlian_cli.model.record import canonical_json
from anlian_cli.model.states import State
from anlian_cli.model.text import compact, folded
from anlian_cli.office.directory import directory, find_unit
from anlian_cli.office.erasure.documents import Subject, erased, kind_of, names_somebody
from anlian_cli.office.erasure.people import (
    Tree,
    names_in,
    plain_names_in,
    same,
    traces_of,
    without_anybody,
    without_person,
)
from anlian_cli.office.erasure.words import Words
from anlian_cli.office.office import Intent, Office, at_work, committed
from anlian_cli.office.standing import life_of
from anlian_cli.records.dossier import Dossier
from anlian_cli.records.places import dossier_code, tombstone_path
from anlian_cli.records.purge import Erasure, Held, Instead
from anlian_cli.records.recorder import Recorder

_DOCUMENTS = frozenset({Erasable.APPLICATION, Erasable.VERDICT, Erasable.EVENT, Erasable.SCORE})


def purge(office: Office, intent: Intent, unit: str, person: str | None, agree: Callable[[], None]) -> None:
    """Erase what is personal of a unit, or of one of its people, once `agree` did not object.

    Raises UsageFault where nobody can be meant, or the reason names who is to go.
    """
    if person is not None and len(folded(person)) < len("张三"):
        raise UsageFault("--person 要写全名", "例如 --person 张示例")
    with at_work(office, replace(intent, dry_run=True)) as (seen, rehearsal):
        plan = _planned(seen, rehearsal, unit, person)
    if not plan.erasure.instead:
        office.listener.remark(f"{plan.dossier.name}：没有要清除的个人信息了")
        return
    _refuse_names(plan, intent.reason)
    _tell(seen, plan)
    if intent.dry_run:
        office.listener.remark("试运行：什么也没有清除")
        return
    agree()
    with at_work(office, intent) as (office, recorder):
        plan = _planned(office, recorder, unit, person)
        plan.erasure.plan()
        committed(office, recorder, intent)
    office.listener.remark("工作区 applications/ 里的原件、导出过的文件和备份不在台账里，没有动；要清除的请另行处理")


class _Plan(Struct, dict=True):
    """Everything that goes, and the names by which it is known."""

    dossier: Dossier
    person: str | None
    erasure: Erasure
    held: dict[Held, Erasable]
    documents: dict[Held, Tree]
    subject: Subject
    rounds: set[str] = field(default_factory=set)
    """Those whose received files go."""


def _planned(office: Office, recorder: Recorder, unit: str, person: str | None) -> _Plan:
    dossier = _meant(office, unit)
    erasure = Erasure(recorder, one_person=person is not None)
    kinds = {held: kind_of(held.path) for held in erasure.held((dossier.code, *dossier.former_codes))}
    held = {one: kind for one, kind in kinds.items() if kind is not None}
    documents = {one: _tree(erasure.read(one)) for one, kind in held.items() if kind in _DOCUMENTS}
    plan = _Plan(dossier, person, erasure, held, documents, Subject(person, Words()))
    plan.subject = Subject(person, _words(plan))
    applications = dict(_applications(plan))
    _files(plan)
    for one, kind in held.items():
        if kind in _DOCUMENTS and kind is not Erasable.APPLICATION:
            _put(plan, one, kind, erased(kind, documents[one], plan.subject, applications))
    _sheets(plan)
    if person is not None and not erasure.instead:
        raise UsageFault(f"{dossier.name} 的档案里没有“{person}”，或者已经清除", "请照申报材料写全名；见 anlian show")
    return plan


def _meant(office: Office, unit: str) -> Dossier:
    """The unit that is meant; by its code also one of which everything was taken back. Raises UsageFault."""
    code = dossier_code(compact(unit).upper())
    dossier = office.history.dossiers.get(code) if code and code != office.code else None
    return dossier or find_unit(directory(office.history), unit)


def _tree(data: bytes) -> Tree:
    """A document's values; one that is none of ours has nothing that could be kept."""
    try:
        tree = json.loads(data)
    except ValueError:
        return {}
    return tree if isinstance(tree, dict) else {}


def _words(plan: _Plan) -> Words:
    """What those who go are known by in texts; a word that the unit's own name has tells nobody apart."""
    names: set[str] = set()
    plain: set[str] = set()
    traces: set[str] = {plan.person} if plan.person else set()
    for one, tree in plan.documents.items():
        application = tree.get("application") if plan.held[one] is Erasable.APPLICATION else None
        if isinstance(application, dict):
            names |= set(names_in(application))
            plain |= set(plain_names_in(application))
            traces |= set(traces_of(application, plan.person) if plan.person else ())
        names |= set(_heads(tree))
    own, person = "".join(plan.dossier.names), plan.person
    gone = traces | {name for name in names if person is None or same(name, person)}
    gone = {word for word in gone - {ERASED} if len(word) > 1 and word not in own}
    others = {name for name in plain - gone if any(word in name for word in gone)}
    return Words(tuple(sorted(gone)), tuple(sorted(others)))


def _heads(tree: Tree) -> Iterator[str]:
    """Who is named in a field of a change or a score."""
    yield from (tree[key] for key in ("principal", "answered_by") if isinstance(tree.get(key), str))


def _applications(plan: _Plan) -> Iterator[tuple[str, str]]:
    """Plan the parsed applications; each digest with the one that scores and verdicts are to name."""
    for one in (one for one, kind in plan.held.items() if kind is Erasable.APPLICATION):
        filed, person, words = plan.documents[one], plan.person, plan.subject.words
        without = without_person(filed, person, words) if person else without_anybody(filed, words)
        if without != filed:
            plan.rounds.add(_round_of(one))
            # The digest of what stood here keeps two versions apart that differed in what went.
            _put(plan, one, Erasable.APPLICATION, {**without, "purged": filed.get("purged") or one.digest})
            yield one.digest, plan.erasure.instead[one].digest


def _round_of(held: Held) -> str:
    return held.path.split("/")[1].removesuffix(".json")


def _files(plan: _Plan) -> None:
    """Received files go, and attachments; of one person, only those of the rounds that the person is in."""
    for one, kind in plan.held.items():
        if kind is Erasable.RECEIVED and (plan.person is None or _round_of(one) in plan.rounds):
            plan.erasure.bury(one, kind, tombstone_path(_round_of(one), one.digest))
        elif kind is Erasable.EVIDENCE and plan.person is None:
            plan.erasure.bury(one, kind)


def _put(plan: _Plan, one: Held, kind: Erasable, without: Tree) -> None:
    if without != plan.documents[one]:
        plan.erasure.instead[one] = Instead(kind, one.path, canonical_json(without))


def _sheets(plan: _Plan) -> None:
    """Score sheets that say who answered go whole: nobody can be taken out of a workbook, and the scores stay."""
    scores = [tree for one, tree in plan.documents.items() if plan.held[one] is Erasable.SCORE]
    answered = [score for score in scores if plan.subject.is_meant(score.get("answered_by"))]
    names = Words(tuple(score["answered_by"] for score in answered), plan.subject.words.others)
    came_from = {score["source"]["digest"] for score in answered if score.get("source")}
    for held in plan.erasure.sheets() if answered else ():
        if held.folder.split("/")[1] in came_from or names_somebody(plan.erasure.read(held), names):
            plan.erasure.bury(held, Erasable.SHEET)


def _refuse_names(plan: _Plan, reason: str | None) -> None:
    """The reason stays for good: it must not name who is to be forgotten."""
    if reason and plan.subject.words.are_in(reason):
        raise UsageFault("原因里写了要清除的人，没有清除", "原因永久保留，请不要写姓名，例如 --reason 本人申请删除")


def _tell(office: Office, plan: _Plan) -> None:
    """What goes, what stays, and what cannot be taken apart."""
    dossier, listener = plan.dossier, office.listener
    whose = f"中“{plan.person}”的个人信息" if plan.person else "的个人信息"
    listener.line(f"{dossier.name}（{dossier.credit_code}）{whose}，从每一个版本清除：")
    counts = Counter(new.held for new in plan.erasure.instead.values())
    for kind in (kind for kind in Erasable if counts[kind]):
        listener.line(f"  {kind.label} {counts[kind]} 份")
    if plan.person and plan.rounds:
        rounds = "、".join(sorted(plan.rounds))
        listener.line(f"  一份文件里分不出一个人，批次 {rounds} 收到的文件全部清除；日常记录和线索的附件不动")
    if counts[Erasable.SHEET]:
        listener.line("  评分表原件上有其他单位的，也一并清除；各单位的得分都在档案里，不受影响")
    listener.line(
        "留下：单位名称和代码、审核结论、得分和原因、专家、决定、公告、限制期，以及每一处原来的摘要。清除以后不能恢复"
    )
    if life_of(office, dossier).state is State.EXITED:
        listener.remark("提醒：限制期还没有满；清除以后它换名申报，只认得出代码和名称，认不出人员")
    if mentions := _mentions(office, plan):
        listener.remark(f"提醒：{mentions} 处备注或原因写到了要清除的人，属于评分和决定，没有改动")


def _mentions(office: Office, plan: _Plan) -> int:
    """How many texts that stay have one of the names."""
    kept = [one for one, kind in plan.held.items() if kind in (Erasable.EVENT, Erasable.SCORE)]
    instead = plan.erasure.instead
    contents = [instead[one].content if one in instead else plan.erasure.read(one) for one in kept]
    texts = [*(content.decode() for content in contents), *(batch.reason or "" for batch in office.history.batches)]
    return sum(plan.subject.words.are_in(text) for text in texts)
