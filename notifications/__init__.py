"""The word: what the register has to say, to whom, and by which way."""
