"""*Xuất văn bản*: judge what the workbook names, and write the papers beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from addin.buttons.catalog import Button
from addin.buttons.closing import INCOMPLETE
from addin.buttons.door import Door
from addin.buttons.drafts import Drafts
from addin.buttons.office_press import Decided, judged, number, record
from addin.buttons.open_book import OpenBook
from addin.buttons.telling import Told, tell
from addin.papers.export import papers_folder
from addin.papers.write import PapersRequest, write_papers
from campaign.errors import UsageError

if TYPE_CHECKING:
    from campaign.usecases import Progress


def press_papers(button: Button, book: OpenBook, door: Door, progress: Progress) -> str:
    """Write drafts of all papers into a folder beside the workbook; the sentence says where.

    The workbook gets a line in its journal and nothing else. What was decided is recorded as for
    the other buttons, since the papers stand on it.

    Raises:
        UsageError: the workbook is a sheet on a server, its sources cannot be used, or a template
            is broken.
    """
    if not door.named:
        raise UsageError(
            "Nút này ghi tệp Word vào máy đang mở sổ, nên không bấm từ Google Sheets được. Hãy bấm "
            "trong Excel, hoặc dùng lệnh thidua papers."
        )
    made = judged(book, door, progress)
    folder = papers_folder(made.setup.path, made.setup.as_of)
    outcome = made.outcome
    request = PapersRequest(folder=folder)
    written = write_papers(outcome.result, outcome.campaign, outcome.units, request, progress)
    record(Decided(button, made.job, Drafts()), book, door)
    said = f"{button.label} xong: {number(sum(written.counts.values()))} văn bản ở thư mục {folder}"
    if not outcome.complete:
        said += f"; {INCOMPLETE}: {len(outcome.result.unread)} tệp không đọc được"
    said = " ".join([f"{said}.", *written.notes])
    judgement = (made.request, outcome, made.keys, made.memory)
    told = Told(*judgement, said, whole=False, answers=made.job.report.answers, button=button.label)
    tell(told, door)
    return said
