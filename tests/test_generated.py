"""What is generated and committed is what the code makes today: schemas, help, templates, reports."""

from __future__ import annotations

import json
import re

import jsonschema
import pytest

from anlian_cli.regulation import own_yaml
from anlian_cli.regulation.text import load_data, loaded
from anlian_cli.report.text import width
from tests.cli.test_publish import people_of_the_workspace
from tests.regenerate import (
    COMMANDS,
    GOLDEN,
    PAPERS,
    PUBLISHED,
    REGULATION,
    SCHEMAS,
    TRANSCRIPTS,
    all_schemas,
    output_of,
    parsed_yaml,
)


@pytest.mark.parametrize("name", sorted(all_schemas()))
def test_schema_is_current(name: str) -> None:
    assert (SCHEMAS / name).read_text(encoding="utf-8") == all_schemas()[name]
    jsonschema.Draft202012Validator.check_schema(json.loads(all_schemas()[name]))


def test_what_the_regulation_says_is_what_its_yaml_says(monkeypatch: pytest.MonkeyPatch) -> None:
    assert (REGULATION / own_yaml.PARSED).read_text(encoding="utf-8") == parsed_yaml()
    copied = (
        [loaded(path) for path in REGULATION.rglob("text.yaml")],
        load_data("findings.yaml"),
        load_data("titles.yaml"),
    )
    monkeypatch.setattr(own_yaml, "_parsed", lambda: {})
    assert copied == (
        [loaded(path) for path in REGULATION.rglob("text.yaml")],
        load_data("findings.yaml"),
        load_data("titles.yaml"),
    )


@pytest.mark.parametrize("name", sorted({**COMMANDS, **PUBLISHED, **PAPERS, **TRANSCRIPTS}))
def test_output_is_as_it_was_looked_at(name: str) -> None:
    assert output_of(name).decode() == (GOLDEN / name).read_bytes().decode()


@pytest.mark.parametrize(
    ("name", "columns"),
    [(name, int(re.search(r"-(\d+)\.txt$", name)[1])) for name in sorted(COMMANDS) if re.search(r"-\d+\.txt$", name)],
)
def test_tables_keep_within_their_width(name: str, columns: int) -> None:
    for line in (GOLDEN / name).read_text(encoding="utf-8").splitlines():
        assert width(line) <= columns, line


def test_no_golden_file_is_left_over() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == {*COMMANDS, *PUBLISHED, *PAPERS, *TRANSCRIPTS}
    assert {path.name for path in SCHEMAS.iterdir()} == set(all_schemas())


@pytest.mark.parametrize("name", sorted(name for name in COMMANDS if name.endswith(".json")))
def test_json_is_of_the_shape_that_its_schema_freezes(name: str) -> None:
    document = json.loads((GOLDEN / name).read_text(encoding="utf-8"))
    kind = document["schema"].removeprefix("anlian.").partition("/")[0]
    schema = json.loads((SCHEMAS / f"{kind}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(document)


def test_no_paper_names_a_person() -> None:
    """The experts who sign in the example's sheets, and the people of its forms."""
    people = people_of_the_workspace()
    for name in PAPERS:
        text = (GOLDEN / name).read_text(encoding="utf-8")
        assert len(text) > 100 and not [person for person in people if person in text], name
