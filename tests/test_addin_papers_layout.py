"""The layout of NĐ 30/2020/NĐ-CP, read from the files, and seen on the pages LibreOffice makes."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from docx.document import Document as Docx
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm
from docx.table import Table
from docx.text.paragraph import Paragraph

from addin.papers.catalog import KINDS
from tests.paper_cases import judged, opened, whole, write
from tests.rule_cases import OTHER, WARD

TABLE = {"TĐ Bảng", "TĐ Đầu bảng"}
SIZES = {
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM": (12, 13),
    "Độc lập - Tự do - Hạnh phúc": (13, 14),
    "Số:": (13, 13),
    "Nơi nhận:": (12, 12),
    "- Như trên": (11, 11),
    "Kính gửi": (13, 14),
    "Căn cứ": (13, 14),
}


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("papers")
    write(folder)
    return folder


def files(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.docx"))


def paragraphs(document: Docx) -> Iterator[Paragraph]:
    """Of the body and its tables."""
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            for line in block.rows:
                for cell in line.cells:
                    yield from cell.paragraphs
        else:
            yield block


def mm(length: int | None) -> float:
    assert length is not None
    return length / Mm(1)


def certificate(section: Section) -> bool:
    return section.left_margin == section.right_margin


def test_every_part_is_a4_within_the_margins_of_the_decree(papers: Path) -> None:
    for path in files(papers):
        for section in opened(path).sections:
            sides = sorted((round(mm(section.page_width)), round(mm(section.page_height))))
            assert sides == [210, 297]
            assert 20 <= mm(section.top_margin) <= 25.01
            assert 20 <= mm(section.bottom_margin) <= 25.01
            if certificate(section):
                assert path.parent.name == "giay-khen"
                continue
            assert 30 <= mm(section.left_margin) <= 35.01
            assert 15 <= mm(section.right_margin) <= 20.01


def test_every_letter_is_times_new_roman_in_the_sizes_of_the_decree(papers: Path) -> None:
    seen = set()
    for path in files(papers):
        document = opened(path)
        for style in document.styles:
            if style.name.startswith("TĐ"):
                assert style.font.name == "Times New Roman"
        for paragraph in paragraphs(document):
            assert paragraph.style is not None
            assert all(run.font.name is None and run.font.size is None for run in paragraph.runs)
            for words, (least, most) in SIZES.items():
                size = paragraph.style.font.size
                in_table = paragraph.style.name in TABLE
                if paragraph.text.startswith(words) and not in_table:
                    assert size is not None
                    assert least <= size.pt <= most, paragraph.text
                    seen.add(words)
    assert seen == set(SIZES)


def test_the_heads_are_bold_where_the_decree_says_so(papers: Path) -> None:
    document = opened(papers / "bao-cao-so-ket.docx")
    looks = {p.text.split(":")[0]: p.style.font for p in paragraphs(document) if p.style}
    for words in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "BÁO CÁO"):
        assert looks[words].bold
    assert (looks["Nơi nhận"].bold, looks["Nơi nhận"].italic) == (True, True)
    assert not looks["ỦY BAN NHÂN DÂN QUẬN 12"].bold
    assert looks["PHÒNG NỘI VỤ"].bold
    rules = document.element.body.iter(qn("w:pBdr"))
    assert len(list(rules)) == 3


def test_grounds_of_a_submission_stand_upright_and_what_an_annex_comes_with_in_italics(
    papers: Path,
) -> None:
    document = opened(papers / "to-trinh/Giấy khen.docx")
    grounds = [p for p in document.paragraphs if p.text.startswith("Căn cứ")]
    assert len(grounds) > 2
    assert [p.text[-1] for p in grounds] == [*";" * (len(grounds) - 1), "."]
    (annex,) = [p for p in document.paragraphs if p.text.startswith("(Kèm theo")]
    assert annex.style is not None
    assert annex.style.font.italic
    assert not any(p.style is not None and p.style.font.italic for p in grounds)


def test_only_minutes_say_how_to_sign(papers: Path) -> None:
    noted = {
        path.relative_to(papers).parts[0]
        for path in files(papers)
        if any("ghi rõ họ tên" in paragraph.text for paragraph in paragraphs(opened(path)))
    }
    assert noted == {"bien-ban-hoi-dong.docx"}


@pytest.mark.parametrize("name", ["bao-cao-so-ket.docx", "bao-cao-tong-ket.docx"])
def test_annexes_are_numbered_each_with_its_name_reference_and_pages(
    papers: Path, name: str
) -> None:
    document = opened(papers / name)
    texts = [p.text for p in document.paragraphs if p.text.strip()]
    for number in ("Phụ lục I", "Phụ lục II"):
        at = texts.index(number)
        assert texts[at + 1].isupper()
        assert texts[at + 2].startswith("(Kèm theo Báo cáo số")
        assert any(f"ở {number}." in text for text in texts[:at])
    assert len(document.sections) == 4


def test_a_text_ends_with_its_sign_and_only_letters_and_reports_are_addressed(papers: Path) -> None:
    for path in files(papers):
        texts = [p.text for p in opened(path).paragraphs]
        kind = path.relative_to(papers).parts[0].removesuffix(".docx")
        ends = sum(text.endswith("./.") for text in texts)
        signed = kind not in {"bien-ban-hoi-dong", "danh-sach-quyet-dinh", "giay-khen"}
        assert ends == signed, path
        addressed = any(text.startswith("Kính gửi") for text in texts)
        assert addressed == (signed and kind != "thong-bao"), path


def test_page_numbers_stand_centred_at_the_top_and_not_on_the_first_page(papers: Path) -> None:
    for path in files(papers):
        for section in opened(path).sections:
            assert section.different_first_page_header_footer
            xml = section.header._element.xml
            assert ("PAGE" in xml) is not certificate(section)
            assert "PAGE" not in section.first_page_header._element.xml
            style = section.header.paragraphs[0].style
            assert style is not None
            assert style.font.size is not None
            assert 13 <= style.font.size.pt <= 14
            middle = section.header.paragraphs[0].paragraph_format.tab_stops[0].position
            width = mm(section.page_width) - mm(section.left_margin) - mm(section.right_margin)
            assert abs(mm(middle) - width / 2) < 0.1


ORDER = ["headerReference", "footerReference", "type", "pgSz", "pgMar", "pgNumType", "cols"]
ORDER += ["titlePg", "docGrid"]


def test_word_gets_the_parts_of_a_section_in_the_order_it_takes_them_in(papers: Path) -> None:
    for path in files(papers):
        for section in opened(path).sections:
            names = [child.tag.rpartition("}")[2] for child in section._sectPr]
            places = [ORDER.index(name.replace("footerR", "headerR")) for name in names]
            assert places == sorted(places)
        languages = opened(path).styles.element.iter(qn("w:lang"))
        assert {item.get(qn("w:val")) for item in languages} == {"vi-VN"}


def test_lines_do_not_end_between_a_word_and_its_number(papers: Path) -> None:
    document = opened(papers / "to-trinh/Giấy khen.docx")
    ours = (p.text for p in paragraphs(document) if p.style and p.style.name not in TABLE)
    text = "\n".join(ours)
    for words in ("tháng", "năm", "Quận", "số"):
        assert f"{words}\u00a0" in text
    assert not re.search(r"(?:ngày|tháng) \d", text)


def laid_out(documents: list[Path], out: Path) -> list[list[str]]:
    """The text of each page of each document, as LibreOffice lays them out."""
    copies = [out / f"{number}.docx" for number in range(len(documents))]
    for path, copy in zip(documents, copies, strict=True):
        copy.write_bytes(path.read_bytes())
    profile = f"-env:UserInstallation={(out / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(out)]
    subprocess.run([*command, *map(str, copies)], check=True, capture_output=True, timeout=180)
    found = []
    for copy in copies:
        pdf = copy.with_suffix(".pdf")
        told = subprocess.run(["pdfinfo", pdf], capture_output=True, check=True, text=True).stdout
        assert "A4" in told or "841.89 x 595.3" in told
        text = subprocess.run(
            ["pdftotext", "-layout", pdf, "-"], capture_output=True, check=True, text=True
        ).stdout
        found.append(text.split("\f")[:-1])
    return found


@pytest.fixture(scope="module")
def pages(papers: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The text of each page by paper."""
    found: dict[str, list[str]] = {}
    written = files(papers)
    for path, texts in zip(written, laid_out(written, tmp_path_factory.mktemp("pdf")), strict=True):
        kind = path.relative_to(papers).parts[0].removesuffix(".docx")
        found.setdefault(kind, []).extend(texts)
    return found


