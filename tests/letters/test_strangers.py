"""What a stranger puts into a folder or a mailbox: no link is followed, and nothing is read for ever."""

from __future__ import annotations

import os
import tracemalloc
from pathlib import Path

import pytest
from letters.test_inboxes import PLAIN, fetched, waiting
from support.imapserver import Letterbox, offering
from support.town import Town

from notifications.inboxes import ordinary
from notifications.inboxes.ordinary import content
from notifications.words import Words
from workflow.errors import LettersSkipped
from workflow.inbox import arrivals


def test_a_folder_follows_no_link_and_waits_for_no_pipe(town: Town, tmp_path: Path) -> None:
    folder, outside = tmp_path / "in", tmp_path / "outside"
    folder.mkdir()
    outside.mkdir()
    (outside / "secret.eml").write_bytes(PLAIN % (b"9", b"geheim"))
    (folder / "1.eml").symlink_to(outside / "secret.eml")
    (folder / "2.eml").symlink_to(outside)
    os.mkfifo(folder / "3.eml")
    (folder / "4.eml").write_bytes(PLAIN % (b"4", b"ja"))
    with pytest.raises(LettersSkipped) as told:
        fetched(town, f"folder:{folder}")
    said = Words("de").sentence(told.value)
    assert all(f"{n}.eml ist keine gewöhnliche Datei" in said for n in (1, 2, 3)), said
    assert [reply.text for reply in waiting(town)] == ["ja"]
    assert sorted(file.name for file in folder.iterdir()) == ["1.eml", "2.eml", "3.eml", "done"]


@pytest.mark.parametrize("name", ["done", "new"])
def test_nothing_is_put_or_looked_for_through_a_link_to_a_folder(town: Town, tmp_path: Path, name: str) -> None:
    folder, outside = tmp_path / "in", tmp_path / "outside"
    folder.mkdir()
    outside.mkdir()
    (outside / "secret.eml").write_bytes(PLAIN % (b"9", b"geheim"))
    (folder / name).symlink_to(outside)
    (folder / "1.eml").write_bytes(PLAIN % (b"1", b"ja"))
    with pytest.raises(LettersSkipped):
        fetched(town, f"folder:{folder}")
    assert [file.name for file in outside.iterdir()] == ["secret.eml"]
    assert [reply.text for reply in waiting(town)] == ["ja"], "the register has it, and knows it when it comes again"


def test_a_file_that_is_swapped_between_look_and_opening_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    letter, secret = tmp_path / "1.eml", tmp_path / "secret"
    letter.write_bytes(b"harmless")
    secret.write_bytes(b"geheim")
    opening = os.open

    def swapped(path: Path, *told: int) -> int:
        letter.unlink()
        letter.symlink_to(secret)
        return opening(path, *told)

    monkeypatch.setattr(os, "open", swapped)
    with pytest.raises(OSError, match=r"1\.eml"):
        content(letter, "1.eml")
    letter.unlink()
    letter.write_bytes(b"harmless")
    monkeypatch.setattr(ordinary, "_FLAGS", os.O_RDONLY)  # as where the system knows no O_NOFOLLOW
    with pytest.raises(FileNotFoundError):
        content(letter, "1.eml")


def test_a_letter_larger_than_the_register_keeps_is_told_unread(town: Town, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    with (folder / "1.eml").open("wb") as file:
        file.truncate(200_000_000)  # without a byte on the disk
    (folder / "2.eml").write_bytes(PLAIN % (b"2", b"ja"))
    tracemalloc.start()
    with pytest.raises(LettersSkipped) as told:
        fetched(town, f"folder:{folder}")
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "1.eml hat 200 MB" in Words("de").sentence(told.value) and most < 50_000_000
    assert [reply.text for reply in waiting(town)] == ["ja"]


def test_a_mailbox_is_asked_for_the_size_first(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrivals, "LARGEST", 0.001)  # megabytes
    box = Letterbox([PLAIN % (b"1", b"erste") + b"x" * 2000, PLAIN % (b"2", b"zweite")])
    with (
        offering(box, user="anna", password="x") as port,
        pytest.raises(LettersSkipped) as told,
    ):
        fetched(town, f"imap://anna@127.0.0.1:{port}?security=none", "x")
    assert "UID 1 hat" in Words("de").sentence(told.value)
    assert [reply.text for reply in waiting(town)] == ["zweite"]
