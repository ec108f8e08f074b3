"""A workbook that people own, edited part-wise: what is not ours stays byte for byte."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO, Self

from addin.package import surroundings
from addin.package.archive import Archive
from addin.package.atomic import write_atomically
from addin.package.book_part import first_day, sheet_entries, with_full_calculation, with_names
from addin.package.cell_reading import CellReader, cells_of, style_of
from addin.package.cell_xml import CellWriter
from addin.package.charts_part import end_series, fit_charts
from addin.package.deflating import Deflater, Piece
from addin.package.glance import PassesRows
from addin.package.locks import refuse_if_open
from addin.package.new_sheet import with_sheet
from addin.package.page_breaks import broken
from addin.package.parts import Parts
from addin.package.ranges import MAX_COLUMNS, MAX_ROWS, Area, Extent
from addin.package.refusals import no_sheet, unsupported
from addin.package.row_xml import Row, RowWriter
from addin.package.rule_words import reworded
from addin.package.sheet_edges import fitted_tail, with_dimension, without_filter_mode
from addin.package.sheet_text import Cut, SheetText
from addin.package.standing import Standing, standing
from addin.package.strings_part import SharedStrings
from addin.package.styles_part import CellFormats
from addin.package.values import CellIn, CellOut, Formula, Note, Styled
from addin.package.view_part import active_tab, selection
from addin.package.xml_bytes import attribute, element, text_of
from campaign.errors import UsageError

_SHARED_MASTER = re.compile(rb"""<(?:[\w.-]+:)?f\s(?=[^>]*t=["']shared)[^>]*ref=""")


class WorkbookPackage:
    """A workbook whose sheets can be read, and whose rows and cells can be replaced.

    Nothing is written before ``save``. A change that fails leaves everything as it was.

    Attributes:
        sheets: Titles of the worksheets in tab order.
        notes: What a person should know about the changes made so far.
    """

    def __init__(self, archive: Archive, *, read_only: bool = False) -> None:
        self.notes: list[Note] = []
        self._read_only = read_only
        self._grown = False
        self._load(archive)

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> Self:
        """Open a file; only ``read_only`` opens one that somebody has open.

        Raises:
            UsageError: the file is missing, damaged, protected by a password or open elsewhere.
        """
        if not read_only:
            refuse_if_open(path)
        return cls(Archive(path, path.name), read_only=read_only)

    @classmethod
    def from_bytes(cls, data: bytes, name: str) -> Self:
        """Open a workbook in memory; ``name`` is what sentences call it."""
        return cls(Archive(data, name))

    def _load(self, archive: Archive) -> None:
        self._archive = archive
        self._parts = Parts(archive)
        book = self._parts.read(self._parts.book)
        self._epoch = first_day(book)
        links = {link.id: link for link in self._parts.links(self._parts.book)}
        entries = [entry for entry in sheet_entries(book) if entry.relation in links]
        self._entries = {
            entry.title: (entry.position, SheetText(archive, links[entry.relation].target))
            for entry in entries
            if links[entry.relation].kind == "worksheet"
        }
        self.sheets = tuple(self._entries)
        self._strings: SharedStrings | None = None
        self._formats = self._cell_formats()

    def _cell_formats(self) -> CellFormats:
        part = self._parts.target(self._parts.book, "styles")
        return CellFormats(self._parts.read(part) if part else b"")

    @property
    def has_macros(self) -> bool:
        """Whether the file holds VBA."""
        return self._parts.target(self._parts.book, "vbaProject") is not None

    def _text(self, sheet: str) -> SheetText:
        if sheet not in self._entries:
            raise no_sheet(self._archive.name, sheet, self.sheets)
        return self._entries[sheet][1]

    def rows(self, sheet: str) -> Iterator[tuple[int, dict[int, CellIn]]]:
        """Rows that the file has, from the top: row number from 0, cells by column from 0."""
        return self.rows_but(sheet, lambda: None)

    def rows_but(
        self, sheet: str, glance: Callable[[], PassesRows | None]
    ) -> Iterator[tuple[int, dict[int, CellIn]]]:
        """The same rows without those that a glance passes over; it is asked for at each row."""
        reader = self._cell_reader()
        cursor = self._text(sheet).cursor()
        cursor.head()
        for row in cursor.rows():
            look = glance()
            if look is None or not look.passes(row, reader):
                yield row.number, reader.row(row)

    def _cell_reader(self) -> CellReader:
        return CellReader(self._string, self._formats.kind, self._epoch)

    def _string(self, number: int) -> str:
        if self._strings is None:
            part = self._parts.target(self._parts.book, "sharedStrings")
            xml = self._parts.read(part) if part else b""
            self._strings = SharedStrings(self._archive.name, xml)
        return self._strings.text(number)

    def selected(self) -> tuple[str, str]:
        """Title of the sheet that opens first, and the cell selected in it."""
        active = active_tab(self._parts.read(self._parts.book))
        places = {place: (title, text) for title, (place, text) in self._entries.items()}
        title, text = places.get(active) or next(iter(places.values()))
        return title, selection(text.cursor().head())

    def style_row(self, sheet: str, row: int) -> dict[int, int]:
        """Style ids of a row's cells by column, empty cells included."""
        cursor = self._text(sheet).cursor()
        cursor.head()
        for found in cursor.rows():
            if found.number == row:
                return {column: style_of(cell) for column, cell in cells_of(found)}
            if found.number > row:
                break
        return {}

    def constant_names(self) -> dict[str, str]:
        """Defined names of the whole workbook that are texts, and their texts."""
        found = element("definedName").finditer(self._parts.read(self._parts.book))
        texts = {attribute(name[2], "name") or "": text_of(name[3] or b"") for name in found}
        return {name: text[1:-1] for name, text in texts.items() if text[:1] == text[-1:] == '"'}

    def add_sheet(self, title: str) -> None:
        """Put an empty sheet behind all others."""
        grown = with_sheet(self._parts, title)
        for part, xml in grown.items():
            if part in self._archive:
                self._parts.change(part, xml)
            else:
                self._parts.add(part, xml)
        self._load(Archive(self.to_bytes(), self._archive.name))
        self._grown = True

    def colour(self, sheet: str, places: Sequence[tuple[int, int]], rgb: str | None) -> None:
        """Fill cells with a colour (``#RRGGBB``; ``None`` takes it away); their values stay."""
        wanted = {row for row, _ in places}
        found = {row: cells for row, cells in self.rows(sheet) if row in wanted}
        nothing = CellIn(None, 0, None)
        cells = {place: found.get(place[0], {}).get(place[1], nothing) for place in places}
        self.set_cells(
            sheet,
            {
                place: Styled(_as_it_is(cell), self._formats.coloured(cell.style, rgb))
                for place, cell in cells.items()
            },
        )

    def standing(
        self, sheet: str, first_row: int, rows: Iterable[Row], *, styles: Sequence[int]
    ) -> Iterator[Standing]:
        """What stands where ``replace_rows`` would put these rows, then each row below them."""
        text = self._text(sheet)
        prefix = self._prefix(text)
        cells = self._cell_writer(sheet, prefix, [])
        writer = RowWriter(cells, prefix.decode(), range(len(styles)), styles)
        return standing(text.cursor(), self._cell_reader(), writer, first_row, rows)

    def replace_rows(
        self,
        sheet: str,
        first_row: int,
        rows: Iterable[Row],
        *,
        styles: Sequence[int],
        fit: Callable[[Row], float | None] | None = None,
        heights: Sequence[float | None] = (),
        cell_columns: Sequence[int] | None = None,
    ) -> int:
        """Put ``rows`` in the place of all rows from ``first_row`` (from 0) on.

        Filter, tables, print area, rules and charts that went with the old rows go with the new.
        Texts that begin like a formula get the twin of their style that keeps them text.

        Args:
            sheet: Title of the sheet.
            first_row: First data row; the rows above stay byte for byte.
            rows: Values by position; a row may be shorter than ``styles``.
            styles: Style id of each position.
            fit: Height in points that a row's values need; None leaves it to the program.
            heights: Height of each row from the first on, before ``fit`` is asked.
            cell_columns: Column of each position, rising; None counts from column A.

        Returns:
            How many rows were written.
        """
        text = self._text(sheet)
        surroundings.refuse_buried_tables(self._parts, text.part, sheet, first_row)
        columns = range(len(styles)) if cell_columns is None else cell_columns
        cut = text.cut(first_row)
        # A program that keeps no height of a hidden row hides ours like a person.
        cut.hidden -= {first_row + place for place, height in enumerate(heights) if height == 0}
        notes: list[Note] = []
        cells = self._cell_writer(sheet, cut.prefix, notes)
        writer = RowWriter(cells, cut.prefix.decode(), columns, styles, fit, heights)
        piece = _deflated(writer.blocks(first_row, rows))
        self._settle(
            sheet,
            cut,
            piece,
            Area(first_row, 0, first_row + writer.rows - 1, max(columns, default=0)),
        )
        self.notes += notes
        self._mark_changed(formulas=cut.formulas or cells.formulas)
        return writer.rows

    def _cell_writer(self, sheet: str, prefix: bytes, notes: list[Note]) -> CellWriter:
        return CellWriter(
            prefix.decode(),
            self._epoch,
            self._formats.quoted,
            lambda cell, sentence: notes.append(Note(sheet, cell, sentence)),
        )

    def _settle(self, sheet: str, cut: Cut, piece: Piece, written: Area) -> None:
        """Fit everything around the rows to them, and take the sheet's new XML."""
        position, text = self._entries[sheet]
        first = written.top
        laid_out = surroundings.last_laid_out(self._parts, text.part, first)
        extent = Extent(
            first,
            first if cut.last_content is None else cut.last_content,
            max(laid_out, first if cut.last is None else cut.last),
            max(first, written.bottom),
        )

        def note(cell: str, sentence: str) -> None:
            self.notes.append(Note(sheet, cell, sentence))

        if cut.hidden:
            note(
                str(written),
                f"{len(cut.hidden)} dòng từng bị ẩn (do lọc hoặc ẩn tay) nay hiện lại.",
            )
        surroundings.note_comments(self._parts, text.part, first, note)
        surroundings.note_links(self._parts, text.part, cut.tail, first, note)
        surroundings.fit_tables(self._parts, text.part, extent, note)
        fit_charts(self._parts, sheet, extent)
        book = self._parts.book
        self._parts.change(book, with_names(self._parts.read(book), position, extent))
        used = Area(0, 0, max(cut.bottom, written.bottom, 0), max(cut.right, written.right))
        head = without_filter_mode(with_dimension(cut.head, used))
        text.put(head, piece, fitted_tail(cut.tail, extent, note), first)

    def end_series(self, sheet: str, first: int, last: int) -> None:
        """Let every chart's series that begin in row ``first`` (from 0) end in row ``last``."""
        end_series(self._parts, sheet, first, last)

    def reword_rules(self, sheet: str, old: str, new: str) -> None:
        """Let rules for cells that begin with ``old`` look for ``new``; its rows were replaced."""
        self._text(sheet).change_tail(lambda tail: reworded(tail, old, new))

    def break_pages(self, sheet: str, rows: Sequence[int], ours: Collection[int]) -> None:
        """Begin a printed page with each of ``rows`` (from 0); the sheet's rows were replaced.

        Breaks stay as they are where pages are fitted to a number of them, and where somebody put
        one above a row that is not among ``ours``.
        """
        text = self._text(sheet)
        if not text.fitted:
            text.change_tail(lambda tail: broken(tail, rows, ours))

    def set_cells(self, sheet: str, cells: Mapping[tuple[int, int], CellOut | Styled]) -> None:
        """Write single cells by (row, column) from 0; each keeps its style unless ``Styled``."""
        if not cells:
            return
        text = self._text(sheet)
        notes: list[Note] = []
        found_formulas: list[bool] = []
        writer = self._cell_writer(sheet, self._prefix(text), notes)

        def cell(row: int, column: int, old: re.Match[bytes] | None) -> bytes:
            if old and _SHARED_MASTER.search(old[3] or b""):
                raise unsupported(self._archive.name, "có công thức dùng chung ở ô cần ghi")
            found_formulas.append(bool(old and b"f" in (old[3] or b"")))
            style = style_of(old) if old else 0
            return writer.cell(row + 1, column, style, cells[row, column]).encode()

        text.patch(_by_row(cells), cell)
        self.notes += notes
        self._rename_columns(text.part, cells)
        self._mark_changed(formulas=writer.formulas or any(found_formulas))

    def _prefix(self, text: SheetText) -> bytes:
        cursor = text.cursor()
        cursor.head()
        return cursor.prefix

    def _rename_columns(self, part: str, cells: Mapping[tuple[int, int], CellOut | Styled]) -> None:
        if not surroundings.tables(self._parts, part):
            return
        for (row, column), value in cells.items():
            plain = value.value if isinstance(value, Styled) else value
            if isinstance(plain, str):
                surroundings.rename_column(self._parts, part, row, column, plain)

    def _mark_changed(self, *, formulas: bool) -> None:
        """Have dependents calculated on opening; drop the order of calculation when it is stale."""
        book = self._parts.book
        self._parts.change(book, with_full_calculation(self._parts.read(book)))
        if formulas:
            self._parts.remove("calcChain")

    @property
    def changed(self) -> bool:
        """Whether any sheet was changed since the file was read."""
        return self._grown or any(text.changed for _, text in self._entries.values())

    def save(self, path: Path, ready: Callable[[Path], object] = lambda _: None) -> None:
        """Write the workbook; the old file at ``path`` is whole until the new one is.

        ``ready`` is called with the new file right before it takes its place.

        Raises:
            UsageError: somebody has the file open, it was saved by another meanwhile, or the
                folder takes no file.
        """
        if self._read_only and path == self._archive.path:
            raise UsageError("Tệp được mở chỉ để đọc nên không ghi đè được.")
        refuse_if_open(path)
        write_atomically(path, self._write, ready)
        if self._archive.path is not None and path.resolve() == self._archive.path.resolve():
            self._load(Archive(path, path.name))

    def to_bytes(self) -> bytes:
        """The workbook as ``save`` would write it."""
        file = io.BytesIO()
        self._write(file)
        return file.getvalue()

    def _write(self, file: BinaryIO) -> None:
        styles = self._parts.target(self._parts.book, "styles")
        if styles and self._formats.changed:
            self._parts.change(styles, self._formats.xml)
        sheets = [text for _, text in self._entries.values() if text.changed]
        self._parts.write(file, {text.part: text.packed() for text in sheets})


def _as_it_is(cell: CellIn) -> CellOut:
    if cell.formula is None:
        return cell.value
    return Formula(cell.formula, cell.value)


def _deflated(blocks: Iterable[bytes]) -> Piece:
    deflater = Deflater()
    try:
        for block in blocks:
            deflater.write(block)
    except BaseException:
        deflater.abandon()
        raise
    return deflater.finish()


def _by_row(cells: Mapping[tuple[int, int], CellOut | Styled]) -> dict[int, list[int]]:
    """Sorted columns by row; ``ValueError`` for a place outside a sheet."""
    found: dict[int, list[int]] = {}
    for row, column in sorted(cells):
        if not (0 <= row < MAX_ROWS and 0 <= column < MAX_COLUMNS):
            raise ValueError(f"no cell at row {row}, column {column}")
        found.setdefault(row, []).append(column)
    return found
