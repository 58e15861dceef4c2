"""One lawful move: the facts, the entry, the page, and what follows below and above."""
