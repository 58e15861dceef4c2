"""The law: what may happen to a matter, who may do it, and when somebody must be reminded.

Pure: no database, no clock, no mail, and no words for people.
"""
