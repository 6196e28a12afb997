"""Tables whose rows are pairs: text, workbooks, and those inside documents."""
