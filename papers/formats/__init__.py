"""Formats: whatever a paper came as, it becomes sheets of clean text.

To add a format, write a file with `pages(content)`, name it in `readers.READERS`, and let
`kinds.kind` recognise it.
"""

from papers.formats.papers import sheets
from papers.formats.sheet import Sheet

__all__ = ["Sheet", "sheets"]
