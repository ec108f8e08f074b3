"""The pictures of README and guides, made anew from the example: ``python -m bench.pictures``.

Needs LibreOffice, poppler (``pdftotext``, ``pdftoppm``) and Chromium. A picture is a part of a
printed page, found by the title in its footer, so that it moves with the workbook. Look at what
was made before it is committed. What shows the sandbox's pages or a terminal (``google-*``,
``tap-duot-*``) is made by ``python -m bench.google_pictures``.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from addin.cli.show import progress_bar
from addin.demo.run import run_demo

PICTURES = Path(__file__).resolve().parents[1] / "docs" / "pictures"
_LETTERS = "cong-van-don-doc"
_WEB = "tong-quan-web"
_CHROMIUM = ("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a printed page.

    Attributes:
        footer: How the page's footer begins; the first such page counts.
        dpi: Pixels an inch.
        area: Left, top, width and height in pixels; the whole page where it is left out.
        after: How many pages after the first such one.
    """

    footer: str
    dpi: int
    area: tuple[int, int, int, int] | None = None
    after: int = 0


PARTS = {
    "district-workbook": Part("Đơn vị tham gia", 120, (40, 45, 1345, 575)),
    "nut-dieu-khien": Part("Bảng điều khiển", 80),
    "nut-tong-hop": Part("Tổng hợp đăng ký", 110, (30, 30, 1220, 600)),
    "nut-canh-bao": Part("Những điều cần xem lại", 80),
    "nut-giay-khen": Part("Giấy khen của", 110, (30, 30, 1230, 620)),
    "tong-quan-so": Part("Tổng quan đợt thi đua", 75),
    "tong-quan-so-2": Part("Tổng quan đợt thi đua", 75, after=1),
    "tong-quan-so-3": Part("Tổng quan đợt thi đua", 75, after=2),
}
"""Pictures of the district workbook, by their name in ``docs/pictures``."""


def main() -> None:
    """Make the example once, then every picture asked for."""
    parser = argparse.ArgumentParser(prog="bench.pictures", description=__doc__)
    names = (*PARTS, _LETTERS, _WEB)
    parser.add_argument("names", nargs="*", help=f"only these: {', '.join(names)}")
    wanted = parser.parse_args().names or names
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        with progress_bar() as progress:
            run_demo(out, progress)
        for name in wanted:
            _make(name, out)
            print(PICTURES / f"{name}.png")


def _make(name: str, out: Path) -> None:
    workbook = out / "district.xlsm"
    if name == _WEB:
        _web(workbook, out / "tong-quan.html")
    elif name == _LETTERS:
        _thidua("papers", _LETTERS, "--workbook", workbook)
        letter = min(out.glob(f"*/{_LETTERS}/*.docx"))
        _draw(_pdf(letter, out), 1, Part("", 70), name)
    else:
        printed = out / "district.pdf"
        pdf = printed if printed.exists() else _pdf(workbook, out)
        part = PARTS[name]
        _draw(pdf, _page(pdf, part.footer) + part.after, part, name)


def _web(workbook: Path, page: Path) -> None:
    _thidua("overview", "--html", page, "--workbook", workbook)
    target = f"--screenshot={PICTURES / f'{_WEB}.png'}"
    _run(*_CHROMIUM, "--window-size=900,1180", target, page.as_uri())


def _thidua(*words: object) -> None:
    _run(sys.executable, "-m", "addin.cli", *map(str, words))


def _pdf(document: Path, out: Path) -> Path:
    profile = f"-env:UserInstallation={(out / 'office').as_uri()}"
    _run("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(out), document)
    return out / f"{document.stem}.pdf"


def _page(pdf: Path, footer: str) -> int:
    """The first page whose last line begins with ``footer``, counted from 1."""
    pages = _run("pdftotext", "-layout", pdf, "-").split("\f")
    lasts = [[line for line in page.splitlines() if line.strip()][-1:] for page in pages]
    found = [n for n, last in enumerate(lasts, 1) if last and last[0].strip().startswith(footer)]
    if not found:
        raise SystemExit(f"no page of {pdf.name} ends in “{footer}”")
    return found[0]


def _draw(pdf: Path, page: int, part: Part, name: str) -> None:
    flags = zip(("-x", "-y", "-W", "-H"), map(str, part.area or ()), strict=False)
    area = [word for pair in flags for word in pair]
    where = ["-f", str(page), "-l", str(page), "-singlefile"]
    _run("pdftoppm", "-r", str(part.dpi), *where, *area, "-png", pdf, PICTURES / name)


def _run(*words: object) -> str:
    done = subprocess.run([*map(str, words)], check=True, capture_output=True, text=True)
    return done.stdout


if __name__ == "__main__":
    main()
