"""Who is who in the council's house: told to the register with days, asked of it as of a day."""
