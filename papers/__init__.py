"""Reading: a paper becomes a draft with findings. Pure; needs no register, moves no matter."""
