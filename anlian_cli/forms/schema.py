"""JSON Schemas of the files people write, generated from the types that read them; editors complete from these."""

from __future__ import annotations

from typing import Any

from anlian_cli.model.application import Application
from anlian_cli.model.labels import Form
from anlian_cli.model.settings_form import SettingsForm
from anlian_cli.model.verification import Verification

SCHEMA_FOLDER = "schemas"
APPLICATION, VERIFICATION, SETTINGS = "application", "verification", "anlian"

_FORMS: dict[str, tuple[type[Form], str]] = {
    APPLICATION: (Application, "申报材料"),
    VERIFICATION: (Verification, "初核记录"),
    SETTINGS: (SettingsForm, "anlian.yaml"),
}


def schema_file(name: str) -> str:
    """The file name of a schema."""
    return f"{name}.schema.json"


def form_schema(name: str) -> dict[str, Any]:
    """The JSON Schema of one of the forms, under its official labels."""
    form, title = _FORMS[name]
    schema = form.model_json_schema(by_alias=True, mode="validation")
    return with_dialect({**schema, "title": title})


def with_dialect(schema: dict[str, Any]) -> dict[str, Any]:
    """A schema that names the dialect it is written in, the one that pydantic generates."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def form_schemas() -> dict[str, dict[str, Any]]:
    """All of them by file name."""
    return {schema_file(name): form_schema(name) for name in _FORMS}
