"""``thidua papers``: parses and delegates."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from addin.cli.options import AsOfBefore, CampaignBefore, Debug, MaybeJudged, Source
from campaign.errors import UsageError

if TYPE_CHECKING:
    from addin.papers.write import Written

Names = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="VĂN-BẢN", help="Tên văn bản, cách nhau bằng dấu cách; bỏ trống hoặc all: tất cả."
    ),
]
Out = Annotated[
    Path | None, typer.Option("--out", help="Thư mục để ghi; bỏ trống: thư mục van-ban-… cạnh sổ.")
]
OneUnit = Annotated[str, typer.Option("--unit", help="Chỉ viết cho một đơn vị: mã hoặc tên.")]
Until = Annotated[
    str, typer.Option("--until", help="Đề nghị đơn vị trả lời trước ngày nào, 06/11/2020.")
]
Full = Annotated[
    bool, typer.Option("--full", help="Để nguyên số điện thoại, số căn cước: bản lưu tại cơ quan.")
]
Official = Annotated[
    bool, typer.Option("--official", help="Bản trình ký, không có chữ DỰ THẢO; phải đã duyệt.")
]
Templates = Annotated[
    Path | None,
    typer.Option("--templates", help="Thư mục mẫu Word của cơ quan; thiếu mẫu nào dùng mẫu gốc."),
]
ExportTemplates = Annotated[
    Path | None,
    typer.Option("--export-templates", help="Chép các mẫu gốc ra thư mục này để sửa trong Word."),
]


def papers_command(
    names: Names = None,
    workbook: MaybeJudged = None,
    out: Out = None,
    unit: OneUnit = "",
    until: Until = "",
    full: Full = False,
    official: Official = False,
    templates: Templates = None,
    export_templates: ExportTemplates = None,
    source: Source = None,
    campaign: CampaignBefore = "",
    as_of: AsOfBefore = "",
    debug: Debug = False,
) -> int:
    """Lập văn bản Word để trình ký từ kết quả xét.

    Các văn bản: cong-van-don-doc, bao-cao-so-ket, bao-cao-tong-ket, bien-ban-hoi-dong, to-trinh,
    danh-sach-quyet-dinh, thong-bao, giay-khen.

    Write the papers to sign.
    """
    from addin.cli.again import run_again
    from addin.cli.moments import day
    from addin.cli.show import progress_bar
    from addin.papers.export import Export, export

    del debug
    if export_templates is not None:
        return _copy_templates(export_templates)
    if workbook is None:
        raise UsageError("Thiếu --workbook và tên sổ thi đua, ví dụ --workbook so-thi-dua.xlsx.")
    run, reply = run_again(workbook, source, campaign, as_of), day(until, "--until")
    asked = Export(run, tuple(names or ()), out, unit, reply, full, official, templates)
    with progress_bar() as progress:
        written, folder = export(asked, progress)
    return _show(written, folder, full=full)


def _copy_templates(folder: Path) -> int:
    from addin.cli.show import say
    from addin.papers.template_files import export_templates

    copied = export_templates(folder)
    say(f"Đã chép {len(copied)} mẫu vào {folder}; mẫu đã có ở đó được giữ nguyên.")
    return 0


def _show(written: Written, folder: Path, *, full: bool) -> int:
    from addin.cli.show import say

    for title, count in written.counts.items():
        say(f"{title}: {count}")
    for note in written.notes:
        say(note)
    if full:
        say("Bản đầy đủ: có số điện thoại, số căn cước để nguyên; không gửi ra ngoài cơ quan.")
    say(f"Văn bản ở thư mục {folder}.")
    return 1 if any(note.startswith("CHƯA ĐẦY ĐỦ") for note in written.notes) else 0
