"""What thidua asks of Google: a few calls, each named for what it is for."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from gspread.urls import SPREADSHEET_BATCH_UPDATE_URL
from gspread.utils import ExportFormat

from sheets_sync.gsheets.calls import Call, repeatable
from sheets_sync.gsheets.door import Json
from sheets_sync.gsheets.failures import broken_line
from sheets_sync.gsheets.file_marks import FileMarks
from sheets_sync.gsheets.meter import WRITES
from sheets_sync.gsheets.people import People


class Google(FileMarks, People):
    """One account's way to Sheets and Drive; may be used by several threads at once."""

    def export(self, file: str, who: str) -> bytes:
        """The spreadsheet as .xlsx, whole.

        Raises:
            GoogleError: also when what came is not a whole file.
        """
        with self._client(who) as client:
            data: bytes = client.export(file, ExportFormat.EXCEL)
        if not zipfile.is_zipfile(BytesIO(data)):
            raise broken_line(who, sent=False)
        return data

    def values(
        self, file: str, ranges: Sequence[str], who: str, *, days_as_shown: bool = False
    ) -> list[list[list[object]]]:
        """Cells of whole sheets, as they are stored.

        Args:
            file: Google's id.
            ranges: The sheets.
            who: Whose they are, for sentences.
            days_as_shown: Whether dates come as the text that their cells show, not as serial
                numbers.
        """
        params: Json = {
            "valueRenderOption": "UNFORMATTED_VALUE",
            "dateTimeRenderOption": "FORMATTED_STRING" if days_as_shown else "SERIAL_NUMBER",
        }
        with self._client(who) as client:
            answer = client.values_batch_get(file, list(ranges), params)
        return [found.get("values", []) for found in answer.get("valueRanges", ())]

    def structure(self, file: str, who: str, fields: str) -> Json:
        """A spreadsheet without its cells, as far as ``fields`` go."""
        with self._client(who) as client:
            return dict(client.fetch_sheet_metadata(file, {"fields": fields}))

    def cells(self, file: str, who: str, fields: str, ranges: Sequence[str]) -> Json:
        """A spreadsheet with the cells of some ranges (grid data), as far as ``fields`` go."""
        params: Json = {"fields": fields, "ranges": list(ranges)}
        with self._client(who) as client:
            return dict(client.fetch_sheet_metadata(file, params))

    def batch_update(self, file: str, requests: Sequence[Mapping[str, Any]], who: str) -> Json:
        """Many changes in one request: all of them happen, or none."""
        call = Call(WRITES, 1, repeatable=repeatable(requests))
        url = SPREADSHEET_BATCH_UPDATE_URL % file
        with self._client(who) as client:
            answer = client.send(call, "post", url, json={"requests": list(requests)})
        made: Json = answer.json()
        return made
