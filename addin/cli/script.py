"""``thidua script``: writes the Apps Script of a Google Sheet."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from addin.cli.options import DEFAULT_CAMPAIGN, CampaignOption


def script_command(
    out: Annotated[Path, typer.Option("--out", help="Thư mục để ghi các tệp mã.")],
    url: Annotated[
        str, typer.Option("--url", help="Địa chỉ máy chủ, ví dụ https://thidua.example.vn.")
    ],
    unit: Annotated[
        str, typer.Option("--unit", help="Mã đơn vị của bảng tính; bỏ trống: sổ của văn phòng.")
    ] = "",
    campaign: CampaignOption = DEFAULT_CAMPAIGN,
) -> int:
    """Ghi mã Apps Script (thanh lệnh, nút) cho một bảng tính Google.

    Write the Apps Script of a Google Sheet.
    """
    from addin.appsscript.project import write_project
    from addin.appsscript.whose import refuse_stranger
    from addin.cli.show import say
    from campaign.plan.loading import load_campaign, load_campaign_roster

    if unit:
        refuse_stranger(load_campaign_roster(campaign), unit, load_campaign(campaign).campaign.ends)
    written = write_project(out, url, unit)
    say(f"Đã ghi {', '.join(path.name for path in written)} vào {out}.")
    say("Đưa lên bảng tính bằng clasp hoặc dán từng tệp: xem docs/nut-lenh-google.md.")
    return 0
