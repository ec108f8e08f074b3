"""The blocks of *Điều khiển* that are as long as what was found: they stand last."""

from __future__ import annotations

import textwrap

from addin.workbook.pages import Page
from addin.workbook.quota_texts import quota_texts
from campaign.plan.definition import Campaign
from campaign.plan.rule_packs import UNCONFIRMED
from campaign.result.whole import Result

_SHOWN_SKIPPED = 50

_LETTERS = 92
"""Letters that fit beside the first column, up to the printed page's edge."""


class ControlRest:
    """Puts them on the page, each from a row on."""

    def __init__(self, page: Page, result: Result, campaign: Campaign) -> None:
        self.page, self.result, self.campaign = page, result, campaign

    def ledger(self, top: int) -> None:
        """Where the ledger stood, and how the periodic sync fares."""
        page = self.page
        page.section(top, "Sổ theo dõi và đồng bộ")
        anchor = self.result.anchor or "Lần chạy này không dùng sổ theo dõi."
        facts = [("Mốc sổ theo dõi", anchor), *self.result.jobs]
        for offset, fact in enumerate(facts, 1):
            page.line(top + offset, 1, fact, ["label", "plain"])

    def quotas(self, top: int) -> None:
        """Places and vote shares in force, each with who set it."""
        page = self.page
        page.section(top, "Chỉ tiêu và tỷ lệ phiếu đang áp dụng")
        rows = list(quota_texts(self.campaign, self.result.office.quotas))
        if not rows:
            said = "Kế hoạch không ấn định và trang Chỉ tiêu còn trống: không cắt danh sách."
            page.put(top + 1, 1, said, "plain")
        for offset, row in enumerate(rows, 1):
            page.line(top + offset, 1, [row.name, row.said], ["label", "plain"])

    def law(self, top: int) -> None:
        """The law of the day of judging; what was not seen in its text says so."""
        page, pack = self.page, self.result.rules
        page.section(top, "Quy định áp dụng vào ngày xét")
        if pack is None:
            page.put(top + 1, 1, "Chưa có quy định nào được ghi cho ngày này.", "plain")
            return
        page.put(top + 1, 1, pack.name, "subtitle")
        for rule in pack.rules:
            doubt = "" if rule.confirmed else f" [{UNCONFIRMED}]"
            self._said(rule.clause, "small", f"{rule.text}{doubt}")

    def not_read(self, top: int) -> None:
        """Sources that could not be read, each with why, and files passed over."""
        page = self.page
        page.section(top, f"Nguồn không đọc được ({len(self.result.unread)})")
        if not self.result.unread:
            page.put(top + 1, 1, "Không có.", "plain")
        for item in self.result.unread:
            self._said(item.source, "strong", item.sentence)
        if self.result.skipped:
            top = page.next + 1
            page.section(top, f"Tệp bỏ qua ({len(self.result.skipped)})")
            for offset, name in enumerate(self.result.skipped[:_SHOWN_SKIPPED], 1):
                page.put(top + offset, 1, name, "plain")
            if len(self.result.skipped) > _SHOWN_SKIPPED:
                rest = len(self.result.skipped) - _SHOWN_SKIPPED
                page.put(page.next, 1, f"… và {rest} tệp nữa.", "plain")

    def _said(self, head: str, look: str, text: str) -> None:
        """Put what is said of something beside it, in as many rows as it takes."""
        row = self.page.next
        self.page.put(row, 1, head, look)
        for offset, line in enumerate(textwrap.wrap(text, _LETTERS)):
            self.page.put(row + offset, 2, line, "plain")
