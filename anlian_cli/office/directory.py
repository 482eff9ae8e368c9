"""Which unit is meant: by credit code, by any name it had, or by a part of its name that fits no other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from anlian_cli.errors import UsageFault
from anlian_cli.model.text import ALIKE, compact, folded, near
from anlian_cli.records.dossier import Dossier
from anlian_cli.records.history import History
from anlian_cli.records.places import dossier_code


class Directory:
    """Every unit of the records, by code and by name."""

    def __init__(self, dossiers: Iterable[Dossier]) -> None:
        self.units = {dossier.code: dossier for dossier in dossiers if dossier.is_unit}
        self._by_code: dict[str, str] = {}
        self._by_name: dict[str, list[str]] = defaultdict(list)
        for code, dossier in self.units.items():
            self._by_code.update(dict.fromkeys((code, *dossier.former_codes), code))
            for name in dossier.names:
                self._by_name[folded(name)].append(code)

    def with_code(self, text: str) -> Dossier | None:
        """The unit of a credit code, present or former, or of an old 15-digit number."""
        code = dossier_code(compact(text).replace("-", "").upper())
        return self.units.get(self._by_code.get(code or "", ""))

    def named(self, text: str) -> list[Dossier]:
        """The units that have, or had, exactly this name."""
        return [self.units[code] for code in dict.fromkeys(self._by_name.get(folded(text), ()))]

    def containing(self, text: str) -> list[Dossier]:
        part = folded(text)
        codes = (code for name, found in self._by_name.items() if part and part in name for code in found)
        return [self.units[code] for code in dict.fromkeys(codes)]

    def near(self, text: str) -> list[str]:
        """Names that this one may be a slip of."""
        names = [name for dossier in self.units.values() for name in dossier.names]
        asked = folded(text)
        # Of a name's two characters a slip leaves one.
        alike = 0.5 if len(asked) == 2 else ALIKE
        return near(text, names) or [name for name in names if near(asked, _parts(folded(name), len(asked)), alike)][:3]


def _parts(name: str, length: int) -> Iterator[str]:
    """Every part of a name that is as long as what was typed."""
    return (name[start : start + length] for start in range(len(name) - length + 1))


def directory(history: History) -> Directory:
    return Directory(history.dossiers.values())


def find_unit(units: Directory, text: str) -> Dossier:
    """The one unit that is meant. Raises UsageFault where it is none or several."""
    exact = units.with_code(text)
    if exact is not None:
        return exact
    found = units.named(text) or units.containing(text)
    if len(found) == 1:
        return found[0]
    if found:
        shown = "、".join(f"{dossier.name}（{dossier.credit_code}）" for dossier in found[:8])
        raise UsageFault(f"“{text}”符合 {len(found)} 家单位：{shown}", "请写全称或统一代码")
    meant = units.near(text)
    hint = f"您是不是要找 {'、'.join(meant)}" if meant else "请写统一代码或全称；anlian log 列出台账里的单位"
    raise UsageFault(f"台账里没有单位“{text}”", hint)


def match_row(units: Directory, name: str, code: str) -> Dossier:
    """The unit of a sheet's row: by code, else by its exact name. Raises ValueError with a sentence."""
    if code:
        found = units.with_code(code)
        if found is None:
            raise ValueError(f"台账里没有统一代码 {code} 的单位")
        if name and folded(name) not in {folded(known) for known in found.names}:
            raise ValueError(f"统一代码 {code} 是“{found.name}”，表上写的是“{name}”")
        return found
    if not name:
        raise ValueError("没有写单位；不是评分的行请删去")
    named = units.named(name)
    if len(named) == 1:
        return named[0]
    if named:
        raise ValueError(f"有 {len(named)} 家单位叫“{name}”，请加上统一代码")
    meant = units.near(name)
    raise ValueError(f"台账里没有单位“{name}”" + (f"，您是不是要写“{meant[0]}”" if meant else ""))
