"""The plainest ``.xlsx`` that holds some sheets, for a reader that shall meet nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable

from campaign.intake.repack import stored_zip
from campaign.intake.xml_parts import root_tag_end

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
_STRINGS_TAG = re.compile(rb"""<(?:[^\s<>/:]+:)?sst(?:[^>"']|"[^"]*"|'[^']*')*""")
_COUNT = re.compile(rb"""\suniqueCount\s*=\s*(?:"[^"]*"|'[^']*')""")


def uncounted(strings: bytes) -> bytes:
    """Drop the number of strings a shared strings part claims: calamine reserves memory by it."""
    end = root_tag_end(strings)
    if _STRINGS_TAG.search(strings, 0, end) is None:
        last = strings.rfind(b"uniqueCount")
        end = strings.find(b">", last) + 1 if last >= 0 else 0
    head = _STRINGS_TAG.sub(lambda tag: _COUNT.sub(b"", tag[0]), strings[:end])
    return head + strings[end:]


def plain_workbook(sheets: Iterable[bytes], strings: bytes, styles: bytes, *, d1904: bool) -> bytes:
    """Zip the parts as the plainest workbook that holds them; its sheets are numbered from 1."""
    bodies = list(sheets)
    parts = [(f"worksheets/sheet{n}.xml", "worksheet", body) for n, body in enumerate(bodies, 1)]
    parts += [("styles.xml", "styles", styles)] if styles else []
    parts += [("sharedStrings.xml", "sharedStrings", strings)] if strings else []
    tabs = "".join(
        f'<sheet name="{n}" sheetId="{n}" r:id="r{n}"/>' for n in range(1, len(bodies) + 1)
    )
    links = "".join(
        f'<Relationship Id="r{n}" Type="{_LINKS}/{kind}" Target="{target}"/>'
        for n, (target, kind, _) in enumerate(parts, 1)
    )
    workbook = (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}"><workbookPr date1904="{int(d1904)}"/>'
        f"<sheets>{tabs}</sheets></workbook>"
    )
    top = f'<Relationship Id="r1" Type="{_LINKS}/officeDocument" Target="xl/workbook.xml"/>'
    return stored_zip(
        [
            ("_rels/.rels", _relationships(top)),
            ("xl/workbook.xml", workbook.encode()),
            ("xl/_rels/workbook.xml.rels", _relationships(links)),
            *((f"xl/{target}", body) for target, _, body in parts),
        ]
    )


def _relationships(links: str) -> bytes:
    return f'<Relationships xmlns="{_PACKAGE_LINKS}">{links}</Relationships>'.encode()
