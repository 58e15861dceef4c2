"""What may be seen, and what is asked of the register: nothing is moved here."""
