"""What lies in a firm's folder: its forms, also in sub-folders, and which folders are parts of a firm and no firms.

Firms sort what they send: 1、营业执照/, 2、登记表/. Their own folders may be numbered too: 1、北京某公司/.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

_NUMBERED = re.compile(r"^[（(]?[\d一二三四五六七八九十]{1,3}[)）]?[、.．,，:：_\s-]*")
_FORMS = ("登记表", "申报表", "申请表", "人员", "咨询员")
_MATERIALS = (
    *("营业执照", "执照", "体系文件", "过程控制", "制度", "业绩", "材料", "附件", "资质", "证书", "证明", "照片"),
    *("合同", "扫描件", "身份证", "职称", "承诺", "质量手册"),
)
_OTHERS = ("简介", "介绍", "说明", "目录", "封面", "宣传", "通知", "公函", "来函", "合影", "发票")
_FIRMS = re.compile(r"公司|中心|事务所|研究院|研究所|协会|集团|厂|学院|大学")
_DEEPEST = 3


def is_part(name: str) -> bool:
    """Whether a folder holds a part of what one firm sent: by what its name says behind its number."""
    words = _NUMBERED.sub("", name)
    return not _FIRMS.search(words) and any(word in words for word in (*_FORMS, *_MATERIALS))


def speaks_of_forms(name: str) -> bool:
    """Whether a file or folder calls itself a form."""
    return any(word in name for word in _FORMS)


def may_be_a_form(name: str) -> bool:
    """Whether a document may be a form that goes by its firm's or its person's name: 张三.docx."""
    return speaks_of_forms(name) or not any(word in name for word in (*_MATERIALS, *_OTHERS))


def form_folders(folder: Path) -> Iterator[Path]:
    """The sub-folders that call themselves forms, and all that lie in these."""
    yield from _inside(folder, 1, everything=False)


def all_folders(folder: Path) -> Iterator[Path]:
    """Every sub-folder, for a firm of which no form was found elsewhere."""
    yield from _inside(folder, 1, everything=True)


def _inside(folder: Path, depth: int, *, everything: bool) -> Iterator[Path]:
    with os.scandir(folder) as entries:
        names = sorted(
            entry.name for entry in entries if entry.is_dir(follow_symlinks=False) and not entry.name.startswith(".")
        )
    for name in names:
        if everything or speaks_of_forms(name):
            yield folder / name
            if depth < _DEEPEST:
                yield from _inside(folder / name, depth + 1, everything=True)
