"""A rule pack that an office edits: every mistake explained, its own before a shipped one."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from campaign.errors import UsageError
from campaign.plan.loading import check_campaign, definition_bytes, load_campaign_rules
from campaign.plan.rule_loading import check_rules, load_rules, shipped_rules
from campaign.plan.rule_packs import RuleId, pack_on
from campaign.usecases import MainJob
from tests.rule_cases import NOW, Q12, ROSTER, answers, handed_in, source

GOOD = """
id = "noi-bo"
name = "Quy chế của quận"
effective_from = 2020-01-01
effective_to = 2020-12-31

[[sources]]
number = "5/QĐ-UBND"
issuer = "UBND quận"

[[rules]]
id = "certificate_authority"
text = "Chủ tịch UBND quận tặng Giấy khen."
source = "5/QĐ-UBND"
clause = "Quy chế, Điều 4"
levels = ["quận"]
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "noi-bo.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_shipped_pack_has_no_mistake() -> None:
    assert len(shipped_rules()) == 3
    for name in shipped_rules():
        assert check_rules(name) == []


@pytest.mark.parametrize(
    ("wrong", "by", "key", "said"),
    [
        ('source = "5/QĐ-UBND"', 'source = "5/QĐ-UBNN"', "rules[1].source", "Có phải ý bạn"),
        ("2020-12-31", "2019-12-31", "effective_to", "sớm hơn ngày có hiệu lực"),
        ("2020-12-31", '"31/12/2020"', "effective_to", "effective_to = 2020-12-31"),
        ('"certificate_authority"', '"certificate"', "rules[1].id", "certificate_authority"),
        ('levels = ["quận"]', 'effect = "hold"', "rules[1].effect", "chỉ có nghĩa"),
        ('levels = ["quận"]', "", "rules[1].levels", "thiếu các cấp"),
        ('clause = "Quy chế, Điều 4"', "", "rules[1].clause", "thiếu khóa này"),
        ('name = "Quy chế của quận"', "", "name", "Thêm một dòng name"),
        ('name = "Quy chế của quận"', 'nam = "x"', "nam", "Có phải ý bạn là “name”"),
        ("[[rules]]", "[[rule]]", "rules", "Thêm mục [[rules]]"),
    ],
)
def test_a_mistake_is_named_with_its_line_and_mend(
    tmp_path: Path, wrong: str, by: str, key: str, said: str
) -> None:
    text = GOOD.replace(wrong, by, 1)
    found = {mistake.key: mistake for mistake in check_rules(written(tmp_path, text))}
    assert key in found, found
    assert said in found[key].sentence()
    place = by or "[[rules]]"
    if key.startswith("rules[1].") and by:
        assert text.splitlines()[found[key].line - 1] in (place, f"id = {place}")


def test_all_mistakes_are_said_at_once_and_a_repeated_rule_is_one(tmp_path: Path) -> None:
    rule = GOOD[GOOD.index("[[rules]]") :]
    text = GOOD.replace("2020-12-31", "2019-12-31") + rule.replace("5/QĐ-UBND", "6/QĐ")
    keys = [mistake.key for mistake in check_rules(written(tmp_path, text))]
    assert keys == ["effective_to", "rules[2].id", "rules[2].source"]
    with pytest.raises(UsageError, match="có 3 chỗ cần sửa"):
        load_rules(tmp_path / "noi-bo.toml")


def test_what_is_no_toml_and_what_is_no_file_get_a_sentence(tmp_path: Path) -> None:
    (mistake,) = check_rules(written(tmp_path, "id = \n"))
    assert mistake.line == 1
    with pytest.raises(UsageError, match="Không mở được tệp quy định"):
        check_rules(tmp_path / "khong-co.toml")


def own_campaign(folder: Path, named: str) -> Path:
    text = definition_bytes("q12-cchc-2020").decode()
    path = folder / "dot.toml"
    path.write_text(re.sub(r"(?m)^roster = ", f"rules = {named}\nroster = ", text), "utf-8")
    return path


def test_an_offices_own_pack_goes_before_the_shipped_one(tmp_path: Path) -> None:
    written(tmp_path, GOOD)
    path = own_campaign(tmp_path, '["noi-bo.toml"]')
    assert check_campaign(path) == []
    own = load_campaign_rules(path)
    inside, outside = pack_on(date(2020, 11, 2), own), pack_on(date(2021, 1, 1), own)
    assert inside is not None
    assert outside is not None
    assert (inside.id, outside.id) == ("noi-bo", "nd91-2017")
    assert inside.rule(RuleId.DISSOLVED_UNIT) is None
    made = source(*handed_in(), *answers())
    assert MainJob(Q12, ROSTER, NOW, own).decide([made]).rules == inside


def test_a_campaign_is_checked_with_the_packs_it_names(tmp_path: Path) -> None:
    written(tmp_path, GOOD.replace('levels = ["quận"]', ""))
    path = own_campaign(tmp_path, '["noi-bo.toml", "thieu.toml"]')
    said = [mistake.sentence() for mistake in check_campaign(path)]
    assert len(said) == 2
    assert "dot.toml" in said[0]
    assert "không tìm thấy tệp quy định “thieu.toml”" in said[0]
    assert "noi-bo.toml" in said[1]
    with pytest.raises(UsageError):
        load_campaign_rules(path)
