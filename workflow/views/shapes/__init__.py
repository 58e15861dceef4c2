"""The JSON of `show` and `list` as a documented shape: docs/json.md is written from these files.

In a shape each key stands with its type and, as a comment, what it means; the page and the tests
read both. A key may be added. What is printed is never renamed or taken away, nor does its type
change, without another VERSION.
"""

VERSION = 1
