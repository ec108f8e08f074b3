"""Definitions found and read; every kind of mistake explained to whoever edits the file."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaign.errors import UsageError
from campaign.plan.loading import (
    Mistake,
    check_campaign,
    definition_bytes,
    load_campaign,
    load_campaign_roster,
    shipped_campaigns,
)
from campaign.plan.toml_lines import TomlLines

if TYPE_CHECKING:
    from pathlib import Path

PLAN = definition_bytes("q12-cchc-2020").decode()


def edited(folder: Path, *edits: tuple[str, str]) -> Path:
    """The 2020 definition with its first occurrence of each text replaced."""
    text = PLAN
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new, 1)
    path = folder / "dot.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_two_campaigns_are_shipped() -> None:
    assert shipped_campaigns() == ["q12-cchc-2020", "tphcm-cchc-2026"]


@pytest.mark.parametrize("name", shipped_campaigns())
def test_shipped_campaigns_have_no_mistakes(name: str) -> None:
    assert check_campaign(name) == []
    campaign, roster = load_campaign(name), load_campaign_roster(name)
    kinds = {unit.kind for unit in roster}
    assert kinds <= {kind for group in campaign.groups for kind in group.kinds}
    assert len(roster.on(campaign.campaign.ends)) == len(roster)


def test_a_file_reads_like_its_shipped_twin(tmp_path: Path) -> None:
    path = tmp_path / "copy.toml"
    path.write_bytes(definition_bytes("q12-cchc-2020"))
    assert load_campaign(path) == load_campaign(str(path)) == load_campaign("q12-cchc-2020")
    assert definition_bytes(path) == definition_bytes("q12-cchc-2020")
    assert hashlib.sha256(definition_bytes(str(path))).digest()


def test_a_byte_order_mark_and_windows_line_ends_are_no_mistake(tmp_path: Path) -> None:
    path = tmp_path / "notepad.toml"
    path.write_bytes(b"\xef\xbb\xbf" + PLAN.replace("\n", "\r\n").encode())
    assert check_campaign(path) == []


@pytest.mark.parametrize("name", ["q12", "no/such/file.toml", "a\0b", ""])
def test_an_unknown_campaign_lists_those_there_are(name: str) -> None:
    with pytest.raises(UsageError, match="q12-cchc-2020, tphcm-cchc-2026"):
        load_campaign(name)


DUE = "\ndue = 2020-05-20"
MINIMUM = "minimum = 100"
EDITS = [
    # shape of one value
    ((DUE, '\ndue = "20/5/2020"'), "deliverables[1].due", "due = 2020-05-20"),
    ((DUE, '\ndue = "31/6/2020"'), "deliverables[1].due", "không có trong lịch"),
    ((DUE, "\ndue = 20200520"), "deliverables[1].due", "không phải ngày"),
    ((DUE, '\ndue = "mai"'), "deliverables[1].due", "Viết năm-tháng-ngày"),
    (("inclusive = false\nweek", 'inclusive = "không"\nweek'), "deliverables[1].inclusive", "true"),
    (("inclusive = false\nweek", "inclusive = 7\nweek"), "deliverables[1].inclusive", "true"),
    (('weekend = "keep"', 'weekend = "rol"'), "deliverables[1].weekend", "keep, roll"),
    (('weekend = "keep"', 'weekend = "rol"'), "deliverables[1].weekend", "ý bạn là “roll”"),
    (('forms = ["interim"]', 'forms = ["sơ kết"]'), "deliverables[2].forms[1]", "registration"),
    (('forms = ["interim"]', 'forms = "interim"'), "deliverables[2].forms", "ngoặc vuông"),
    (('kinds = ["ward"]', "kinds = []"), "groups[3].kinds", "ít nhất 1"),
    (('id = "4.1.b"', 'id = "Tiêu chí 2"'), "criteria[2].id", "không dấu"),
    (('name = "Đợt 1"', "name = 1"), "rounds[1].name", "phải là chữ"),
    (('name = "Đợt 1"', 'name = ""'), "rounds[1].name", "để trống"),
    ((MINIMUM, 'minimum = "trăm"'), "criteria[4].minimum", "không phải số"),
    ((MINIMUM, "minimum = true"), "criteria[4].minimum", "không phải số"),
    ((MINIMUM, "minimum = 101"), "criteria[4].minimum", "không quá 100"),
    (("minimum_share = 70\n", ""), "ties[2].minimum_share", "tỷ lệ tối thiểu"),
    (("highest = 100", "highest = 0"), "indicators[1].highest", "lớn hơn lowest"),
    ((DUE, f"{DUE}\nminimum_rows = 0"), "deliverables[1].minimum_rows", "quá nhỏ"),
    (('ground = "criteria_not_met"', 'ground = "khác"'), "violations.ground", "law_violation"),
    # keys
    ((DUE, "\ndeu = 2020-05-20"), "deliverables[1].deu", "ý bạn là “due”"),
    ((DUE, "\n# không hạn"), "deliverables[1].due", "thiếu khóa này"),
    (('counts = "received"', "# bỏ"), "deliverables[1].counts", '"signed" hoặc "sent"'),
    (("[violations]", "[violation]"), "violation", "ý bạn là “violations”"),
    (("[violations]", "[violation]"), "violations", "Thêm mục [violations]"),
    (('theme = "', 'qqqqq = "'), "campaign.qqqqq", "short_name"),
    # references
    (('round = "round_1"', 'round = "dot_1"'), "deliverables[1].round", "round_1, round_2"),
    (("owed_by = [", 'owed_by = ["ward", '), "deliverables[1].owed_by[1]", "ý bạn là “wards”"),
    (('kinds = ["ward"]', 'kinds = ["phuong"]'), "groups[3].kinds[1]", "township"),
    (('kinds = ["ward"]', 'kinds = ["citizen"]'), "groups[5].kinds[1]", "nhóm thứ 3"),
    (('id = "4.1.b"', 'id = "4.1.a"'), "criteria[2].id", "đã dùng"),
    (('tab = "Sơ kết"', 'tab = "Đăng ký"'), "deliverables[2].tab", "đã dùng"),
    (('id = "online"', 'id = "on_time"'), "indicators[3].id", "đã dùng"),
    (('code = "CS2"', 'code = "CS 1"'), "indicators[2].code", "đã dùng cho “satisfaction”"),
    (('code = "CS2"', 'code = "khai báo"'), "indicators[2].code", "đã dùng cho “khai-bao"),
    (('id = "under_inspection"', 'id = "complaint_verified"'), "holds[3].id", "đã dùng"),
    (('id = "wrong_subject"', 'id = "law_violation"'), "grounds[4].id", "đã dùng"),
    (('among = "district', 'among = "quan'), "awards[2].among", "city_commendation"),
    (('among = "district_cert', 'among = "city_comm'), "awards[2].among", "không có hình thức"),
    (
        ('among = "district_certificate"', 'among = "city_commendation"'),
        "awards[2].among",
        "vòng tròn",
    ),
    (('"Bằng khen",', '"giấy  khen",'), "awards[2].names[1]", "đã dùng"),
    (("# [scoring.weights]\n# s", "[scoring.weights]\ns"), "", ""),
    (
        ("# [scoring.weights]\n# satis", "[scoring.weights]\nstatis"),
        "scoring.weights.statisfaction",
        "ý bạn là “satisfaction”",
    ),
    (
        ("# [scoring.weights]\n# satisfaction = 40", "[scoring.weights]\nonline = 0"),
        "scoring.weights.online",
        "lớn hơn 0",
    ),
    (
        (
            "# [scoring.weights]",
            '[scoring.decision]\nnumber = "1"\nsigner = "A"\ndate = 2020-01-02',
        ),
        "scoring.decision",
        "không có trọng số",
    ),
    (
        ("among = ", 'quotas = [{kind = "head", group = "xa", places = 1}]\namong = '),
        "awards[2].quotas[1].group",
        "không có nhóm",
    ),
    (
        ('kinds = ["collective", "head", "individual", "citizen"]', 'kinds = ["head"]'),
        "awards[2].kinds",
        "không thể chọn từ đó",
    ),
    (
        ("data_cutoff = 2020-11-30", "data_cutoff = 2020-10-31"),
        "campaign.data_cutoff",
        "2020-11-01",
    ),
    ((DUE, "\ndue = 2021-05-20"), "deliverables[1].due", "ngoài thời gian"),
    (("ends = 2020-05-31", "ends = 2021-05-31"), "rounds[1].ends", "muộn hơn"),
    (("starts = 2020-06-01", "starts = 2020-12-01"), "rounds[2].ends", "sớm hơn"),
    (('roster = "q12-2020"', 'roster = "q12-2021"'), "campaign.roster", "ý bạn là “q12-2020”"),
]


@pytest.mark.parametrize(("edit", "key", "words"), EDITS)
def test_a_mistake_is_explained(
    tmp_path: Path, edit: tuple[str, str], key: str, words: str
) -> None:
    mistakes = check_campaign(edited(tmp_path, edit))
    if not key:
        assert mistakes == []
        return
    found = {mistake.key: mistake for mistake in mistakes}
    assert key in found, [mistake.sentence() for mistake in mistakes]
    assert words in found[key].sentence()
    assert found[key].wrong.endswith(".")
    assert found[key].mend.endswith((".", "?"))


SYNTAX = [
    ((DUE, "\ndue = 20/5/2020"), "ngày viết sai dạng"),
    ((DUE, "\ndue = 2020-06-31"), "ngày không có trong lịch"),
    ((DUE, "\ndue = 2020-20-05  # hạn"), "tháng không có trong lịch"),
    ((DUE, "\ndue = 2020-5-20"), "đủ hai chữ số"),
    (('tab = "Sơ kết"', "tab = “Sơ kết”"), "ngoặc kép cong"),
    ((MINIMUM, "minimum = 99,5"), "dấu phẩy"),
    (('tab = "Sơ kết"', "tab = Sơ kết"), "không đặt trong ngoặc kép"),
    (('tab = "Sơ kết"', 'tab = "Sơ kết'), "ngoặc kép đóng"),
    (('tab = "Sơ kết"', 'tab "Sơ kết"'), "dấu ="),
    (('tab = "Sơ kết"', 'tab = "Sơ kết"\ntab = "Lần hai"'), "đã viết ở trên"),
    (("[violations]", "[violations"), "] hoặc ]]"),
    (("[violations]", "[campaign]"), "đã mở ở trên"),
    (('tab = "Sơ kết"', 'tab = "Sơ kết" nhé'), "chữ thừa"),
    (("[violations]", "vi phạm\n[violations]"), "dòng"),
]


@pytest.mark.parametrize(("edit", "words"), SYNTAX)
def test_a_syntax_mistake_names_its_line(tmp_path: Path, edit: tuple[str, str], words: str) -> None:
    (mistake,) = check_campaign(edited(tmp_path, edit))
    line = PLAN[: PLAN.index(edit[0])].count("\n") + 1
    assert line <= mistake.line <= line + 1
    assert words in mistake.sentence()


def test_all_mistakes_come_at_once_in_the_order_of_their_lines(tmp_path: Path) -> None:
    path = edited(
        tmp_path,
        (DUE, '\ndue = "20/5/2020"'),
        ('weekend = "keep"', 'weekend = "move"'),
        ('round = "round_1"', 'round = "r1"'),
        ('roster = "q12-2020"', 'roster = "khac"'),
    )
    mistakes = check_campaign(path)
    assert [mistake.key for mistake in mistakes] == [
        "campaign.roster",
        "deliverables[1].due",
        "deliverables[1].weekend",
        "deliverables[1].round",
    ]
    lines = path.read_text(encoding="utf-8").splitlines()
    words = ["roster", "due", "weekend", "round"]
    assert [lines[mistake.line - 1].split()[0] for mistake in mistakes] == words
    with pytest.raises(UsageError) as caught:
        load_campaign(path)
    assert str(caught.value).count("\n- dot.toml, dòng ") == 4
    assert str(tmp_path) not in "".join(mistake.sentence() for mistake in mistakes)


def test_a_list_all_of_whose_items_are_wrong_is_not_called_too_short(tmp_path: Path) -> None:
    path = edited(tmp_path)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('counts = "received"', 'counts = "recieved"'), encoding="utf-8")
    keys = [mistake.key for mistake in check_campaign(path)]
    assert keys == [f"deliverables[{place}].counts" for place in (1, 2, 3)]


def test_a_roster_may_stand_beside_the_definition(tmp_path: Path) -> None:
    path = edited(tmp_path, ('roster = "q12-2020"', 'roster = "donvi.csv"'))
    roster = tmp_path / "donvi.csv"
    roster.write_text("id,kind,name\na,ward,UBND phường A\n", encoding="utf-8")
    assert [unit.id for unit in load_campaign_roster(path)] == ["a"]
    roster.write_text("id,kind,name\na,wrad,UBND phường A\n", encoding="utf-8")
    (mistake,) = check_campaign(path)
    assert (mistake.file, mistake.line, mistake.key) == ("donvi.csv", 2, "kind")
    with pytest.raises(UsageError, match=r"donvi\.csv, dòng 2"):
        load_campaign_roster(path)


def test_a_file_that_is_not_utf8_says_so(tmp_path: Path) -> None:
    path = tmp_path / "old.toml"
    path.write_bytes(PLAN.encode("utf-16"))
    (mistake,) = check_campaign(path)
    assert "UTF-8" in mistake.mend


@pytest.mark.parametrize("text", ["", "# trống\n", "campaign = 5\n", "[campaign]\nroster = 5\n"])
def test_an_empty_or_strange_file_is_only_incomplete(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.toml"
    path.write_text(text, encoding="utf-8")
    keys = {mistake.key for mistake in check_campaign(path)}
    assert {"deliverables", "awards", "grounds"} <= keys


def test_a_mistake_without_a_line_still_reads_well() -> None:
    assert Mistake("a.toml", 0, "", "Sai.", "Sửa.").sentence() == "a.toml: Sai. Sửa."


def test_lines_are_found_in_every_way_of_writing_toml() -> None:
    lines = TomlLines(
        'a = 1\nb.c = "x"\n[t]\nd = [\n  1,\n  "]",\n]\ne = """\nd = 3\n"""\nf = 1 # [\n'
        '[[l]]\ng = 1\n[[l.m]]\nh = 1\n[[l]]\n"g" = 2\n[[l.m]]\nh = 3\n[l.n]\nk = { z = 1 }\n'
    )
    assert lines.of(("b", "c")) == 2
    assert lines.of(("t", "d", 1)) == 4
    assert lines.of(("t", "f")) == 11
    assert lines.of(("l", 1, "g")) == 17
    assert lines.of(("l", 0, "m", 0, "h")) == 15
    assert lines.of(("l", 1, "m", 0, "h")) == 19
    assert lines.of(("l", 1, "n", "k", "z")) == 21
    assert lines.of(("nowhere", 3)) == 1


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(PLAN)), st.integers(0, 40), st.text(max_size=8))
def test_no_edit_makes_the_check_fail(
    tmp_path_factory: pytest.TempPathFactory, start: int, length: int, text: str
) -> None:
    path = tmp_path_factory.mktemp("edit") / "x.toml"
    spoilt = PLAN[:start] + text + PLAN[start + length :]
    path.write_text(spoilt, encoding="utf-8", errors="replace", newline="")
    for mistake in check_campaign(path):
        assert mistake.wrong
        assert mistake.line <= spoilt.count("\n") + len(spoilt.splitlines()) + 1
