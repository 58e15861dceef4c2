"""The form of the city of Chemnitz: Beschlussantrag with stamp, table of stations, ticks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workflow.intake.dates import iso
from workflow.intake.draft import Finding, StationRead
from workflow.intake.sections import Parts
from workflow.intake.text import folded

_LABELS = {
    "submitters": r"Einreicher(?:in|innen)?\s*:",
    "subject": r"(?:Gegenstand|Betreff)\s*:",
    "cost": r"Kostendeckungsvorschlag\s*:?",
    "route": r"(?:Beratungsfolge\b|Status\s+Beratungsergebnis)",
    "resolution": r"Beschlussvorschlag\s*:?\s*$",
    "reasoning": r"(?:Begründung|Sachverhalt)\s*:?(?=\s|$)",
}
_LABEL = re.compile(
    r"^[ \t]*(?:" + "|".join(f"(?P<{name}>{text})" for name, text in _LABELS.items()) + ")",
    re.MULTILINE,
)
_RECEIPT = re.compile(r"(?<![\w-])([A-Z]-\d{1,5}/\d{4})(?!\d)")
_NUMBER = re.compile(r"\b([A-Z]{1,3}-\d{1,5}/\d{4}(?:/\d+)?)(?!\d)")
_DAY = re.compile(r"(?<!\d)(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?!\d)")
_PUBLIC = re.compile(r"\b(nicht\s?öffentlich|öffentlich)\b", re.IGNORECASE)
_TICK = re.compile(r"(?<![\wäöüß])[xX✓✗☒☑](?![\wäöüß])")
_COLUMNS = (("confirmed", "best"), ("rejected", "abge"), ("no_recommendation", "ohne"))
_OUTCOMES = tuple(outcome for outcome, _ in _COLUMNS)
_HEADING = re.compile(
    r"Beiräte|Ausschüsse, Stadtrat|Sitzungs-|Beratungsergebnis|nichtöffentlich\s+tigt|^\s*lung\s*$"
    r"|öffentlich/|^[\s:|-]*$|bestä-"
)
_RULE = re.compile(r"^[\s_]*_{3,}[\s_]*$")
_SIGNED = re.compile(r"\b(?:i\.\s?[AV]\.|gez\.)", re.IGNORECASE)


def recognises(text: str) -> bool:
    """Whether *text* is on this form: its heading and at least two of its labels."""
    found = {match.lastgroup for match in _LABEL.finditer(text[:40000])}
    return "Beschlussantrag" in text[:4000] and len(found) >= 2


def read(text: str) -> Parts:
    """Find the parts of the form."""
    head, sections = _sections(text)
    receipt, number, day, findings = _stamp(head)
    resolution, signed = _signature(sections.get("resolution", ""))
    stations, noticed = _stations(sections.get("route", ""))
    cost = folded(sections.get("cost", "").replace("(Produktuntergruppe)", " "))
    reasoning = folded(sections.get("reasoning", "")) or None
    return Parts(
        receipt_number=receipt,
        motion_number=number,
        received_on=day,
        submitters=tuple(_submitters(sections.get("submitters", ""))),
        subject=folded(sections.get("subject", "")) or None,
        cost_proposal=cost.strip(" \t;:") or None,
        stations=tuple(stations),
        resolution=resolution,
        signatories=tuple(_names(signed)),
        reasoning=reasoning,
        findings=(*findings, *noticed),
    )


def _sections(text: str) -> tuple[str, dict[str, str]]:
    """The text before the first label, and the text after each; the first of a name counts."""
    marks: list[re.Match[str]] = []
    for match in _LABEL.finditer(text):
        if match.lastgroup not in [mark.lastgroup for mark in marks]:
            marks.append(match)
            if match.lastgroup == "reasoning":  # whatever follows belongs to it
                break
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    head = text[: marks[0].start()] if marks else text
    return head, {str(m.lastgroup): text[m.end() : e] for m, e in zip(marks, ends, strict=True)}


def _stamp(head: str) -> tuple[str | None, str | None, str | None, list[Finding]]:
    number = _NUMBER.search(head[head.find("Beschlussantrag") :])
    rest = head.replace(number[0], " ") if number else head
    receipt = _RECEIPT.search(rest)
    stamp = head.find("Eingegangen")
    day = _DAY.search(head, max(stamp, 0)) or (_DAY.search(head) if stamp >= 0 else None)
    received = iso(day[1], day[2], day[3]) if day else None
    bad = [Finding("impossible_date", {"raw": day[0]}, "received_on")] if day and not received else []
    return receipt and receipt[1], number and number[1], received, bad


def _submitters(text: str) -> Iterator[str]:
    joined = re.sub(r"(/|\bund)\s*\n\s*", r"\1 ", text)
    for part in re.split(r"[,;\n\t]", joined):
        if folded(part):
            yield folded(part)


def _stations(text: str) -> tuple[list[StationRead], list[Finding]]:
    rows: list[StationRead] = []
    findings: list[Finding] = []
    columns = _columns(text)
    for line in text.split("\n"):
        if _HEADING.search(line) or not line.strip():
            continue
        day, public = _DAY.search(line), _PUBLIC.search(line)
        start = min((m.start() for m in (day, public) if m), default=len(line))
        body = folded(line[:start].replace("\t", " "))
        if day is None and public is None:
            if rows and body and "\t" not in line:  # a name that ran over its line
                last = rows[-1]
                rows[-1] = StationRead(f"{last.body} {body}", last.date, last.public, last.outcome)
            elif body:
                rows.append(StationRead(body, None, None, None))
            continue
        date = iso(day[1], day[2], day[3]) if day else None
        if day and date is None:
            findings.append(Finding("impossible_date", {"raw": day[0]}, body))
        ticked = _ticked(line, public.end() if public else start, columns)
        if len(ticked) > 1:
            findings.append(Finding("two_ticks", {"body": body}, body))
        said = None if public is None else not public[0].casefold().startswith("nicht")
        rows.append(StationRead(body, date, said, ticked[0] if len(ticked) == 1 else None))
    return rows, findings


def _columns(text: str) -> dict[str, int]:
    """Where the result columns stand in a fixed-width layout."""
    for line in text.split("\n"):
        if "bestä" in line and "\t" not in line:
            return {outcome: line.find(word) for outcome, word in _COLUMNS if word in line}
    return {}


def _ticked(line: str, after: int, columns: dict[str, int]) -> list[str]:
    if "\t" in line:
        cells = line.split("\t")[3:6]
        return [o for o, cell in zip(_OUTCOMES, cells, strict=False) if _TICK.search(cell)]
    if not columns:
        return []
    return [
        min(columns, key=lambda outcome: abs(columns[outcome] + 2 - match.start()))
        for match in _TICK.finditer(line, after)
    ]


def _signature(text: str) -> tuple[str, str]:
    """The resolution without the signatures under it, and the lines of these."""
    lines = text.split("\n")
    end = next(
        (n for n, line in enumerate(lines) if _RULE.match(line) or folded(line) == "Unterschrift"),
        len(lines),
    )
    top = end
    while top > 0 and not lines[top - 1].strip():
        top -= 1
    first = top
    while first > 0 and lines[first - 1].strip():
        first -= 1
    block = lines[first:top]
    if end < len(lines) and (any(map(_SIGNED.search, block)) or _looks_signed(block)):
        return "\n".join(lines[:first]), "\n".join(block)
    return "\n".join(lines[:end]), ""


def _looks_signed(block: list[str]) -> bool:
    words = folded(" ".join(block)).split()
    names = all(word[:1].isupper() or word in ("von", "de", "zu", "der") for word in words)
    return bool(words) and names and not folded(block[-1]).endswith((".", ":", ";"))


def _names(text: str) -> Iterator[str]:
    for part in re.split(r"(?i)\bi\.\s?[AV]\.|\bgez\.|[,;\n\t]|\s{3,}", text):
        name = folded(part.replace("*", " ").replace("_", " "))
        if name:
            yield name
