"""Nothing lacks its words, in no language; and no word is left over."""

from __future__ import annotations

import importlib
import re
from importlib.resources import files
from pathlib import Path

import pytest
from support.commands import commands
from support.examples_of_letters import case, written

from notifications.letter_rows import FACTS
from notifications.readers import FOLDERS
from notifications.words import LANGUAGES, Words, catalog, help_texts
from papers.draft.amendment import ACTIONS, KINDS, PLACES
from papers.draft.comparison import COMPARED, HEAD, ROWS
from papers.draft.draft import DUE_RULES, IRREGULAR
from papers.draft.severity import SEVERITY, Severity
from papers.marks import FIELDS
from states import guards
from states.answers import FIVE, Answer, Progress
from states.errors import RatswegError
from states.facts import MotionFacts
from states.law import CHARTS
from states.profile import profiles, read_law
from states.roles import Role
from states.rungs import STANDING, Post

for name in ("workflow.errors", "papers.errors", "cli.errors", "cli.founding_errors", "cli.usage_errors", "states.votes"):
    importlib.import_module(name)


def failures() -> list[type[RatswegError]]:
    found, new = [], [RatswegError]
    while new:
        new = [sub for one in new for sub in one.__subclasses__()]
        found += new
    return found


def fields_of(failure: type[RatswegError]) -> set[str]:
    """The fields that a failure's docstring names after its colon."""
    _, _, names = (failure.__doc__ or "").split("\n")[0].rstrip(".").rpartition(": ")
    return {name.strip() for name in names.split(",")} if ":" in (failure.__doc__ or "") else set()


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_identifier_has_its_label_and_none_is_left_over(language: str) -> None:
    words = catalog(language)
    for kind, chart in CHARTS.items():
        assert set(words[f"{kind}_state"]) == {state.value for state in chart.states}
        assert set(words[f"{kind}_event"]) == set(chart.words)
        assert set(words[f"{kind}_can"]) == set(chart.words) - {chart.opening}
    named = {
        name
        for name, guard in vars(guards).items()
        if getattr(guard, "__module__", "") == "states.guards" and not name.startswith("_")
    }
    assert set(words["guard"]) == named
    assert set(words["role"]) == {role.value for role in Role}
    assert set(words["kind"]) == set(CHARTS)
    rungs = {rung.name for profile in profiles() for rung in read_law(profile).rungs}
    assert set(words["rung"]) == rungs | {"step", "undeliverable", "weekly_letter"}
    assert set(words["post"]) == {post.value for post in Post}
    assert set(words["progress"]) == {one.value for one in Progress}
    assert set(words["answer"]) == {one.value for one in Answer}
    assert set(words["answer_form"]) == set(FIVE)
    assert set(words["letter"]) == {*FACTS, "report_due", "body", "day", *STANDING}
    told = {str(rule.event) for chart in CHARTS.values() for rule in chart.rules if rule.tell}
    assert set(words["happened"]) == told, "what has happened is told as done, not as to be done"
    assert set(words["severity"]) == {one.value for one in Severity}
    assert set(words["field"]) == {"form", *FIELDS} == {"form", *COMPARED}
    assert set(words["column"]) == {*HEAD, *(name for _, columns in ROWS.values() for name in columns)}
    assert set(words["amendment"]) == set(KINDS)
    assert set(words["change"]) == set(ACTIONS)
    assert set(words["place"]) == set(PLACES)
    assert set(words["due_rule"]) == set(DUE_RULES)
    assert set(words["recurrence"]) == set(IRREGULAR)
    assert set(words["owed"]) == {"report", "deliver"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_failure_has_its_sentence(language: str) -> None:
    words = catalog(language)["error"]
    assert {failure.code for failure in failures()} == set(words)
    for failure in failures():
        entry = words[failure.code]
        used = placeholders(entry["sentence"]) | placeholders(entry["hint"])
        assert used <= fields_of(failure), failure.code
        assert entry["sentence"].strip()


def test_both_languages_say_the_same_things() -> None:
    german, english = catalog("de"), catalog("en")
    assert {(s, k) for s in german for k in german[s]} == {(s, k) for s in english for k in english[s]}
    for section in ("error", "finding"):
        for code, entry in german[section].items():
            for part in ("sentence", "hint"):
                assert placeholders(entry[part]) == placeholders(english[section][code][part]), code


def test_every_finding_named_in_the_code_has_its_sentence() -> None:
    import pathlib

    root = pathlib.Path(__file__).parents[2]
    sources = [root / name for name in ("workflow/inbox/arrivals.py", "workflow/views/draft_checks.py")]
    sources += (root / "workflow/views/check").rglob("*.py")
    sources += (root / "papers").rglob("*.py")
    text = "\n".join(path.read_text("utf-8") for path in sources)
    named = set(re.findall(r'Finding\(\s*"(\w+)"', text)) | set(re.findall(r'"code": "(\w+)"', text))
    named |= {"no_number", "no_receipt", "no_stations", "no_resolution", "cost_proposal_empty"}
    named |= {"no_form", "no_subject", "no_submitters"}
    assert named == set(catalog("de")["finding"])


def test_every_finding_about_a_paper_has_its_severity_and_none_is_left_over() -> None:
    proofs = (Path(__file__).parents[2] / "workflow/views/check").glob("*.py")
    checks = "\n".join(path.read_text("utf-8") for path in proofs)
    of_the_register = set(re.findall(r'Finding\(\s*"(\w+)"', checks))
    assert set(SEVERITY) == set(catalog("de")["finding"]) - of_the_register


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_letter_is_written_and_none_is_left_over(language: str) -> None:
    rungs = {rung.name for profile in profiles() for rung in read_law(profile).rungs}
    assert set(FOLDERS) == rungs | {"step", "undeliverable", "weekly_letter"}
    folder = files("notifications").joinpath("templates", language)
    assert {entry.name for entry in folder.iterdir()} == {*FOLDERS.values(), "digest", "head.jinja", "answers.jinja", "how.jinja", "tail.jinja"}


OF_NO_MATTER = {"collective", "weekly_letter"}  # they list others


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rung", FOLDERS)
def test_a_subject_is_one_line(language: str, rung: str) -> None:
    letter = written(case(rung, subject="Radweg\nBcc: x@example.org"), language=language)
    assert "\n" not in letter.subject
    assert rung in OF_NO_MATTER or case(rung).reference in letter.subject


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rung", sorted({*FOLDERS} - OF_NO_MATTER))
def test_a_non_public_matter_is_named_by_its_number_only(language: str, rung: str) -> None:
    hidden = case(rung, public=False, subject="", wording="", evidence="", note="")
    letter = written(hidden, language=language)
    for text in (letter.subject, letter.plain, letter.html):
        assert "Radweg" not in text
        assert "Lücke" not in text


REFUSED = {
    "de": "Ein Beschlussantrag im Stand „in Abstimmung“ kann nicht zu den Akten genommen werden.",
    "en": "A motion in the state 'voting' cannot be filed away.",
}
FOREIGN = {
    "de": "Ein Beschlussantrag im Stand „in Abstimmung“ kann nicht dem Ereignis „melden“ folgen.",
    "en": "A motion in the state 'voting' cannot follow the event 'melden'.",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refused_step_is_a_sentence(language: str) -> None:
    for event, sentence in (("file_away", REFUSED[language]), ("melden", FOREIGN[language])):
        with pytest.raises(RatswegError) as refusal:
            CHARTS["motion"].decide("voting", event, frozenset(Role), MotionFacts())
        assert Words(language).sentence(refusal.value) == sentence


def test_who_alone_may_act_is_said_in_words() -> None:
    from states.errors import Term

    assert Words("de").term(Term("only", "council_or_committee")) == "das darf nur: Rat oder Ausschuss"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_and_option_has_its_help_and_none_is_left_over(language: str) -> None:
    from typer.main import get_command

    from cli.help import key
    from cli.main import app

    texts = help_texts(language)
    said, shared = set(), {("shared", "help")}
    for path, command in commands("", get_command(app)):
        wanted = [key(p) for p in command.params]
        assert "does" in texts.get(path, {}), f"help_{language}.toml: [{path!r}] has no `does`"
        said |= {(path, name) for name in ("does", *wanted) if name in texts[path]}
        shared |= {("shared", name) for name in wanted if name not in texts[path]}
    missing = shared - {("shared", name) for name in texts["shared"]}
    assert not missing, f"help_{language}.toml lacks {sorted(missing)}"
    assert said | shared == {(path, name) for path, own in texts.items() for name in own}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_of_the_desk_is_left_over(language: str) -> None:
    rooms = [files(room) for room in ("cli", "notifications")]
    suffixes = {".py", ".jinja", ".txt", ".html"}
    texts = [path.read_text("utf-8") for room in rooms for path in Path(str(room)).rglob("*") if path.suffix in suffixes]
    said = set(re.findall(r"[\"'](\w+)[\"']", "\n".join(texts)))
    assert {key.removeprefix("one_") for key in catalog(language)["ui"]} <= said


def test_one_of_a_kind_is_told_as_one() -> None:
    assert Words("de").ui("check_found", count=1) == "1 Befund."
    assert Words("de").ui("check_found", count=2) == "2 Befunde."
    assert Words("en").ui("people_written", count=1) == "1 entry made."
