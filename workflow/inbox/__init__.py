"""What comes in: mails, papers, replies."""
