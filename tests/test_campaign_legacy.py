from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.vietnamese.legacy import Encoding, decode_font, decode_tcvn3, decode_vni, guess
from campaign.vietnamese.legacy_fonts import TCVN3, VNI
from campaign.vietnamese.syllables import is_syllable
from tests.names import NAMES

TO_TCVN3 = {letter: code for code, letter in TCVN3.items()}
TO_VNI = {letter: code for code, letter in VNI.items()}


def as_tcvn3(text: str) -> str:
    return "".join(TO_TCVN3.get(c) or TO_TCVN3.get(c.lower(), c) for c in text)


def as_vni(text: str) -> str:
    return "".join(
        TO_VNI[c] if c in TO_VNI else TO_VNI.get(c.lower(), c.lower()).upper() if c.isupper() else c
        for c in text
    )


def as_utf8_read_twice(text: str) -> str:
    undefined = {0x81, 0x8D, 0x8F, 0x90, 0x9D}
    return "".join(chr(b) if b in undefined else bytes([b]).decode("cp1252") for b in text.encode())


@pytest.mark.parametrize(
    ("font", "stored", "shown"),
    [
        (".VnTime", "T©n Thíi NhÊt", "Tân Thới Nhất"),
        (".VnTime", "Thíi An", "Thới An"),
        (".vnarial", "UBND ph\u00adêng Trung Mü T©y", "UBND phường Trung Mỹ Tây"),
        (".VnTime", "\u00a7«ng H\u00adng ThuËn", "Đông Hưng Thuận"),
        (".VnTimeH", "thíi an", "THỚI AN"),
        (".VnArial NarrowH", "hiÖp thµnh", "HIỆP THÀNH"),
        (".VnTime", "HIÖP THµNH", "HIỆP THÀNH"),
        (".VnTime", "Hµ Néi", "Hà Nội"),
        ("VNI-Times", "Phöôøng Thaïnh Loäc", "Phường Thạnh Lộc"),
        ("VNI-Helve", "ÑOÂNG HÖNG THUAÄN", "ĐÔNG HƯNG THUẬN"),
        ("VNI-Times", "Myõ Bình, Kyø Hoøa, xæ, nghó, tî", "Mỹ Bình, Kỳ Hòa, xỉ, nghĩ, tỵ"),
        (".VnTime", "UBND 12", "UBND 12"),
        ("Times New Roman", "T©n", None),
        ("", "T©n", None),
    ],
)
def test_a_font_decides_what_was_meant(font: str, stored: str, shown: str | None) -> None:
    assert decode_font(font, stored) == shown


@pytest.mark.parametrize("font", [".VnTime", "VNI-Times", ".VnTimeH"])
@pytest.mark.parametrize("text", ["Phường Thới An", "Thành Lộc", "Đông"])
def test_unicode_text_in_a_legacy_font_is_left_alone(font: str, text: str) -> None:
    assert decode_font(font, text) is None


@pytest.mark.parametrize(
    ("stored", "encoding", "meant", "certain"),
    [
        ("T©n Thíi NhÊt", Encoding.TCVN3, "Tân Thới Nhất", True),
        ("X· §¾k Hµ", Encoding.TCVN3, "Xã Đắk Hà", True),
        ("Thíi An", Encoding.TCVN3, "Thới An", False),
        ("Phöôøng Thaïnh Loäc", Encoding.VNI, "Phường Thạnh Lộc", True),
        ("Taân Thôùi Nhaát", Encoding.VNI, "Tân Thới Nhất", True),
        ("Taân", Encoding.VNI, "Tân", False),
        ("PhÆ°á»\u009dng 5", Encoding.UTF8, "Phường 5", True),
        ("HÃ\u00a0 Ná»™i", Encoding.UTF8, "Hà Nội", True),
        ("PhÆ°á»ng 5", Encoding.UTF8, "Phường 5", False),
    ],
)
def test_a_lost_font_is_guessed(stored: str, encoding: Encoding, meant: str, certain: bool) -> None:  # noqa: FBT001 - a column of the table
    found = guess(stored)
    assert found is not None
    assert (found.encoding, found.text, found.certain) == (encoding, meant, certain)


