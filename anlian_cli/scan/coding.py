"""A scan as JSON and back: what the worker answers, and what the cache keeps."""

from __future__ import annotations

from typing import Any

from msgspec.structs import asdict

from anlian_cli.model.scanned import Box, DocumentKind, Fact, FactName, Scan, ScannedDocument


def coded(scan: Scan) -> dict[str, Any]:
    return asdict(scan)


def decoded(data: dict[str, Any]) -> Scan:
    """Raises KeyError, TypeError or ValueError where it is none."""
    return Scan(tuple(_document(one) for one in data["documents"]), int(data["pages"]), str(data["unread"]))


def _document(data: dict[str, Any]) -> ScannedDocument:
    facts = tuple(_fact(one) for one in data["facts"])
    return ScannedDocument(DocumentKind(data["kind"]), facts, int(data["first_page"]), int(data["pages"]))


def _fact(data: dict[str, Any]) -> Fact:
    box = Box(**{edge: float(place) for edge, place in data["box"].items()}) if data["box"] else None
    sure = float(data["confidence"])
    return Fact(FactName(data["name"]), str(data["text"]), int(data["page"]), box, sure, str(data["digest"]))
