from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.vietnamese.legacy_mixed import may_be_mixed
from campaign.vietnamese.text import (
    bare,
    bare_key,
    bare_lines,
    clean,
    glance,
    key,
    keys,
    looks_like_formula,
)
from tests.names import NAMES

SYLLABLES = st.sampled_from(sorted({word for name in NAMES for word in name.split()}))
PHRASES = st.lists(SYLLABLES, min_size=1, max_size=6).map(" ".join)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Phường Thới An", "Phường Thới An"),
        (unicodedata.normalize("NFD", "Tân Thới Hiệp"), "Tân Thới Hiệp"),
        ("\u00d0ÔNG HƯNG THUẬN", "ĐÔNG HƯNG THUẬN"),
        ("\u00f0ường", "đường"),
        ("P.\u00a0Thới\u200b An", "P. Thới An"),
        ("\ufeffThới An", "Thới An"),
        ("  Thới   An \t", "Thới An"),
        ("dòng một \r\n dòng hai\x0b", "dòng một\ndòng hai"),
        ("ch\u00ad\u0000ữ", "chữ"),
        ("ơ\u0300", "ờ"),
        ("a\u0301\u0302", "ấ"),
        ("Ｔân\u3000Thới　１", "Tân Thới 1"),
        ("\u0422ân Thới", "Tân Thới"),
        ("Москва", "Москва"),
        ("hoà", "hoà"),
        ("hòa", "hòa"),
        ("a\ud800b", "a\ufffdb"),
        ("", ""),
    ],
)
def test_text_is_printed_as_typed_without_what_nobody_sees(typed: str, printed: str) -> None:
    assert clean(typed) == printed


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hoà", "hòa"),
        ("thuỷ", "thủy"),
        ("Toà nhà", "TÒA NHÀ"),
        ("xoè", "xòe"),
        ("quý", "qúy"),
        ("già", "gìa"),
        ("toàn", "tòan"),
        ("ngoài", "ngòai"),
        ("khuỷu", "khủyu"),
        ("quả", "qủa"),
        ("P.TTH", "p  tth"),
        ("Tài chính - Kế hoạch", "Tài chính – kế hoạch"),
        ("Ðông", "đông"),
    ],
)
def test_spellings_of_one_word_compare_equal(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Tân", "Tấn"), ("Thới", "Thời"), ("bìa", "bia"), ("của", "cua"), ("Đông", "Dông")],
)
def test_diacritics_tell_words_apart(one: str, other: str) -> None:
    assert key(one) != key(other)


@pytest.mark.parametrize(
    ("typed", "bare_form"),
    [("Đông Hưng Thuận", "dong hung thuan"), ("  HĐND & UBND ", "hdnd ubnd"), ("Đ/c: x", "d c x")],
)
def test_a_bare_key_has_no_accents(typed: str, bare_form: str) -> None:
    assert bare_key(typed) == bare_form


def test_bare_text_keeps_its_punctuation() -> None:
    assert bare("Ngày 20/5/2020, 17g30") == "ngay 20/5/2020, 17g30"


@pytest.mark.parametrize(
    "typed",
    [
        '=HYPERLINK("http://x";"Mô hình 1 cửa")',
        "+cmd|' /C calc'!A0",
        "@SUM(A1)",
        "-1+1",
        "\t=1",
        "\r=1",
        "  =1",
        "＝1",
    ],
)
def test_a_formula_typed_as_text_is_recognised(typed: str) -> None:
    assert looks_like_formula(typed)


@pytest.mark.parametrize("typed", ["", "Mô hình", "1=1", "(=1)", "a@b.vn"])
def test_ordinary_text_is_no_formula(typed: str) -> None:
    assert not looks_like_formula(typed)


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text())
def test_clean_text_can_be_written_anywhere(text: str) -> None:
    once = clean(text)
    once.encode("utf-8")
    assert unicodedata.is_normalized("NFC", once)
    assert once == once.strip()
    assert "  " not in once
    assert "\u200b" not in once


@given(st.text())
def test_a_key_is_its_own_key(text: str) -> None:
    assert key(key(text)) == key(text)


@given(PHRASES)
def test_a_key_does_not_depend_on_case_or_unicode_form(phrase: str) -> None:
    assert key(phrase.upper()) == key(unicodedata.normalize("NFD", phrase)) == key(phrase)


@given(PHRASES)
def test_names_are_printed_as_typed(phrase: str) -> None:
    assert clean(phrase) == phrase


def test_names_of_one_list_stay_apart() -> None:
    assert len({key(name) for name in NAMES}) == len({name.casefold() for name in NAMES})


TYPED = st.text(
    st.characters() | st.sampled_from(" |\u00a0\u0301đĐ\u00d0ế\u200b\n"), min_size=1, max_size=6
)


@given(st.lists(TYPED, max_size=4))
def test_texts_told_clean_together_are_clean_each(texts: list[str]) -> None:
    if glance(texts).clean:
        assert [clean(text) for text in texts] == texts


@given(TYPED)
def test_a_usual_text_has_no_letter_of_another_encoding(text: str) -> None:
    assert not (glance([text]).usual and may_be_mixed(text))


@given(st.lists(st.sampled_from(["Tân Thới Hiệp", "ÔNG", "a", "1/2", "Một cửa"])))
def test_ordinary_texts_are_told_clean(texts: list[str]) -> None:
    assert glance(texts) == (True, True)


TITLES = st.text(st.sampled_from("ĂâĐđếợÝy o12 -/().,_“”–\n"), max_size=12)


@given(st.lists(TITLES, max_size=4))
def test_bare_words_of_many_texts_are_those_of_each(texts: list[str]) -> None:
    lines = bare_lines(texts).decode().lower().split("\n")[1:-1]
    assert [line.split() for line in lines] == [bare_key(text).split() for text in texts]


def test_the_words_of_a_text_kept_with_a_soft_hyphen_are_those_of_its_key() -> None:
    kept = "T\u00adëng nh\u00ad m¬"
    (found,) = bare_lines([kept]).decode().lower().split("\n")[1:-1]
    assert found.split()[0] == bare_key(kept).split()[0] == "teng"


@given(st.lists(TYPED | st.text(max_size=12), max_size=4))
def test_many_keys_are_the_keys_of_each(texts: list[str]) -> None:
    assert keys(texts) == {text: key(text) for text in texts}
