"""What stands in an answer's form: behind the labels that our links put into a mail."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from notifications.inbound import dates
from notifications.inbound.closing import unclosed
from notifications.words import LANGUAGES, catalog
from states.answers import Answer, Progress

TOKEN = re.compile(r"\[#([0-9a-f]{12})(?::(\w+))?\]")
# The fields of each form, in the order of its lines in the catalogues.
FIELDS = {
    Answer.REPORT: ("text", "progress", "next_step", "obstacles"),
    Answer.ON_THE_WAY: ("until", "reason"),
    Answer.EXTENSION: ("until", "reason", "progress"),
    Answer.NOT_US: ("department", "reason"),
    Answer.NOT_FEASIBLE: ("reason", "proposal"),
}
# What people write instead when they write the labels themselves.
_ALSO = {
    "until": "Neuer Termin|Frist bis|Kommt am|Kommt bis|Will come by|Verlängerung bis|Until",
    "reason": "Grund|Gründe|Bemerkungen|Begründung|Bemerkung|Reason",
    "progress": "Stand|Sachstand|Bearbeitungsstand|Progress",
    "next_step": "Nächste Schritte|Next steps",
    "obstacles": "Hindernis|Obstacle",
    "department": "Zuständig",
}
# What letters that have gone out already say: it is read as long as somebody may answer them.
_FORMER_HINTS = ("not begun, in work, partly done, done", "not begun, in work, partly done")
_FORMER_PROGRESS = {"in work": Progress.IN_WORK}
_LINE = re.compile(r"([^\n(:]+?) *(?:\(([^)\n]*)\))?: *")
_GREETING = re.compile(
    r"(?:guten|hallo|sehr geehrte|liebe|moin|dear|hello|hi)\b.{0,60}", re.IGNORECASE
)
# Words that may stand before the progress.
_FILLED = re.compile(r"(?:noch |derzeit |bereits |schon |ist |still |already |is )*")


@dataclass(frozen=True, slots=True)
class ReplyForm:
    """What an answer says, field by field; "" where it says nothing.

    *text* is what stands behind no label, and behind that of the report itself.
    """

    text: str = ""
    until: date | None = None
    reason: str = ""
    progress: str = ""  # one of states/answers.py
    next_step: str = ""
    obstacles: str = ""


def read(said: str, answer: Answer, first: date) -> ReplyForm:
    """The form of *answer* as somebody filled it in; of a mail that is none, any of the five.

    *first* is the day of receipt: a day without a year is the next from there. A day behind a
    label goes before all others, and what a report tells of is no deadline.
    """
    statement = "\n".join(unclosed(said.split("\n")))
    values = _values(statement, answer)
    if "until" in values or answer is Answer.REPORT:
        until = dates.told(values.get("until", ""), first)
    else:
        until = dates.latest(statement, first)
    if not values:
        return ReplyForm(text=said, until=until)
    return ReplyForm(
        text=_together(values, "before", "text"),
        until=until,
        reason=_together(values, "department", "reason", "proposal") or _ungreeted(values),
        progress=progress(values.get("progress", "")),
        next_step=values.get("next_step", ""),
        obstacles=values.get("obstacles", ""),
    )


def _values(statement: str, answer: Answer) -> dict[str, str]:
    """Field -> what stands behind its label, "before" the first too; {} where no label is."""
    pattern, fields, hints = _labels(frozenset({answer} & FIELDS.keys() or FIELDS))
    labels = list(pattern.finditer(statement))
    if not labels:
        return {}
    values = {"before": statement[: labels[0].start()].strip()}
    for label, after in zip(labels, [*labels[1:], None], strict=True):
        value = statement[label.end() : after.start() if after else None].strip()
        field = fields[_folded(label[1])]
        hint = " ".join((label[2] or "").split())
        if not value and hint.casefold() not in hints:
            value = hint  # somebody wrote over what stood in the brackets
        if value and field in ("department", "proposal"):
            value = f"{label[1]}: {value}"  # it becomes part of the reason
        values[field] = values.get(field) or value
    return values


@cache
def _labels(
    answers: frozenset[Answer],
) -> tuple[re.Pattern[str], dict[str, str], frozenset[str]]:
    """The pattern of the labels of these forms, the field of each, and the hints in brackets."""
    fields, hints = {}, {"", *_FORMER_HINTS}
    for answer in answers:
        for language in LANGUAGES:
            lines = _LINE.findall(catalog(language)["answer_form"][answer.value])
            for field, (label, hint) in zip(FIELDS[answer], lines, strict=True):
                fields[_folded(label)] = field
                hints.add(hint.casefold())
        for field in FIELDS[answer]:
            also = filter(None, _ALSO.get(field, "").split("|"))
            fields |= {_folded(label): field for label in also}
    longest = sorted(fields, key=len, reverse=True)
    any_of = "|".join(re.escape(label).replace(r"\ ", r"\s{1,3}") for label in longest)
    written = rf"^[ \t*_•-]*({any_of})[ \t]*(?:\(([^()]{{0,200}})\))?[ \t*_]*:[*_]*"
    return re.compile(written, re.IGNORECASE | re.MULTILINE), fields, frozenset(hints)


def _folded(label: str) -> str:
    return " ".join(label.casefold().split())


def _together(values: dict[str, str], *fields: str) -> str:
    return "\n\n".join(values[field] for field in fields if values.get(field))


def _ungreeted(values: dict[str, str]) -> str:
    """What was written above the form, if it is more than a greeting."""
    lines = values["before"].split("\n")
    return "\n".join(line for line in lines if not _GREETING.fullmatch(line.strip())).strip()


def progress(value: str) -> str:
    """The progress that *value* begins with, as an identifier; "" if there is none."""
    folded = _FILLED.sub("", value.casefold(), count=1)
    for language in LANGUAGES:
        labels = catalog(language)["progress"]
        for one in sorted(Progress, key=lambda p: -len(labels[p.value])):
            if folded.startswith(labels[one.value].casefold()):
                return one.value
    former = (one.value for said, one in _FORMER_PROGRESS.items() if folded.startswith(said))
    return next(former, "")
