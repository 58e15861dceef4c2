"""What the tests are made with: towns, servers, papers, mails."""
