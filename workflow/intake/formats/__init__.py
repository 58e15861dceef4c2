"""Formats: whatever a paper came as, it becomes sheets of clean text.

To add a format, write a file with `pages(content)`, name it in `readers.READERS`, and let
`kinds.kind` recognise it.
"""

from workflow.intake.formats.apart import APART
from workflow.intake.formats.papers import sheets
from workflow.intake.formats.sheet import Sheet

close = APART.close

__all__ = ["Sheet", "close", "sheets"]
