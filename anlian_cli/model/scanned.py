"""What was read of a scanned or printed material: documents, and facts with their place and how sure the reading is.

Evidence only: nothing here decides about a clause.
"""

from __future__ import annotations

import hashlib
import hmac

from msgspec import Struct

from anlian_cli.model.text import folded
from anlian_cli.model.worded import Worded

CERTAIN = 0.9
"""From which confidence on a fact may be called different from what was typed; below it is shown as not legible."""


class DocumentKind(Worded):
    """What a document is."""

    BUSINESS_LICENCE = "business_licence", "营业执照"
    TITLE_CERTIFICATE = "title_certificate", "职称证书"
    QUALIFICATION_CERTIFICATE = "qualification_certificate", "职业资格证书"
    ID_CARD = "id_card", "居民身份证"
    UNIT_FORM = "unit_form", "单位登记表"
    PERSON_FORM = "person_form", "人员登记表"
    RULES = "rules", "管理制度"
    SYSTEM_DOCUMENTS = "system_documents", "过程控制体系文件"
    TRACK_RECORD = "track_record", "业绩报告"
    UNKNOWN = "unknown", "未识别"


class FactName(Worded):
    """What a fact says."""

    CREDIT_CODE = "credit_code", "统一社会信用代码"
    UNIT_NAME = "unit_name", "名称"
    UNIT_TYPE = "unit_type", "类型"
    ADDRESS = "address", "住所"
    LEGAL_REPRESENTATIVE = "legal_representative", "法定代表人"
    FOUNDED_ON = "founded_on", "成立日期"
    TERM = "term", "营业期限"
    BUSINESS_SCOPE = "business_scope", "经营范围"
    PERSON_NAME = "person_name", "姓名"
    TITLE = "title", "职称/资格名称"
    LEVEL = "level", "级别"
    ISSUER = "issuer", "发证机关"
    ISSUED_ON = "issued_on", "发证日期"
    VALID_THROUGH = "valid_through", "有效期至"
    ID_NUMBER = "id_number", "身份证号"
    SEAL = "seal", "公章"
    SIGNATURE = "signature", "签名"
    CHAPTERS = "chapters", "章节"
    PAGES = "pages", "页数"
    YEARS = "years", "年份"
    CLIENTS = "clients", "服务对象"
    SERVICES = "services", "服务类别"


PERSONAL = frozenset({FactName.PERSON_NAME, FactName.ID_NUMBER, FactName.LEGAL_REPRESENTATIVE, FactName.SIGNATURE})
"""What is a person's: compared and dropped, kept nowhere but masked."""
WRITTEN = "有笔迹"
"""The text of a signature that cannot be read: nobody's name."""


class Box(Struct, frozen=True):
    """A place on a page, in fractions 0..1 of the upright page's width and height, from its top left."""

    left: float
    top: float
    right: float
    bottom: float


class Fact(Struct, frozen=True):
    """One thing that a document says. `page` counts from 1; `box` is None where the text has no place.

    `confidence` goes from 0 to 1 and is 1 for the text that a PDF or a Word file itself holds. Out of the cache a
    personal fact comes masked: then `digest` is not empty, `text` is only to be shown, and `says` compares.
    """

    name: FactName
    text: str
    page: int
    box: Box | None
    confidence: float
    digest: str = ""

    @property
    def certain(self) -> bool:
        return self.confidence >= CERTAIN

    def says(self, typed: str) -> bool:
        """Whether this is what was typed, but for width, case and blanks; answers for a masked fact too."""
        if not self.digest:
            return folded(self.text) == folded(typed)
        salt, _, _ = self.digest.partition(":")
        return hmac.compare_digest(self.digest, salted(typed, salt))


class ScannedDocument(Struct, frozen=True):
    """One document of a file: two licences on one page are two of them."""

    kind: DocumentKind
    facts: tuple[Fact, ...]
    first_page: int
    pages: int


class Scan(Struct, frozen=True):
    """What was read of one file. `unread` is a Chinese sentence on what was not read and why, "" where all was."""

    documents: tuple[ScannedDocument, ...]
    pages: int
    unread: str = ""


def salted(text: str, salt: str) -> str:
    """`text` as a masked fact keeps it: the salt, a colon, and a digest of its comparison form under that salt."""
    digest = hmac.new(bytes.fromhex(salt), folded(text).encode(), hashlib.sha256).hexdigest()
    return f"{salt}:{digest}"
