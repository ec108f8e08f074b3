"""*Tổng quan* as one page of HTML: nothing outside the file, on a phone, on paper, offline."""
