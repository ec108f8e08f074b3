"""A made-up country: as many communes as asked for, by province, and a campaign among them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from campaign.plan.loading import definition_bytes
from campaign.roster.units import COLUMNS

PLAN = "q12-cchc-2020"
PROVINCES = 63
_FIRST = str.split(
    "An Bình Châu Diên Đại Đông Đức Giao Hải Hòa Hồng Hưng Khánh Kim Lạc Lâm Long Mỹ Nam Nghĩa "
    "Ninh Phong Phú Phước Quang Quỳnh Sơn Tam Tân Tây Thái Thanh Thạnh Thịnh Thuận Tiên Trung "
    "Trường Vĩnh Xuân Yên Bảo Cát Cẩm"
)
_LAST = str.split(
    "Ấp Bằng Biên Cương Dân Dương Điền Giang Hà Hạnh Hiệp Hoàng Hội Hữu Khê Lập Lễ Liên Lộc Lợi "
    "Lương Mai Minh Ngãi Ngọc Nhân Nhơn Phát Phương Quới Sa Tâm Thắng Thành Thọ Thới Thủy Tiến "
    "Tín Trì Trị Viên Vinh Vọng"
)


def communes(count: int) -> list[str]:
    """Names, each different, in a stable order."""
    names = [f"{one} {two}" for one, two in product(_FIRST, _LAST)]
    more = (f"{one} {two} {three}" for one, two, three in product(_FIRST, _LAST, _LAST))
    while len(names) < count:
        names.append(next(more))
    return names[:count]


def write_campaign(count: int, folder: Path) -> Path:
    """Write a definition with ``count`` units, and its roster beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "communes.csv").open("w", encoding="utf-8", newline="") as file:
        sheet = csv.DictWriter(file, COLUMNS, restval="")
        sheet.writeheader()
        sheet.writerows(_units(count))
    text = definition_bytes(PLAN).decode()
    path = folder / "plan.toml"
    path.write_text(text.replace('roster = "q12-2020"', 'roster = "communes.csv"'), "utf-8")
    return path


def _units(count: int) -> Iterator[dict[str, str]]:
    names = communes(count)
    size = -(-count // PROVINCES)
    for number, name in enumerate(names):
        yield {
            "id": f"xa-{number:05d}",
            "kind": "ward",
            "name": f"UBND xã {name}",
            "short_name": f"Xã {name}",
            "province": f"Tỉnh {communes(PROVINCES)[number // size]}",
        }
