"""Sentences that units write about their initiatives; made up, of the usual kind."""

from __future__ import annotations

CONTENTS = (
    (
        "Bố trí công chức hướng dẫn tại bộ phận một cửa; niêm yết hồ sơ mẫu; tiếp nhận và trả "
        "kết quả trong ngày đối với hồ sơ đơn giản."
    ),
    (
        "Phối hợp Ban điều hành khu phố và Đoàn Thanh niên tuyên truyền, hướng dẫn người dân "
        "thực hiện tại nơi cư trú."
    ),
    "Rà soát quy trình nội bộ, cắt giảm bước trung gian, giao một đầu mối theo dõi từng hồ sơ.",
    "Lập nhóm hỗ trợ trực tuyến, trả lời thắc mắc của người dân ngoài giờ hành chính.",
    (
        "Khảo sát nhu cầu của người dân, xây dựng tài liệu hướng dẫn bằng hình ảnh, phát tại "
        "nơi tiếp nhận hồ sơ."
    ),
)
GOALS = (
    "Giảm 30% thời gian chờ của người dân.",
    "Ít nhất 40% hồ sơ được nộp trực tuyến mức độ 3, mức độ 4.",
    "100% hồ sơ được giải quyết đúng hạn.",
    "Tỷ lệ hài lòng của người dân từ 95% trở lên.",
    "Giảm số lần đi lại của người dân còn một lần.",
)
EVENTS = ("", "Chào mừng Đại hội Đảng bộ các cấp", "Chào mừng Quốc khánh 2/9", "")
PROGRESS = (
    "Đã ban hành kế hoạch, phân công thực hiện và triển khai từ đầu tháng 5.",
    "Đã triển khai thí điểm tại bộ phận một cửa và hai khu phố.",
    "Đã tập huấn cho công chức, người lao động; đang thực hiện đúng tiến độ.",
    "Đã hoàn thành tài liệu hướng dẫn, phát cho người dân.",
)
RESULTS = (
    "Tiếp nhận 142 lượt người dân, không có hồ sơ trễ hẹn.",
    "86 lượt hồ sơ nộp trực tuyến, tăng so với cùng kỳ.",
    "Thời gian chờ trung bình giảm từ 25 phút còn 15 phút.",
    "Người dân phản hồi tích cực qua phiếu khảo sát.",
)
LIMITS = (
    "Người lớn tuổi còn ngại nộp hồ sơ qua mạng do chưa quen thao tác.",
    "Công tác tuyên truyền chưa thường xuyên do giãn cách xã hội trong tháng 4.",
    "Trang thiết bị chưa đồng bộ vì kinh phí còn hạn chế.",
    "",
)
NEXT = (
    "Tiếp tục nhân rộng đến các khu phố còn lại.",
    "Tổ chức khảo sát sự hài lòng trong quý III.",
    "Hoàn thiện quy trình, đánh giá kết quả trước ngày 20/10/2020.",
)
OUTCOMES = (
    "Số hồ sơ nộp trực tuyến tăng từ 21% lên 44%; không có hồ sơ trễ hẹn.",
    "Thời gian chờ trung bình còn 12 phút, giảm một nửa so với trước khi thực hiện.",
    "Đã hỗ trợ 318 lượt người dân, được đánh giá hài lòng 97%.",
    "Giảm hai bước trong quy trình nội bộ, tiết kiệm khoảng 1.200 lượt in giấy.",
    "Người dân chỉ đến một lần để nhận kết quả; 205 lượt hồ sơ trả tại nhà.",
)
ACHIEVEMENTS = (
    (
        "Triển khai hiệu quả các mô hình đã đăng ký; hồ sơ đúng hạn trên 98%; không có phản ánh "
        "của người dân về thái độ phục vụ."
    ),
    "Tích cực tham mưu, đề xuất giải pháp rút ngắn thời gian giải quyết hồ sơ.",
    "Gương mẫu, trách nhiệm; trực tiếp hướng dẫn người dân nộp hồ sơ trực tuyến.",
    "Vận động người dân sử dụng dịch vụ công trực tuyến mức độ 3, mức độ 4.",
)
