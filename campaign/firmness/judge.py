"""How firm each cut-off is, put together, with one Vietnamese sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from campaign.cells.decimals import comma, per_cent
from campaign.firmness.contest import Candidate, Contest
from campaign.firmness.draws import DRAWS, SPREAD, staying
from campaign.firmness.opinions import Opinion, opinions
from campaign.firmness.swap import Swap, smallest_swap
from campaign.plan.definition import Campaign


@dataclass(frozen=True, slots=True)
class Firmness:
    """How firm one cut-off is.

    Attributes:
        contest: The cut-off.
        tied: Those tied across it, whom the council must settle.
        swap: The smallest change of weights that swaps somebody; ``None`` when none does.
        stays: In what per cent of random weightings each candidate is on the list, by subject id.
        unchanged: In what per cent the whole list is as it is.
        opinions: What other methods say.
        message: All of it, in a few sentences.
        sentence: The same in one, for a paper that is signed.
    """

    contest: Contest
    tied: tuple[Candidate, ...]
    swap: Swap | None
    stays: dict[str, Decimal]
    unchanged: Decimal
    opinions: tuple[Opinion, ...]
    message: str
    sentence: str


def firmness_of(contests: Sequence[Contest], campaign: Campaign) -> list[Firmness]:
    """One judgement a cut-off, in the order given."""
    return [_judged(contest, campaign) for contest in contests]


def _judged(contest: Contest, campaign: Campaign) -> Firmness:
    counted = staying(contest)
    swap, others = smallest_swap(contest), opinions(contest)
    tied = tuple(one for one in contest.candidates if one.tied)
    stays = {key: percent(Fraction(count, DRAWS)) for key, count in counted.by_id.items()}
    unchanged = percent(Fraction(counted.unchanged, DRAWS))
    parts = (
        _where(contest, campaign),
        _tied(tied),
        _swapped(swap, campaign),
        f"Thử {DRAWS:,} lần đổi trọng số trong khoảng ±{SPREAD}%: cả danh sách giữ nguyên "
        f"{comma(unchanged)}% số lần.".replace(",", ".", 1),
        *map(_other, others),
    )
    message = " ".join(part for part in parts if part)
    sentence = _one_sentence(contest, campaign, swap, unchanged, tied)
    return Firmness(contest, tied, swap, stays, unchanged, others, message, sentence)


def _one_sentence(
    contest: Contest,
    campaign: Campaign,
    swap: Swap | None,
    unchanged: Decimal,
    tied: Sequence[Candidate],
) -> str:
    waits = f"; {len(tied)} đối tượng bằng nhau ngay ở mốc chờ Hội đồng quyết định" if tied else ""
    moved = _swapped(swap, campaign).removesuffix(".")
    moved = moved if swap is not None and not swap.moves else moved[:1].lower() + moved[1:]
    return (
        f"{_where(contest, campaign)} danh sách giữ nguyên ở {comma(unchanged)}% trong "
        f"{DRAWS:,} lần thử đổi trọng số ±{SPREAD}%; {moved}{waits}."
    ).replace(",000 lần", ".000 lần", 1)


def percent(share: Fraction) -> Decimal:
    """A share as per cent, to a tenth; never up to a whole per cent that it has not reached."""
    return per_cent(share.numerator, share.denominator, 1)


def shown(number: Decimal) -> str:
    """A number as Vietnamese write it: a comma before the decimals."""
    return format(number, "f").replace(".", ",")


def _where(contest: Contest, campaign: Campaign) -> str:
    award = next(item.short_name for item in campaign.awards if item.id == contest.award)
    group = next((item.name for item in campaign.groups if item.id == contest.group), "")
    of = f", {group}" if group else ""
    state = " (điểm tạm tính)" if campaign.scoring.provisional else ""
    apart = (
        f" xét theo điểm (ngoài {contest.decided} đối tượng đã có quyết định riêng)"
        if contest.decided
        else ""
    )
    return f"{award}{of}, {contest.places} chỗ{apart}{state}:"


def _tied(tied: Sequence[Candidate]) -> str:
    if not tied:
        return ""
    names = ", ".join(one.name for one in tied)
    return f"bằng nhau ngay ở mốc, Hội đồng quyết định: {names}."


def _swapped(swap: Swap | None, campaign: Campaign) -> str:
    if swap is None:
        return "Không cách chia trọng số nào đổi được người ở hai bên mốc."
    if not swap.moves:
        return f"{swap.leaves.name} và {swap.enters.name} bằng điểm nhau ở hai bên mốc."
    names = {item.id: item.short_name for item in campaign.indicators}
    moved = "; ".join(
        f"{_least(move.share)} điểm % từ “{names[move.source]}” sang “{names[move.target]}”"
        for move in swap.moves
    )
    return f"Chuyển quá {moved} thì {swap.enters.name} vào thay {swap.leaves.name}."


def _least(share: Fraction) -> str:
    """A share of weight in per cent, to a hundredth, never rounded up past the boundary."""
    hundredths = share.numerator * 10_000 // share.denominator
    return shown(Decimal(hundredths).scaleb(-2))


def _other(opinion: Opinion) -> str:
    if not opinion.enters and not opinion.leaves:
        return f"{opinion.method} chọn giống."
    enters = ", ".join(one.name for one in opinion.enters) or "không ai"
    leaves = ", ".join(one.name for one in opinion.leaves) or "không ai"
    return f"{opinion.method} (chỉ để tham khảo) thêm {enters}, bớt {leaves}."
