"""What happened to a unit, one document each: admissions, the year's daily log, changes of name or code, objections."""

from __future__ import annotations

from datetime import date

from anlian_cli.model.dates import FIRST_YEAR, LAST_YEAR
from anlian_cli.model.objections import Outcome, Subject
from anlian_cli.model.record import Recorded


class Happening(Recorded, frozen=True, kw_only=True, tag_field="kind"):
    """What happened to a unit, or on its account."""

    on: date

    def __post_init__(self) -> None:
        if not FIRST_YEAR <= self.on.year <= LAST_YEAR:
            raise ValueError(f"{self.on}: no day of ours")

    @property
    def kind(self) -> str:
        """The tag of its documents."""
        return str(self.__struct_config__.tag)


class Admitted(Happening, frozen=True, kw_only=True, tag="admitted"):
    """The unit is 在册 from the day of the announcement (Art. 11); `founding` ones were admitted before the tool."""

    name: str
    round: str | None = None
    founding: bool = False
    note: str | None = None
    """How the confirmed list differs from the ranking here."""
    unmet: tuple[str, ...] = ()
    """The clauses of a recorded verdict `fail` that the panel decided against."""
    approved_by: str | None = None
    document: str | None = None


class Shortlisted(Happening, frozen=True, kw_only=True, tag="shortlisted"):
    """The unit was on a round's announced shortlist (Art. 11(1))."""

    name: str
    round: str
    approved_by: str | None = None
    document: str | None = None


class PassedOver(Happening, frozen=True, kw_only=True, tag="passed-over"):
    """The unit stood within the quota of a round's ranking and was not confirmed: the panel decided otherwise."""

    name: str
    round: str
    note: str


class Attachment(Recorded, frozen=True, kw_only=True):
    """A file kept with an event: its logical path in the dossier and the name it came under."""

    path: str
    digest: str


class DailyEntry(Happening, frozen=True, kw_only=True, tag="daily"):
    """One entry of the year's log of daily checks (Art. 13): a visit, a report received, feedback, a complaint."""

    item: str
    note: str
    attachments: tuple[Attachment, ...] = ()


class Reported(Happening, frozen=True, kw_only=True, tag="reported"):
    """A reported misconduct (Art. 17, 18): a clue until a body has found it true."""

    ground: str
    note: str
    complainant: str | None = None
    substantiated: bool = False
    by_body: str | None = None
    attachments: tuple[Attachment, ...] = ()


class Opened(Happening, frozen=True, kw_only=True, tag="opened"):
    """The exit procedure is open (Art. 16, 17), on these grounds."""

    note: str | None = None
    grounds: tuple[str, ...] = ()


class Exited(Happening, frozen=True, kw_only=True, tag="exited"):
    """The decision to exit a unit; the bar runs from the day of its announcement (Art. 18).

    `also` are the other grounds that it answers; `regulation` names the document that says how long the bar runs.
    """

    ground: str
    also: tuple[str, ...] = ()
    note: str
    regulation: str | None = None
    approved_by: str | None = None
    document: str | None = None


class Dismissed(Happening, frozen=True, kw_only=True, tag="dismissed"):
    """Grounds answered without an exit; the procedure ends with its last one.

    Without `grounds` everything that stood was answered: so it was recorded before grounds were named.
    """

    note: str
    grounds: tuple[str, ...] = ()


class Revoked(Happening, frozen=True, kw_only=True, tag="revoked"):
    """The exit was reversed on appeal: the bar ends, the history stays."""

    note: str
    approved_by: str | None = None
    document: str | None = None


class Withdrawn(Happening, frozen=True, kw_only=True, tag="withdrawn"):
    """The unit left of its own will; no bar."""

    note: str | None = None


class Changed(Happening, frozen=True, kw_only=True, tag="changed"):
    """A new name, credit code or principal from a day on; with a former code the two dossiers are one unit's."""

    name: str | None = None
    former_name: str | None = None
    former_code: str | None = None
    principal: str | None = None


class Objected(Happening, frozen=True, kw_only=True, tag="objected"):
    """An objection to a score, a ranking or a verdict; open until a `Resolved` of its number.

    `about` is a stage, `ranking` or `verdict`; numbers are counted over all units, none twice. `answer_by` is a day
    that the office set itself: the regulation sets none.
    """

    number: int
    about: str
    period: str
    note: str
    by_whom: str | None = None
    answer_by: date | None = None
    attachments: tuple[Attachment, ...] = ()

    def __post_init__(self) -> None:
        super().__post_init__()
        Subject.of(self.about, self.period)


class Resolved(Happening, frozen=True, kw_only=True, tag="resolved"):
    """The answer to an objection."""

    number: int
    result: Outcome
    note: str | None = None
    approved_by: str | None = None
    document: str | None = None


Event = (
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
    | Resolved
)
