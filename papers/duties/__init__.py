"""The grammar of German duties: who must be told or handed what, by when, how often.

Tables say which words mean what, one line a phrase with an example; the code beside a table only
walks it. Years are never invented, and impossible days are never other days.
"""
