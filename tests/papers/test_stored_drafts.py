"""A draft comes out of JSON as it went in, whoever wrote it: this program, an older one, a person."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from papers.draft.draft import Draft, DutyRead
from papers.formats import Sheet
from papers.reader import reading_of

HERE = Path(__file__).parent
PAPERS = sorted([*(HERE / "councils").glob("*.txt"), *(HERE / "amendments").glob("*.txt")])


@pytest.mark.parametrize("path", PAPERS[::4], ids=lambda path: path.stem)
def test_what_was_read_is_the_same_when_it_comes_back(path: Path) -> None:
    for draft in reading_of(Sheet(path.name, path.read_text("utf-8"))).drafts:
        written = json.loads(json.dumps(draft.to_json()))
        assert written == draft.to_json()
        assert Draft.from_json(written) == draft
        assert Draft.from_json(written).to_json() == written


def test_what_an_older_program_did_not_write_is_as_in_an_empty_draft() -> None:
    assert Draft.from_json({}) == Draft.from_json({"submitters": None, "amendment": None}) == Draft()
    duty = {"item": "1", "kind": None, "evidence": "zu berichten"}
    (read,) = Draft.from_json({"obligations": [duty]}).obligations
    assert read == DutyRead(item="1", evidence="zu berichten")


def test_what_nobody_knows_is_kept_at_its_place() -> None:
    change = {"action": "strike", "point": "2", "x": 4}
    written: dict[str, Any] = {
        "subject": "Brunnen",
        "paper": "a.txt",
        "von_hand": [1],
        "consultations": [{"body": "Stadtrat", "farbe": "rot"}],
        "obligations": [{"evidence": "zu berichten", "amt": {"nummer": 3}}],
        "amendment": {"kind": "amendment", "y": None, "changes": [change]},
        "findings": [{"code": "no_form", "wer": "anna"}],
    }
    back = Draft.from_json(Draft.from_json(written).to_json()).to_json()
    assert (back["paper"], back["von_hand"]) == ("a.txt", [1])
    assert back["consultations"][0]["farbe"] == "rot"
    assert back["obligations"][0]["amt"] == {"nummer": 3}
    assert back["amendment"]["y"] is None and back["amendment"]["changes"][0]["x"] == 4
    assert back["findings"][0]["wer"] == "anna"


def test_what_follows_from_the_rest_is_not_taken_from_a_file() -> None:
    written = {"warnings": ["no_form"], "findings": [{"code": "no_subject", "severity": "note"}]}
    back = Draft.from_json(written).to_json()
    assert back["warnings"] == ["no_subject"]
    assert back["findings"][0]["severity"] == "warning"
