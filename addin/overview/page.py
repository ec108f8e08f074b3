"""The use case: a result in, one file of HTML out."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import resources
from pathlib import Path

from addin.literal import literal
from addin.overview.view import view_of
from campaign.plan.definition import Campaign
from campaign.result.whole import Result
from campaign.roster.units import Unit


def overview_html(result: Result, campaign: Campaign, units: Sequence[Unit]) -> str:
    """The whole page; the same result gives the same text."""
    from jinja2 import Environment, StrictUndefined

    tags = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    tags.globals["chart"] = _sizes()
    source = resources.files("templates") / "pages" / "overview.html"
    template = tags.from_string(source.read_text("utf-8"))
    return template.render(literal(view_of(result, campaign, units), full=False))


def write_overview(result: Result, campaign: Campaign, units: Sequence[Unit], target: Path) -> None:
    """Write the page to a file, whole or not at all.

    Raises:
        UsageError: the file can't be written.
    """
    from addin.package.atomic import write_atomically

    data = overview_html(result, campaign, units).encode()
    write_atomically(target, lambda stream: stream.write(data))


def _sizes() -> dict[str, int]:
    from addin.overview import timeline

    return {
        "width": timeline.WIDTH,
        "height": timeline.HEIGHT,
        "left": timeline.LEFT,
        "right": timeline.WIDTH - timeline.RIGHT,
        "top": timeline.TOP,
        "bottom": timeline.HEIGHT - timeline.BOTTOM,
    }
