"""The fields of a paper's head and foot; each file finds one of them in any council's paper."""