@pytest.mark.office
def test_every_page_says_that_it_is_a_draft_and_of_which_data(
    pages: dict[str, list[str]],
) -> None:
    assert set(pages) == {kind.name for kind in KINDS}
    for kind, texts in pages.items():
        for text in texts:
            assert "DỰ THẢO" in text, kind
            assert "Mã dữ liệu" in text, kind


@pytest.mark.office
def test_the_second_page_is_numbered_and_the_first_is_not(pages: dict[str, list[str]]) -> None:
    first, second = (page.split("\n")[0].split() for page in pages["bao-cao-tong-ket"][:2])
    assert first == ["DỰ", "THẢO"]
    assert second == ["2", "DỰ", "THẢO"]


@pytest.mark.office
def test_no_signature_stands_on_a_page_without_text(pages: dict[str, list[str]]) -> None:
    signed = [text for kind in pages if kind != "giay-khen" for text in pages[kind]]
    posts = re.compile(r"TRƯỞNG PHÒNG|TM\. ỦY BAN|CHỦ TỌA")
    signed = [text for text in signed if posts.search(text)]
    assert len(signed) >= 7
    for text in signed:
        above = re.split(r"Nơi nhận:|THƯ KÝ", text)[0].splitlines()
        running = re.compile(r"\s*\d*\s*(DỰ THẢO|(CHƯA|ĐÃ) DUYỆT|PHÊ DUYỆT ĐÃ HẾT HIỆU LỰC)?\s*")
        assert [line for line in above if not running.fullmatch(line)], text


