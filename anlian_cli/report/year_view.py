"""A year's report in words, tables and bars, laid out for two pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from anlian_cli.model.ranking import Grade
from anlian_cli.model.year_report import Assessment, GradedUnit, Movement, Tally, YearReport
from anlian_cli.report.document import Cell, Column, Report, Table, Tone, row
from anlian_cli.report.leaflet.leaflet import Bars, Figure, Leaflet, Section, leaflet_document
from anlian_cli.report.log_words import ACTIONS
from anlian_cli.report.papers.paper import in_words
from anlian_cli.report.rank_view import GRADE_TONES
from anlian_cli.report.year_numbers import numbers_table

UNFINISHED = "未完成考核"
_MOST_ROWS = 4
"""Of a list on the two pages: all of it stands where its last row says."""


def year_leaflet(report: YearReport) -> Leaflet:
    """The two pages: admission and assessment on the first, what else happened and what is open on the second."""
    day = in_words(report.as_of)
    begun = f"{report.year}年还没有结束，以下是截至{day}的情况" if report.running else f"截至{day}的台账"
    return Leaflet(
        f"{report.year}年度安全社区咨询服务单位管理情况",
        f"{report.year}年台账里什么也没有记录" if report.empty else begun,
        tuple(_figures(report)),
        (
            Section("一、申报和入册", tuple(_admission(report)), tables=(_rounds(report),)),
            _assessed(report),
            Section("三、退出", tuple(_exits(report)), tables=(_exited(report),), own_page=True),
            Section("四、投诉举报和异议", tuple(_complaints(report)), tables=(_reported(report),)),
            Section("五、日常工作", tuple(_work(report)), tables=(_recorded(report),)),
            Section("六、还没有了结的事", tuple(_unsettled(report)), tables=(_open(report),)),
        ),
        report.federation,
        report.as_of,
        report.digest,
    )


def year_document(report: YearReport) -> Report:
    return leaflet_document(year_leaflet(report), numbers_table(report), f"日志摘要 {report.digest}")


def _figures(report: YearReport) -> Iterator[Figure]:
    rounds, exits, assessment = report.rounds, report.exits, report.assessment
    applied = str(sum(one.applied for one in rounds)) if rounds else "—"
    yield Figure("申报单位", applied, "、".join(f"{one.name} 批次" for one in rounds) or "没有批次")
    yield Figure("入册", str(report.register.admitted))
    yield Figure("在册", str(report.register.count), in_words(report.register.on))
    if assessment is None:
        yield Figure("优秀、良好", "—", "没有年度考核")
        yield Figure(UNFINISHED, "—", "没有年度考核")
    else:
        now = assessment.now
        yield Figure("优秀、良好", str(now.grades[Grade.EXCELLENT] + now.grades[Grade.GOOD]), f"应考核 {now.due} 家")
        yield Figure(UNFINISHED, str(now.incomplete), "不计零分" if now.incomplete else "")
    yield Figure("决定退出", str(len(exits.exited)), f"另有自愿退出 {exits.withdrawn} 家")
    reported = sum(one.count for one in report.complaints.reported)
    yield Figure("举报", str(reported), f"查实 {report.complaints.substantiated} 件")
    yield Figure("没有了结", str(len(report.unsettled)), in_words(report.as_of))


def _admission(report: YearReport) -> Iterator[str]:
    register, exits = report.register, report.exits
    if not report.rounds:
        yield f"{report.year}年没有截止的申报批次。"
    now = "" if report.running else f"{in_words(report.as_of)}在册{register.now}家，"
    restored = f"、撤销退出{exits.revoked}家" if exits.revoked else ""
    yield (
        f"上年末在册{register.before}家；本年公告入册{register.admitted}家、决定退出{len(exits.exited)}家、"
        f"自愿退出{exits.withdrawn}家{restored}；{in_words(register.on)}在册{register.count}家。"
        f"{now}限制期内{register.barred}家。"
    )


def _rounds(report: YearReport) -> Table:
    heads = ("申报", "通过", "需补正", "不符合", "待核实", "未存档", "入围", "入册")
    columns = (Column("批次"), Column("截止", right=True), *(Column(head, right=True) for head in heads))
    verdicts = ("pass", "correct", "fail", "pending")
    rows = (
        row(
            one.name,
            one.deadline.isoformat(),
            one.applied,
            *({verdict.value: count for verdict, count in one.verdicts.items()}[verdict] for verdict in verdicts),
            one.unfiled,
            one.shortlisted,
            one.admitted,
        )
        for one in report.rounds
    )
    return Table("批次", columns, tuple(rows))


def _assessed(report: YearReport) -> Section:
    heading, found = "二、年度考核", report.assessment
    if found is None:
        return Section(heading, (f"{report.year}年不是考核年度（anlian.yaml 没有写明），没有等次。",))
    if not found.now.due:
        return Section(heading, (f"{report.year}年度没有应考核的单位。{_newcomers(found)}",), tables=(_years(found),))
    sentences = tuple(_graded(report.year, found))
    return Section(heading, sentences, _bars(found), (_years(found), _movements(found, report.year)))


def _graded(year: str, found: Assessment) -> Iterator[str]:
    now = found.now
    grades = "、".join(f"{grade.label}{count}家" for grade, count in now.grades.items())
    assessed = f"应考核{now.due}家：{grades}；{UNFINISHED}{now.incomplete}家。"
    yield f"{assessed}优先推荐{now.recommended}家。{_newcomers(found)}"
    if found.compared:
        moved = "、".join(f"{one.label}{found.moved(one)}家" for one in Movement)
        yield f"与{int(year) - 1}年度相比：{moved}。"
    else:
        yield f"{int(year) - 1}年不是考核年度，没有可以比较的等次。"
    if now.incomplete:
        yield f"{UNFINISHED}的既不计零分，也不算不合格；录完以前，以上等次和比较不是最后的结果。"


def _newcomers(found: Assessment) -> str:
    return f"年内新入册{found.now.newcomers}家，自次年起考核。" if found.now.newcomers else ""


def _bars(found: Assessment) -> Bars:
    keys = (*(grade.label for grade in Grade), UNFINISHED)
    rows = tuple((f"{one.year}年度", (*one.grades.values(), one.incomplete)) for one in found.years)
    return Bars("历年等次", keys, rows)


def _years(found: Assessment) -> Table:
    heads = ("应考核", *(grade.label for grade in Grade), UNFINISHED, "年内新入册")
    rows = (row(f"{one.year}年度", one.due, *one.grades.values(), one.incomplete, one.newcomers) for one in found.years)
    return Table("历年等次", (Column("年度"), *(Column(head, right=True) for head in heads)), tuple(rows))


def _movements(found: Assessment, year: str) -> Table:
    """The units whose grade is otherwise than the year before, or that have none to compare."""
    last, now = f"{int(year) - 1}年度", f"{year}年度"
    columns = (Column("单位", share=1, name=True), *(Column(head, right=True) for head in (last, now, "变动")))
    units = [unit for unit in found.units if unit.movement is not Movement.SAME] if found.compared else []
    rows = [
        row(unit.name, _before(unit), _grade(unit.grade, due=True), Cell(unit.movement.label, _tone(unit.movement)))
        for unit in units
    ]
    return Table("等次变动", columns, _cut(rows, f"anlian rank {year}"))


def _tone(movement: Movement) -> Tone:
    return {Movement.UP: Tone.GOOD, Movement.DOWN: Tone.BAD}.get(movement, Tone.WAITING)


def _before(unit: GradedUnit) -> Cell:
    return _grade(unit.before, due=unit.due_before)


def _grade(grade: Grade | None, *, due: bool) -> Cell:
    if grade is not None:
        return Cell(grade.label, GRADE_TONES[grade])
    return Cell(UNFINISHED if due else "—", Tone.WAITING)


def _cut(rows: Sequence[tuple[Cell, ...]], where: str) -> tuple[tuple[Cell, ...], ...]:
    """As many rows as a page has room for; the last says how many are left out, and where they stand."""
    if len(rows) <= _MOST_ROWS:
        return tuple(rows)
    left_out = f"……另有 {len(rows) - _MOST_ROWS + 1} 行，见 {where}"
    return (*rows[: _MOST_ROWS - 1], row(left_out, *([""] * (len(rows[0]) - 1))))


def _exits(report: YearReport) -> Iterator[str]:
    exits = report.exits
    yield (
        f"本年启动退出程序{exits.opened}次，结束程序、不退出{exits.dismissed}次，决定退出{len(exits.exited)}家，"
        f"撤销退出{exits.revoked}家，自愿退出{exits.withdrawn}家。"
    )
    steps = "、".join(f"{step.label}{count}家" for step, count in exits.candidates.items())
    undecided = f"；因{UNFINISHED}不能判断{exits.undecided}项" if exits.undecided else ""
    yield f"截至{report.year}年的记录，还没有答复的退出情形：{steps}{undecided}。是否退出由人决定。"


def _exited(report: YearReport) -> Table:
    columns = (Column("单位", share=1, name=True), Column("公告", right=True), Column("情形", share=1), Column("现在"))
    rows = [
        row(
            one.name,
            one.on.isoformat(),
            "；".join(f"{key} {name}" for key, name in one.grounds),
            "已撤销" if one.revoked else "已退出",
        )
        for one in report.exits.exited
    ]
    return Table("决定退出", columns, _cut(rows, f"anlian exit {report.year}"))


def _complaints(report: YearReport) -> Iterator[str]:
    found = report.complaints
    total, noted = sum(one.count for one in found.reported), found.noted
    yield (
        f"记录的违规举报{total}件，其中服务对象投诉{found.by_clients}件；"
        f"查实{found.substantiated}件，没有查实{total - found.substantiated}件。"
    )
    yield f"日常记录中“{noted.name}”（{noted.key}）{noted.count}条。"
    raised = report.objections
    outcomes = "、".join(f"{outcome.label}{count}件" for outcome, count in raised.outcomes.items())
    yield f"对审核和得分的异议{raised.raised}件：{outcomes}、还没有答复{raised.open}件。"


def _reported(report: YearReport) -> Table:
    return _tallies("举报", "所涉情形", "件", report.complaints.reported)


def _tallies(name: str, heading: str, unit: str, found: Sequence[Tally]) -> Table:
    rows = tuple(row(f"{one.key} {one.name}", one.count) for one in found)
    return Table(name, (Column(heading, share=1), Column(unit, right=True)), rows)


def _work(report: YearReport) -> Iterator[str]:
    work = report.work
    named = [f"{word}{work.batches[action]}批" for action, word in ACTIONS.items() if action in work.batches]
    yield f"记入台账{sum(work.batches.values())}批" + (f"：{'、'.join(named)}。" if named else "。")
    notes = sum(one.count for one in work.notes)
    yield (
        f"其中审核结论{work.verdicts}家次，得分{work.scores}项次；公布{work.published}件；"
        f"本年的日常记录{notes}条，涉及{work.noted_units}家。"
    )


def _recorded(report: YearReport) -> Table:
    return _tallies("日常记录", "日常工作考核项目", "记录", report.work.notes)


def _unsettled(report: YearReport) -> Iterator[str]:
    if report.unsettled:
        yield f"截至{in_words(report.as_of)}，各年度合计还有{len(report.unsettled)}件没有了结。"
    else:
        yield f"截至{in_words(report.as_of)}，没有未了结的事。"


def _open(report: YearReport) -> Table:
    rows = [row(one.name, one.what) for one in report.unsettled]
    columns = (Column("单位", share=2, name=True), Column("事项", share=3))
    return Table("没有了结", columns, _cut(rows, "anlian status"))
