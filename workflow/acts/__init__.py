"""What people do, one act a file; yet to be written: agenda, amend, correct, close, import_."""