@pytest.mark.office
def test_charts_and_their_words_are_drawn(pages: dict[str, list[str]]) -> None:
    text = " ".join(pages["bao-cao-so-ket"])
    assert "Số đơn vị đã nộp theo thời gian" in text
    assert "Đăng ký: Cơ quan chuyên môn thuộc quận" in text


@pytest.mark.office
def test_a_certificate_is_one_page_a_recipient(pages: dict[str, list[str]]) -> None:
    placed = judged().shortlists[0].placed
    certificates = [text for text in pages["giay-khen"] if "TẶNG" in text]
    assert len(certificates) == len(placed)
    assert all("GIẤY KHEN" in text for text in certificates)


def test_long_lists_keep_their_heads_and_their_lines_whole(papers: Path) -> None:
    table = opened(papers / "to-trinh/Giấy khen.docx").tables[2]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(line._tr.trPr.find(qn("w:cantSplit")) is not None for line in table.rows[1:])


@pytest.mark.office
def test_no_word_of_a_list_is_broken_in_its_column(tmp_path: Path) -> None:
    people = {WARD: "Trần Thị Thử", OTHER: "Lê Thị Mẫu"}
    equals = [whole(unit, name=name, born="24/09/1978") for unit, name in people.items()]
    write(tmp_path, judged(*equals), "to-trinh")
    text = "\n".join(laid_out([tmp_path / "to-trinh/Giấy khen.docx"], tmp_path)[0])
    assert text.count("24/09/1978") == len(equals)
    assert len(re.findall(r"đồng\shạng", text)) == len(equals)
    assert "20/06/2020," in text


@pytest.mark.office
def test_a_list_takes_a_page_for_seven_lines_of_usual_length(tmp_path: Path) -> None:
    told = "Triển khai hiệu quả các mô hình đã đăng ký; không có phản ánh của người dân."
    people = [f"Nguyễn Thị Ví Dụ Số {number}" for number in range(21)]
    typed = whole(WARD, achievement=told, name=people[0], born="24/09/1978")
    first = next(line for line in typed.rows if line.id == f"DN-{WARD}-1")
    at = next(n for n, value in enumerate(first.values) if value == people[0])
    for name in people[1:]:
        values = [*first.values[:at], name, *first.values[at + 1 :]]
        typed.rows.append(replace(first, id=f"DN-{name}", values=values))
    write(tmp_path, judged(typed, whole(OTHER)), "to-trinh")
    texts = laid_out([tmp_path / "to-trinh/Giấy khen.docx"], tmp_path)[0]
    listed = [text for text in texts if "24/09/1978" in text]
    assert "".join(listed).count("24/09/1978") == len(people)
    assert len(listed) <= -(-len(people) // 7) + 1
