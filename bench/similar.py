"""Alike titles: recall, wrong pairs and time of the product and of two peers, in one run.

Real titles are changed as offices change them and hidden among 10,000 composed ones. The peers
compare every changed title with all others: RapidFuzz token sort, and TF-IDF of 4-grams with the
same rerank. Their times are for the changed titles only; the product's is for all titles.
"""

from __future__ import annotations

import csv
import itertools
import random
import resource
import sys
import time
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz, process
from rich.console import Console
from rich.table import Table

from campaign.consolidation.similar import similar_titles
from campaign.vietnamese.text import bare, bare_key

SAMPLE = Path(__file__).resolve().parent.parent / "tests" / "data" / "initiatives-sample.csv"
THRESHOLD = 85
DISTRACTORS = 10_000
NEAREST = 20

ACTS = [
    "Ứng dụng", "Nâng cao hiệu quả", "Đổi mới", "Tăng cường", "Đẩy mạnh", "Rút ngắn thời gian",
    "Số hóa", "Hỗ trợ", "Công khai", "Kiểm soát", "Tổ chức", "Phối hợp", "Cải tiến",
    "Tuyên truyền", "Niêm yết", "Thành lập tổ", "Xây dựng phần mềm", "Xây dựng quy trình",
    "Lập sổ tay", "Tập huấn",
]  # fmt: skip
MATTERS = [
    "công tác tiếp dân", "giải quyết hồ sơ đất đai", "cấp phép xây dựng", "đăng ký khai sinh",
    "đăng ký kết hôn", "chứng thực bản sao", "quản lý hộ tịch", "chi trả trợ cấp xã hội",
    "quản lý văn bản đến", "công tác thi đua khen thưởng", "thu thuế phi nông nghiệp",
    "quản lý trật tự đô thị", "thu gom rác thải", "tuyển sinh đầu cấp",
    "quản lý thiết bị dạy học", "khám sức khỏe người cao tuổi", "tiêm chủng mở rộng",
    "phòng chống sốt xuất huyết", "thư viện trường học", "bếp ăn bán trú",
    "quản lý tài sản công", "lưu trữ hồ sơ", "hòa giải cơ sở", "tiếp nhận phản ánh",
    "tuyển quân", "cho vay hộ nghèo", "bình xét gia đình văn hóa", "chăm sóc cây xanh",
    "chiếu sáng hẻm", "quản lý chung cư", "đăng ký kinh doanh", "quản lý chợ",
]  # fmt: skip
MEANS = [
    "bằng mã QR", "qua Zalo", "trên nền tảng Google Drive", "bằng bảng tính Excel",
    "qua tin nhắn SMS", "bằng phiếu hẹn điện tử", "theo hướng tinh gọn",
    "gắn với chuyển đổi số", "không dùng giấy", "trong ngày", "tại nhà",
    "ngoài giờ hành chính", "qua bưu chính công ích", "qua camera giám sát",
    "bằng loa thông minh", "theo chuẩn ISO 9001", "qua cổng thông tin điện tử",
]  # fmt: skip
PEOPLE = [
    "cho người khuyết tật", "cho hộ kinh doanh", "cho người cao tuổi", "cho học sinh",
    "ở khu phố", "cho công nhân khu trọ", "cho đoàn viên", "cho cựu chiến binh",
    "trong trường học", "trong khu dân cư", "trong dịp Tết", "của Hội Phụ nữ",
    "của Đoàn Thanh niên",
]  # fmt: skip
PLACES = [
    "Tân Thới Nhất", "Thạnh Lộc", "An Khê", "Phú Lợi", "Đông Hưng Thuận", "5", "12",
    "Hòa Minh",
]  # fmt: skip
ABBREVIATIONS = {
    "thủ tục hành chính": "TTHC", "cải cách hành chính": "CCHC", "dịch vụ công": "DVC",
    "công nghệ thông tin": "CNTT", "hành chính công": "HCC", "người dân": "ND",
    "hồ sơ": "HS", "kết quả": "KQ", "trực tuyến": "tt",
}  # fmt: skip


