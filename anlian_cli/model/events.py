"""What happened to a unit, one document each: admissions, the year's daily log, changes of name or code, objections."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from anlian_cli.model.objections import Outcome
from anlian_cli.model.record import Recorded, RecordedDay


class Admitted(Recorded):
    """The unit is 在册 from the day of the announcement (Art. 11); `founding` ones were admitted before the tool."""

    kind: Literal["admitted"] = "admitted"
    on: RecordedDay
    name: str
    round: str | None = None
    founding: bool = False
    note: str | None = None
    """How the confirmed list differs from the ranking here."""
    unmet: tuple[str, ...] = ()
    """The clauses of a recorded verdict `fail` that the panel decided against."""
    approved_by: str | None = None
    document: str | None = None


class Shortlisted(Recorded):
    """The unit was on a round's announced shortlist (Art. 11(1))."""

    kind: Literal["shortlisted"] = "shortlisted"
    on: RecordedDay
    name: str
    round: str
    approved_by: str | None = None
    document: str | None = None


class PassedOver(Recorded):
    """The unit stood within the quota of a round's ranking and was not confirmed: the panel decided otherwise."""

    kind: Literal["passed-over"] = "passed-over"
    on: RecordedDay
    name: str
    round: str
    note: str


class Attachment(Recorded):
    """A file kept with an event: its logical path in the dossier and the name it came under."""

    path: str
    digest: str


class DailyEntry(Recorded):
    """One entry of the year's log of daily checks (Art. 13): a visit, a report received, feedback, a complaint."""

    kind: Literal["daily"] = "daily"
    on: RecordedDay
    item: str
    note: str
    attachments: tuple[Attachment, ...] = ()


class Reported(Recorded):
    """A reported misconduct (Art. 17, 18): a clue until a body has found it true."""

    kind: Literal["reported"] = "reported"
    on: RecordedDay
    ground: str
    note: str
    complainant: str | None = None
    substantiated: bool = False
    by_body: str | None = None
    attachments: tuple[Attachment, ...] = ()


class Opened(Recorded):
    """The exit procedure is open (Art. 16, 17), on these grounds."""

    kind: Literal["opened"] = "opened"
    on: RecordedDay
    note: str | None = None
    grounds: tuple[str, ...] = ()


class Exited(Recorded):
    """The decision to exit a unit; the bar runs from the day of its announcement (Art. 18).

    `also` are the other grounds that it answers; `regulation` names the document that says how long the bar runs.
    """

    kind: Literal["exited"] = "exited"
    on: RecordedDay
    ground: str
    also: tuple[str, ...] = ()
    note: str
    regulation: str | None = None
    approved_by: str | None = None
    document: str | None = None


class Dismissed(Recorded):
    """Grounds answered without an exit; the procedure ends with its last one.

    Without `grounds` everything that stood was answered: so it was recorded before grounds were named.
    """

    kind: Literal["dismissed"] = "dismissed"
    on: RecordedDay
    note: str
    grounds: tuple[str, ...] = ()


class Revoked(Recorded):
    """The exit was reversed on appeal: the bar ends, the history stays."""

    kind: Literal["revoked"] = "revoked"
    on: RecordedDay
    note: str
    approved_by: str | None = None
    document: str | None = None


class Withdrawn(Recorded):
    """The unit left of its own will; no bar."""

    kind: Literal["withdrawn"] = "withdrawn"
    on: RecordedDay
    note: str | None = None


class Changed(Recorded):
    """A new name, credit code or principal from a day on; with a former code the two dossiers are one unit's."""

    kind: Literal["changed"] = "changed"
    on: RecordedDay
    name: str | None = None
    former_name: str | None = None
    former_code: str | None = None
    principal: str | None = None


class Objected(Recorded):
    """An objection to a score, a ranking or a verdict; open until a `Resolved` of its number.

    `about` is a stage, `ranking` or `verdict`; numbers are counted over all units, none twice. `answer_by` is a day
    that the office set itself: the regulation sets none.
    """

    kind: Literal["objected"] = "objected"
    on: RecordedDay
    number: int
    about: str
    period: str
    note: str
    by_whom: str | None = None
    answer_by: RecordedDay | None = None
    attachments: tuple[Attachment, ...] = ()


class Resolved(Recorded):
    """The answer to an objection."""

    kind: Literal["resolved"] = "resolved"
    on: RecordedDay
    number: int
    result: Outcome
    note: str | None = None
    approved_by: str | None = None
    document: str | None = None


Event = Annotated[
    Admitted
    | Shortlisted
    | PassedOver
    | DailyEntry
    | Reported
    | Opened
    | Exited
    | Dismissed
    | Revoked
    | Withdrawn
    | Changed
    | Objected
    | Resolved,
    Field(discriminator="kind"),
]
EVENT: TypeAdapter[Event] = TypeAdapter(Event)
