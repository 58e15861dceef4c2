"""What is handed on of a paper: its draft, an amendment, how grave a finding is, what differs."""
