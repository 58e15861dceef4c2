"""What stands in ratsweg.toml and the environment is used, or refused with a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.beside import beside

from cli.errors import FileUnreadable, SettingInvalid
from cli.settings import read_settings


def settings_of(text: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "ratsweg.toml").write_text(text, "utf-8")
    monkeypatch.chdir(folder)
    monkeypatch.delenv("RATSWEG_CONFIG", raising=False)
    read_settings()


@pytest.mark.parametrize(
    ("text", "setting"),
    [
        ('persons = { anna = "clerk" }', "persons.anna"),
        ('[persons]\nanna = "clerk"', "persons.anna"),
        ('[persons]\nanna = { clerk = true }', "persons.anna"),
        ("[persons]\nanna = 5", "persons.anna"),
        ('[persons]\nanna = ["queen"]', "persons.anna"),
        ('[persons]\nanna = ["system"]', "persons.anna"),
        ('[persons]\nanna = [["clerk"]]', "persons.anna"),
        ('persons = "anna"', "persons"),
    ],
)
def test_roles_are_a_list_of_roles_or_refused(
    text: str, setting: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(SettingInvalid) as refusal:
        settings_of(text, tmp_path, monkeypatch)
    assert refusal.value.fields["setting"] == setting


def test_the_handed_in_settings_with_a_role_as_text_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = beside("trials/hostile/ratsweg_persons_string.toml").read_text("utf-8")
    with pytest.raises(SettingInvalid):
        settings_of(text, tmp_path, monkeypatch)


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("smtp://anna:geheim@host", "smtp://anna:***@host"),
        ("imaps://anna:ge/he@im@host/INBOX", "imaps://anna:***@host/INBOX"),
        ("postgresql://:geheim@host/name", "postgresql://:***@host/name"),
        ("host=h password=geheim user=a", "host=h password=*** user=a"),
        ("postgresql://h/d?user=a&password=geheim&x=1", "postgresql://h/d?user=a&password=***&x=1"),
        ("http://host:80/a und anna@example.org", "http://host:80/a und anna@example.org"),
        ("smtp://anna@host:587", "smtp://anna@host:587"),
    ],
)
def test_a_failure_never_holds_the_password_of_an_address(told: str, shown: str) -> None:
    assert SettingInvalid(setting="mail", value=told, known=[]).fields["value"] == shown


@pytest.mark.parametrize(
    ("text", "setting"),
    [
        ("database = 5.5", "database"),
        ("mail = ['a']", "mail"),
        ("spool = true", "spool"),
        ('spool = "a\\u0000b"', "spool"),
        ('lease = "²"', "lease"),
        ("lease = 99999999999999", "lease"),
        ('language = "fr"', "language"),
        ('log = "xml"', "log"),
        ('sender = "nobody"', "sender"),
        ('unknown = "x"', "unknown"),
    ],
)
def test_a_setting_that_cannot_be_used_is_refused_by_name(
    text: str, setting: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(SettingInvalid) as refusal:
        settings_of(text, tmp_path, monkeypatch)
    assert refusal.value.fields["setting"] == setting


@pytest.mark.parametrize("place", ["/dev/full", "/dev/zero", ".", "x" * 300])
def test_settings_that_are_no_small_file_are_refused(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("RATSWEG_CONFIG", place)
    with pytest.raises(FileUnreadable):
        read_settings()
