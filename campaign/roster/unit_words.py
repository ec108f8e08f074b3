"""The words unit names are made of: kinds, head words with their short forms, other bodies.

Office practice and the administrative levels of Vietnam; nothing of one campaign or one place.
"""

from __future__ import annotations

PARENT = "parent"
"""Kind of the office above the units: known to the roster, but not a participant."""

TERRITORIES = {"ward": "phường", "commune": "xã", "township": "thị trấn", "special_zone": "đặc khu"}
"""Kinds whose People's Committee takes part, with the head word of their names."""

KINDS: dict[str, str] = {
    "ward": "UBND phường",
    "commune": "UBND xã",
    "township": "UBND thị trấn",
    "special_zone": "UBND đặc khu",
    "specialised_agency": "cơ quan chuyên môn",
    "public_service_unit": "đơn vị sự nghiệp",
    "vertical_agency": "cơ quan ngành dọc",
    "enterprise": "doanh nghiệp trực thuộc",
    "party_union": "cơ quan Đảng, đoàn thể",
    PARENT: "cơ quan cấp trên, không tham gia",
}
"""Kinds a roster may use, with what each means."""

FILES_FOR: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        TERRITORIES,
        frozenset(("public_service_unit", "vertical_agency", "enterprise", "party_union")),
    ),
    "specialised_agency": frozenset(KINDS),
    "vertical_agency": frozenset(("vertical_agency",)),
    "party_union": frozenset(("party_union",)),
}
"""Kinds for which a unit of a kind may send rows beside its own: an agency for all, a ward for the
bodies on its ground (the plan's "bao gồm các cơ quan ngành dọc trên địa bàn"), never a ward for
another, nor a school for another."""

CITIZEN = "citizen"
"""Kind for groups of people and businesses, who belong to no unit of the roster."""

HEADS: dict[str, tuple[str, ...]] = {
    "phường": ("phường", "p", "f"),
    "xã": ("xã", "x"),
    "thị trấn": ("thị trấn", "tt"),
    "đặc khu": ("đặc khu", "đk"),
    "phòng": ("phòng", "p"),
    "trường": ("trường", ""),
}
"""First word of a name, with the ways it is typed."""

SHORT_FORMS: tuple[tuple[str, str], ...] = (
    ("ủy ban nhân dân", "ubnd"),
    ("hội đồng nhân dân", "hđnd"),
    ("tòa án nhân dân", "tand"),
    ("viện kiểm sát nhân dân", "vksnd"),
    ("thi hành án dân sự", "thads"),
    ("bảo hiểm xã hội", "bhxh"),
    ("kho bạc nhà nước", "kbnn"),
    ("quản lý thị trường", "qltt"),
    ("ban chỉ huy", "bch"),
    ("quân sự", "qs"),
    ("trung học cơ sở", "thcs"),
    ("trung học phổ thông", "thpt"),
    ("tiểu học", "th"),
    ("mầm non", "mn"),
    ("giáo dục thường xuyên", "gdtx"),
    ("công an phường", "cap"),
    ("ca phường", "cap"),
    ("công an", "ca"),
    ("bệnh viện", "bv"),
    ("trung tâm", "tt"),
    ("văn phòng", "vp"),
    ("chi cục", "cc"),
    ("thành phố", "tp"),
)
"""Phrases that read the same as their short form; longer phrases come before their parts."""

OFFICE_FORMS = ("", "ubnd", "ub", "hđndubnd")
"""What may stand before the name of a territory and still mean its People's Committee."""

FILLERS = frozenset({"và"})
"""Words that joined names carry or leave out."""

LABELS = ("đơn vị", "tên đơn vị", "cơ quan", "tên cơ quan", "đơn vị báo cáo", "đơn vị đăng ký")
"""Labels that stand before a unit's name in a heading or a cell."""

OTHER_BODIES = (
    "ca", "cap", "công an", "trường", "th", "thcs", "thpt", "mn", "mẫu giáo", "nhà trẻ",
    "trạm y tế", "trạm", "trung tâm", "tt", "đoàn", "đoàn thanh niên", "hội", "đảng ủy", "đảng bộ",
    "chi bộ", "mttq", "ubmttq", "mặt trận", "khu phố", "kp", "tổ dân phố", "tdp", "ấp", "thôn",
    "bch", "qs", "bv", "chợ", "đường", "cầu", "hợp tác xã", "htx", "công ty", "cty", "bhxh",
    "thuế", "tand", "vksnd", "nhà văn hóa", "bưu điện", "ngân hàng", "chùa", "đình",
)  # fmt: skip
"""Words that make of a following ward name another body's address or namesake."""

COMPOUNDS = (
    "môi trường", "thị trường", "yêu cầu", "nhu cầu", "toàn cầu", "xã hội", "hội đồng", "hội nghị",
    "hội thi", "đại hội", "gia đình", "kết quả", "hiệu quả",
)  # fmt: skip
"""Ordinary words that contain one of ``OTHER_BODIES`` or, without marks, of ``ADDRESSING``."""

ADDRESSING = ("kính gửi", "gửi", "gởi", "nơi nhận", "thông qua", "qua")
"""Words after which a unit is whom a paper goes to, not whose it is."""
