"""What the guide says: how to fill the workbook, whom to ask, what becomes of it."""

from __future__ import annotations

from collections.abc import Sequence

from campaign.plan.definition import Award, Campaign, Form
from campaign.unit_tabs.ready_rows import READY_ROWS
from campaign.unit_tabs.tabs import Tab
from campaign.unit_tabs.wording import day_text

_WHEN = (
    "Mỗi tab là một biểu. Đến hạn nào thì điền tab của hạn đó; "
    "dùng tiếp một tệp này trong suốt đợt thi đua."
)
_WHERE = (
    "Chỉ ghi vào các ô trắng, mỗi mô hình (hoặc mỗi tập thể, cá nhân) một dòng. "
    "Không gộp ô, không đổi tên tab, không sửa dòng tiêu đề."
)
_HELP = (
    "Bấm vào ô sẽ hiện lời nhắc cách ghi. Ô có mũi tên là có danh sách để chọn; "
    "vẫn ghi được giá trị khác, khi Excel hỏi thì chọn Yes (Có)."
)
_DATES = (
    "Ngày ghi theo thứ tự ngày/tháng/năm, ví dụ {day}. "
    "Số điện thoại, số CCCD ghi đủ số 0 ở đầu. Tỷ lệ ghi như 96,5% hoặc 25/26."
)
_MORE = (
    f"Mỗi biểu có sẵn {READY_ROWS} dòng. Thiếu thì ghi tiếp ngay bên dưới, hoặc bấm chuột phải "
    "vào số thứ tự dòng ở lề trái và chọn Insert (Chèn). Thừa thì để trống."
)
_LOCKED = (
    "Các trang được khóa (không có mật khẩu) để tránh sửa nhầm tiêu đề. "
    "Vẫn lọc, đổi độ rộng cột, chèn dòng được."
)
_ONLINE_HELP = (
    "Ô có mũi tên là có danh sách để chọn; vẫn ghi được giá trị khác. Cách ghi từng cột ở ghi chú "
    "của ô tiêu đề: rê chuột vào góc ô."
)
_ONLINE_MORE = f"Mỗi biểu có sẵn {READY_ROWS} dòng. Thiếu thì ghi tiếp ngay bên dưới."
_ONLINE_LOCKED = (
    "Tiêu đề và các cột của văn phòng được khóa. Nhờ văn phòng mở nếu cần đổi tiêu đề, thêm cột."
)
_ONLINE_SEND = (
    "Không phải gửi tệp: {department} đọc bảng này theo định kỳ và trả lời từng dòng ở hai cột "
    "“Văn phòng”. Dòng ghi trong hai cột ấy là của văn phòng."
)
_SEND = "Điền xong thì lưu lại ở dạng .xlsx rồi gửi tệp về {department}."
_SAME_NAME = "Ở tab {later}, ghi tên mô hình, sáng kiến đúng như đã ghi ở tab {first}."
_CRITERIA = (
    "Ở tab {tabs}, trả lời từng dòng. Dòng cuối là khai báo vi phạm: "
    "không có thì ghi “Không có”; để trống được hiểu là chưa khai."
)
_AMONG = "{award} chỉ xét trong số được {among}: đề nghị cả hai hình thức thì ghi thành hai dòng."
_READ = (
    "{department} dùng phần mềm để đọc tệp và tổng hợp cùng các đơn vị khác. "
    "Ô nào hiểu được nhiều cách (tên trùng, ngày lẫn tháng) thì giữ nguyên như đã ghi "
    "và hỏi lại đơn vị, không tự sửa."
)
_AGAIN = (
    "Cần sửa hay bổ sung thì ghi vào chính tệp này và gửi lại; bản gửi sau thay bản gửi trước. "
    "Ngày gửi lại cũng được ghi nhận."
)
_ASK = "Chưa rõ chỗ nào, xin hỏi {department} – {office}."


def how_to_fill(campaign: Campaign, tabs: Sequence[Tab]) -> list[str]:
    """Numbered instructions, each a short paragraph."""
    return [
        _WHEN,
        _WHERE,
        _HELP,
        _DATES.format(day=day_text(campaign.deliverables[0].due)),
        _MORE,
        *_of_forms(tabs),
        *_of_awards(campaign.awards),
        _LOCKED,
        _SEND.format(department=campaign.office.department),
    ]


def how_to_fill_online(campaign: Campaign, tabs: Sequence[Tab]) -> list[str]:
    """The same for a shared spreadsheet, which nobody has to send."""
    return [
        _WHEN,
        _WHERE,
        _ONLINE_HELP,
        _DATES.format(day=day_text(campaign.deliverables[0].due)),
        _ONLINE_MORE,
        *_of_forms(tabs),
        *_of_awards(campaign.awards),
        _ONLINE_LOCKED,
        _ONLINE_SEND.format(department=campaign.office.department),
    ]


def what_happens(campaign: Campaign) -> list[str]:
    """What the office does with the file, and whom to ask."""
    office = campaign.office
    return [
        _READ.format(department=office.department),
        _AGAIN,
        _ASK.format(department=office.department, office=office.name),
    ]


def _of_forms(tabs: Sequence[Tab]) -> list[str]:
    """Instructions that only some forms need."""
    titles = {form: [tab.title for tab in tabs if tab.form is form] for form in Form}
    first = titles[Form.REGISTRATION]
    later = titles[Form.INTERIM] + titles[Form.RESULT]
    said = []
    if first and later:
        said.append(_SAME_NAME.format(later=_listed(later), first=_listed(first)))
    return [*said, _CRITERIA.format(tabs=_listed(titles[Form.CRITERIA]))]


def _of_awards(awards: Sequence[Award]) -> list[str]:
    """Which award is chosen among the holders of which."""
    names = {award.id: award.short_name for award in awards}
    return [
        _AMONG.format(award=award.short_name, among=names[award.among])
        for award in awards
        if award.among
    ]


def _listed(titles: Sequence[str]) -> str:
    """``“A”, “B”``."""
    return ", ".join(f"“{title}”" for title in titles)
