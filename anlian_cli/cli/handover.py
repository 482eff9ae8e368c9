"""`anlian handover`: what a successor needs."""

from __future__ import annotations

import typer

from anlian_cli.cli.output import Target
from anlian_cli.cli.preamble import hands_over
from anlian_cli.office.handover.handover import handover as handed_over
from anlian_cli.office.office import Office
from anlian_cli.report.handover_json import handover_json
from anlian_cli.report.handover_view import handover_document, handover_leaflet


@hands_over
def handover(to: Target, office: Office) -> None:
    """交接：待办、待确认的口径、台账核验、锁定的参数、东西在哪里、命令。例：anlian handover -o 交接.docx"""
    found = handed_over(office)
    to.emit(handover_document(found), lambda: handover_json(found), handover_leaflet(found))
    raise typer.Exit(1 if found.audit.damages else 0)
