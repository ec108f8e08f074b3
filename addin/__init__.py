"""The office's side: workbooks, the command line and (later) the buttons in Excel."""
