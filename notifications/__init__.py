"""The word: what the register has to say; yet to be written: overviews/, its sheets and PDFs."""
