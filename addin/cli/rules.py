"""``thidua rules``: the law by date, shipped or the office's own."""

from __future__ import annotations

from typing import Annotated

import typer

from addin.cli.frame import Commands
from addin.cli.options import Debug

rules_app = Commands("Xem và kiểm tra tệp quy định theo ngày. (Rule packs.)")


@rules_app.command("check")
def check_rules_command(
    file: Annotated[
        str, typer.Argument(metavar="TỆP", help="Tệp .toml, hoặc tên một tệp quy định có sẵn.")
    ],
    debug: Debug = False,
) -> int:
    """Kiểm tra tệp quy định và chỉ cách sửa từng lỗi.

    Explain every mistake of a rule pack.
    """
    from addin.cli.show import show_mistakes
    from campaign.plan.rule_loading import check_rules

    del debug
    return show_mistakes(file, check_rules(file))


@rules_app.command("list")
def list_rules_command() -> int:
    """Các tệp quy định có sẵn, áp dụng từ ngày nào, điều nào chưa đối chiếu.

    Shipped rule packs.
    """
    from addin.cli.show import say
    from campaign.plan.rule_packs import shipped_packs

    for pack in shipped_packs():
        ends = f"đến {pack.effective_to:%d/%m/%Y}" if pack.effective_to else "đến nay"
        unseen = f"; {len(pack.unconfirmed)}/{len(pack.rules)} điều chưa đối chiếu văn bản"
        doubt = unseen if pack.unconfirmed else ""
        say(f"{pack.id}: {pack.name}, từ {pack.effective_from:%d/%m/%Y} {ends}{doubt}")
    return 0
