"""``thidua papers``: parses and delegates."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from campaign.errors import UsageError


def papers_command(
    names: Annotated[
        list[str] | None,
        typer.Argument(help="Tên văn bản, cách nhau bằng dấu cách; bỏ trống hoặc all: tất cả."),
    ] = None,
    workbook: Annotated[
        Path | None, typer.Option("--workbook", help="Sổ thi đua mà `thidua run` đã ghi.")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", help="Thư mục để ghi; bỏ trống: thư mục van-ban-… cạnh sổ."),
    ] = None,
    unit: Annotated[str, typer.Option("--unit", help="Chỉ viết cho một đơn vị: mã hoặc tên.")] = "",
    until: Annotated[
        str, typer.Option("--until", help="Đề nghị đơn vị trả lời trước ngày nào, 06/11/2020.")
    ] = "",
    full: Annotated[
        bool,
        typer.Option("--full", help="Để nguyên số điện thoại, số căn cước: bản lưu tại cơ quan."),
    ] = False,
    official: Annotated[
        bool,
        typer.Option("--official", help="Bản trình ký, không có chữ DỰ THẢO; phải đã duyệt."),
    ] = False,
    templates: Annotated[
        Path | None,
        typer.Option(
            "--templates", help="Thư mục mẫu Word của cơ quan; thiếu mẫu nào dùng mẫu gốc."
        ),
    ] = None,
    export_templates: Annotated[
        Path | None,
        typer.Option(
            "--export-templates", help="Chép các mẫu gốc ra thư mục này để sửa trong Word."
        ),
    ] = None,
    source: Annotated[
        list[str] | None,
        typer.Option("--source", help="Tệp của đơn vị, khi máy chưa nhớ lần chạy trước."),
    ] = None,
    campaign: Annotated[
        str, typer.Option("--campaign", help="Đợt thi đua; bỏ trống: như lần chạy trước.")
    ] = "",
    as_of: Annotated[
        str, typer.Option("--as-of", help="Thời điểm xét; bỏ trống: như lần chạy trước.")
    ] = "",
    debug: Annotated[
        bool, typer.Option("--debug", help="Hiện chi tiết kỹ thuật khi có lỗi.")
    ] = False,
) -> int:
    """Lập văn bản Word để trình ký từ kết quả xét.

    Các văn bản: cong-van-don-doc, bao-cao-so-ket, bao-cao-tong-ket, bien-ban-hoi-dong, to-trinh,
    danh-sach-quyet-dinh, thong-bao, giay-khen.

    Write the papers to sign.
    """
    from addin.cli.moments import day, moment
    from addin.cli.show import progress_bar, say
    from addin.last_run import request_for
    from addin.papers.export import Export, export
    from addin.papers.write import export_templates as copy_templates

    del debug
    if export_templates is not None:
        copied = copy_templates(export_templates)
        say(f"Đã chép {len(copied)} mẫu vào {export_templates}; mẫu đã có ở đó được giữ nguyên.")
        return 0
    if workbook is None:
        raise UsageError("Thiếu --workbook và tên sổ thi đua, ví dụ --workbook so-thi-dua.xlsx.")
    run = request_for(
        workbook, source or [], campaign, moment(as_of, datetime.now(UTC)) if as_of else None
    )
    asked = Export(
        run, tuple(names or ()), out, unit, day(until, "--until"), full, official, templates
    )
    with progress_bar() as progress:
        written, folder = export(asked, progress)
    for title, count in written.counts.items():
        say(f"{title}: {count}")
    for note in written.notes:
        say(note)
    if full:
        say("Bản đầy đủ: có số điện thoại, số căn cước để nguyên; không gửi ra ngoài cơ quan.")
    say(f"Văn bản ở thư mục {folder}.")
    return 1 if any(note.startswith("CHƯA ĐẦY ĐỦ") for note in written.notes) else 0
