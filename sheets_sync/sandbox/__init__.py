"""A stand-in for Google Sheets, Drive and their token endpoint, on loopback, over real HTTP."""
