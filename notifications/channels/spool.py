"""A folder of letters: for trying out, for tests, and for another program to send."""

from pathlib import Path

from workflow.modes import write_whole


class Spool:
    """Writes each letter as an .eml file named after its Message-ID, so that twice is once."""

    def __init__(self, folder: str) -> None:
        self.folder = Path(folder)

    def send(self, content: bytes, message_id: str) -> None:
        """Write the letter whole or not at all. Raises OSError where that fails."""
        self.folder.mkdir(parents=True, exist_ok=True)
        name = message_id.strip("<>").partition("@")[0]
        write_whole(self.folder / f"{name}.eml", content)

    def close(self) -> None:
        """Nothing stays open."""
