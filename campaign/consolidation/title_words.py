"""Titles as bare words that can be compared: abbreviations written out, lead and place removed."""

from __future__ import annotations

import re

from campaign.vietnamese.text import bare_lines

_ZEROS = re.compile(rb" 0+(?=[0-9])")
_LEAD = re.compile(
    rb"\n (?:(?:mo hinh|giai phap|sang kien|de tai|cai tien|mot so|chuong trinh|cong trinh|"
    rb"thi diem|trien khai|thuc hien|xay dung|ap dung|va) )+"
)
_NAMED_PLACE = re.compile(
    rb" (?:[Pp]huong|[Xx]a|[Tt]hi [Tt]ran|[Qq]uan|[Hh]uyen|P|Q|TT|TP)"
    rb"(?: (?:[A-Z][a-z]*|[0-9]+)){1,4} \n"
)
_PLACE = re.compile(
    rb" (?:tai|o|cua|thuoc|cho|tren dia ban)(?: uy ban nhan dan)?"
    rb"(?: (?:phuong|xa|thi tran|quan|huyen|thanh pho|tp|tinh|p|q)(?: [a-z0-9]+){0,4})? \n"
)
_LONG_FORMS = [
    (f" {short} ".encode(), f" {long} ".encode())
    for short, long in (
        ("tthc", "thu tuc hanh chinh"),
        ("cchc", "cai cach hanh chinh"),
        ("hcc", "hanh chinh cong"),
        ("dvctt", "dich vu cong truc tuyen"),
        ("dvc", "dich vu cong"),
        ("cntt", "cong nghe thong tin"),
        ("cds", "chuyen doi so"),
        ("cccd", "can cuoc cong dan"),
        ("ubnd", "uy ban nhan dan"),
        ("cbcc", "can bo cong chuc"),
        ("bhxh", "bao hiem xa hoi"),
        ("thcs", "trung hoc co so"),
        ("thpt", "trung hoc pho thong"),
        ("thu hai", "thu 2"),
        ("thu ba", "thu 3"),
        ("thu tu", "thu 4"),
        ("thu nam", "thu 5"),
        ("thu sau", "thu 6"),
        ("thu bay", "thu 7"),
    )
]


def folded(titles: list[str]) -> list[str]:
    """Bare words of many titles, abbreviations written out, lead and place removed."""
    text = _NAMED_PLACE.sub(b" \n", bare_lines(titles)).lower()
    for short, long in _LONG_FORMS:
        text = text.replace(short, long)
    text = _PLACE.sub(b" \n", _LEAD.sub(b"\n ", _ZEROS.sub(b" ", text)))
    return text.decode().split("\n")[1:-1]