@pytest.mark.parametrize(
    "text",
    [
        "Tân Phú",
        "Hoà Bình",
        "XÃ\u00a0AN",
        "Café",
        "Zalo®",
        "« Mô hình »",
        "30°C",
        "m²",
        "ASCII",
        "",
    ],
)
def test_text_that_may_stand_as_it_is_is_not_guessed(text: str) -> None:
    assert guess(text) is None


@pytest.mark.parametrize("name", NAMES)
def test_correct_names_are_never_guessed_with_certainty(name: str) -> None:
    forms = {name, name.upper(), unicodedata.normalize("NFD", name), *name.split()}
    guesses = [guess(form) for form in forms]
    assert not any(found.certain for found in guesses if found)


@pytest.mark.parametrize("name", NAMES)
def test_names_survive_the_fonts_and_back(name: str) -> None:
    assert decode_vni(as_vni(name)) == name
    # TCVN3 has no toned capitals of its own, so only the letters are promised.
    assert decode_tcvn3(as_tcvn3(name)).casefold() == name.casefold()


@pytest.mark.parametrize("name", NAMES)
def test_a_certain_guess_is_right(name: str) -> None:
    for mangled in (as_tcvn3(name), as_vni(name), as_utf8_read_twice(name)):
        found = guess(mangled)
        if found and found.certain:
            assert found.text.casefold() == name.casefold()


@given(st.text(st.characters(max_codepoint=0x17F)), st.sampled_from([".VnTime", "VNI-Times", "x"]))
def test_no_text_breaks_the_decoders(text: str, font: str) -> None:
    decode_font(font, text)
    guess(text)


@pytest.mark.parametrize("word", ["nghiêng", "quyển", "giếng", "gì", "hòa", "hoà", "Ứng", "khuỷu"])
def test_syllables_are_recognised(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["Thíi", "Taân", "xaõ", "mät", "bcd", "tôc", "", "hồấ"])
def test_what_cannot_be_said_is_no_syllable(word: str) -> None:
    assert not is_syllable(word)


@pytest.mark.parametrize(
    ("stored", "encoding", "meant"),
    [
        (
            "C¶i c¸ch thñ tôc hành chính của quận",
            Encoding.TCVN3,
            "Cải cách thủ tục hành chính của quận",
        ),
        ("Một cửa - Tæ d©n phè sè 5", Encoding.TCVN3, "Một cửa - Tổ dân phố số 5"),
        ("Mô hình th©n thiện", Encoding.TCVN3, "Mô hình thân thiện"),
        ("Moâ hình moät cöûa của phường", Encoding.VNI, "Mô hình một cửa của phường"),
    ],
)
def test_words_of_a_lost_font_among_unicode_ones_are_guessed(
    stored: str, encoding: Encoding, meant: str
) -> None:
    found = guess(stored)
    assert found is not None
    assert (found.encoding, found.text, found.certain) == (encoding, meant, False)


@pytest.mark.parametrize(
    "text",
    [
        "Café Überblick ở Đà Lạt",
        "Khay 5 µm, 30 °C, 100 m² ở phường",
        "Zalo® của phường",
        "Lê Müller Đức",
        "São Paulo – Hà Nội, Việt Nam",
        "Tổ chức GIZ (Đức), § 5",
    ],
)
def test_foreign_words_and_signs_among_vietnamese_ones_are_not_guessed(text: str) -> None:
    assert guess(text) is None


@pytest.mark.parametrize("name", NAMES)
def test_a_correct_name_beside_unicode_words_is_never_guessed(name: str) -> None:
    assert guess(f"Phường {name} được thưởng") is None