def composed(amount: int, dice: random.Random) -> list[str]:
    """Different titles of the kinds offices register, in a stable order."""
    titles: dict[str, None] = {}
    while len(titles) < amount:
        parts = [dice.choice(words) for words in (ACTS, MATTERS, MEANS, PEOPLE)]
        # The acts and matters alone are too few for a whole country.
        parts += [dice.choice(MATTERS)] if amount > 50_000 else []
        lead, place = dice.choice(("", "", "Mô hình ")), dice.choice(("", " tại UBND phường "))
        titles[lead + " ".join(parts) + (place and place + dice.choice(PLACES))] = None
    return list(titles)


def misspelt(title: str, dice: random.Random) -> str:
    """One slip of the keyboard for each forty letters, and one more."""
    letters = list(title)
    for _ in range(1 + len(title) // 40):
        at = dice.randrange(len(letters) - 1)
        slip = dice.choice(("swap", "lose", "add"))
        if slip == "swap":
            letters[at : at + 2] = reversed(letters[at : at + 2])
        else:
            letters[at : at + (slip == "lose")] = [] if slip == "lose" else dice.choice("aehint")
    return "".join(letters)


def abbreviated(title: str, _: random.Random) -> str:
    """Usual abbreviations, and a few that only their author reads."""
    for long, short in ABBREVIATIONS.items():
        title = title.replace(long, short)
    return title


def turned(title: str, _: random.Random) -> str:
    """The last third of the words first."""
    words = title.split()
    third = max(1, len(words) // 3)
    return " ".join(words[-third:] + words[:-third])


def shortened(title: str, dice: random.Random) -> str:
    """One word left out of a title of more than six."""
    words = title.split()
    if len(words) > 6:
        del words[dice.randrange(len(words))]
    return " ".join(words)


CHANGES: dict[str, Callable[[str, random.Random], str]] = {
    "slips": misspelt,
    "no diacritics": lambda title, _: bare(title),
    "capitals": lambda title, _: title.upper(),
    "decomposed (NFD)": lambda title, _: unicodedata.normalize("NFD", title),
    "word order": turned,
    "a word less": shortened,
    "lead words": lambda title, dice: dice.choice(("Mô hình ", "Sáng kiến: ")) + title,
    "place after": lambda title, dice: f"{title} tại UBND phường {dice.choice(PLACES)}",
    "name after": lambda title, dice: f"{title} - Phường {dice.choice(PLACES)}",
    "abbreviations": abbreviated,
    "slips, bare, lead, place": lambda title, dice: (
        f"Giải pháp {misspelt(bare(title), dice)} tại UBND phường {dice.choice(PLACES)}"
    ),
}

Pairs = set[tuple[int, int]]
"""Number of the changed title, place of the title it was found to be like."""


def by_product(titles: list[str], real: int) -> Pairs:
    """Changed titles are the last ``real`` of all; each stands for a unit of its own."""
    first = len(titles) - real
    rows = [(str(i), "b" if i >= first else "a", title) for i, title in enumerate(titles)]
    pairs = similar_titles(rows, threshold=THRESHOLD)
    ends = ((int(pair.first), int(pair.second)) for pair in pairs)
    return {(max(end) - first, min(end)) for end in ends if max(end) >= first > min(end)}


def by_rapidfuzz(titles: list[str], real: int) -> Pairs:
    """Every changed title against every other, words sorted."""
    keys = [" ".join(sorted(bare_key(title).split())) for title in titles]
    scores = process.cdist(keys[-real:], keys[:-real], scorer=fuzz.ratio, score_cutoff=THRESHOLD)
    return {(int(i), int(j)) for i, j in np.argwhere(scores >= THRESHOLD)}


def by_tfidf(titles: list[str], real: int) -> Pairs:
    """The nearest titles by the cosine of their 4-grams, kept if RapidFuzz agrees."""
    keys = [bare_key(title) for title in titles]
    grams = [Counter(key[i : i + 4] for i in range(len(key) - 3)) for key in keys]
    spread = Counter(itertools.chain.from_iterable(grams))
    weight = {gram: 1 + np.log(len(keys) / count) for gram, count in spread.items()}
    norms = [sum((n * weight[g]) ** 2 for g, n in gram.items()) ** 0.5 or 1 for gram in grams]
    holders: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for i, gram in enumerate(grams[:-real]):
        for g, n in gram.items():
            holders[g].append((i, n * weight[g] / norms[i]))
    columns = {g: tuple(map(np.array, zip(*held, strict=True))) for g, held in holders.items()}
    pairs: Pairs = set()
    for number, gram in enumerate(grams[-real:]):
        cosine = np.zeros(len(keys) - real)
        for g, n in gram.items():
            if g in columns:
                cosine[columns[g][0]] += columns[g][1] * n * weight[g]
        near = np.argpartition(-cosine, NEAREST)[:NEAREST]
        mine = keys[len(keys) - real + number]
        pairs |= {(number, int(j)) for j in near if _alike(mine, keys[j])}
    return pairs


def _alike(one: str, two: str) -> bool:
    return fuzz.token_sort_ratio(one, two) >= THRESHOLD


METHODS = {"thidua": by_product, "RapidFuzz, all": by_rapidfuzz, "TF-IDF + rerank": by_tfidf}


def real_titles() -> list[str]:
    """The sample without titles that are another's spelling."""
    with SAMPLE.open(encoding="utf-8", newline="") as file:
        titles = [row["title"] for row in csv.DictReader(file)]
    return list({bare_key(title).replace("nam", "5"): title for title in titles}.values())


def judged(change: str, real: list[str], others: list[str]) -> Iterator[tuple[float, int, float]]:
    """Recall, wrong pairs and seconds of each method."""
    dice = random.Random(change)  # noqa: S311
    titles = others + real + [CHANGES[change](title, dice) for title in real]
    for method in METHODS.values():
        start = time.perf_counter()
        pairs = method(titles, len(real))
        seconds = time.perf_counter() - start
        right = {(i, len(others) + i) for i in range(len(real))}
        yield len(pairs & right) / len(real), len(pairs - right), seconds


def compare() -> None:
    """Print recall and wrong pairs for each change, and the means."""
    dice = random.Random(12)  # noqa: S311
    real, others = real_titles(), composed(DISTRACTORS, dice)
    table = Table("recall / wrong pairs", *METHODS)
    results = []
    for change in CHANGES:
        results.append(list(judged(change, real, others)))
        table.add_row(change, *(f"{recall:.3f} / {wrong}" for recall, wrong, _ in results[-1]))
    means = np.array(results).mean(axis=0)
    table.add_section()
    table.add_row("mean", *(f"{recall:.3f} / {wrong:.1f}" for recall, wrong, _ in means))
    table.add_row("seconds", *(f"{seconds:.2f}" for *_, seconds in means))
    Console().print(table)


def scale(amount: int) -> None:
    """Print processor time and memory gained for many titles, a quarter of them repeated."""
    dice = random.Random(amount)  # noqa: S311
    titles = composed(amount * 3 // 4, dice)
    titles += dice.choices(titles, k=amount - len(titles))
    rows = [(f"r{i}", f"u{i % (amount // 60)}", title) for i, title in enumerate(titles)]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    pairs = similar_titles(rows)
    seconds = time.process_time() - start
    gained = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(
        f"{amount:,} titles: {seconds:.2f} CPU s, {seconds / amount * 1e6:.0f} µs each, "
        f"{len(pairs):,} pairs, peak +{gained:.0f} MB"
    )


if __name__ == "__main__":
    for size in map(int, sys.argv[1:] or ("8460",)):
        scale(size)
    compare()
