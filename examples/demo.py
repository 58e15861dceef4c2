"""Carries three motions through fourteen months in a trial register, by the command line."""

from __future__ import annotations

import email
import email.policy
import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
FOLDER = HERE.parent / "demo"
RATSWEG = Path(sys.executable).with_name("ratsweg")
ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if not name.startswith("RATSWEG_")},
    "RATSWEG_ACTOR": "anna",
}


def told(day: str, *words: str) -> None:
    """Run one command on *day* and show it with its answer."""
    print(f"\n[{day}] $ ratsweg {' '.join(words)}", flush=True)
    command = [RATSWEG, "--clock", day, *words] if day != "–" else [RATSWEG, *words]
    done = subprocess.run(command, cwd=FOLDER, env=ENVIRONMENT)
    if done.returncode:
        sys.exit(f"The demo stopped: `{' '.join(words)}` ended with {done.returncode}.")


def title(text: str) -> None:
    print(f"\n=== {text} ===", flush=True)


def weeks(since: str, until: str) -> list[str]:
    """The 1st, 8th, 15th and 22nd of every month from *since* to *until*."""
    every = [f"{year}-{month:02}-{day:02}" for year in (2020, 2021) for month in range(1, 13) for day in (1, 8, 15, 22)]
    return [day for day in every if since <= day <= until]


def rounds(since: str, until: str) -> None:
    """Let the weeks pass; a round that finds nothing is not shown."""
    for day in weeks(since, until):
        command = [RATSWEG, "--clock", day, "remind"]
        done = subprocess.run(command, cwd=FOLDER, env=ENVIRONMENT, capture_output=True, text=True)
        if done.returncode:
            sys.exit(done.stderr)
        if "bewegt: 0; Anlässe: 0" not in done.stdout:
            print(f"[{day}] {done.stdout.strip()}", flush=True)


def letters() -> None:
    """One line a letter that went out, oldest first: day, to whom, what about."""
    found, weekly = [], 0
    for file in (FOLDER / "letters").glob("*.eml"):
        mail = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
        if str(mail["Subject"]).startswith("Wochenbrief"):
            weekly += 1
            continue
        found.append((mail["Date"].datetime, str(mail["To"]), str(mail["Subject"])))
    for moment, address, subject in sorted(found):
        print(f"  {moment:%d.%m.%Y}  {address:38} {subject}")
    print(f"  and {weekly} weekly letters of the register to the council office")


def main() -> None:
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir()
    title("Three papers come in")
    told("2020-09-24", "init", "--trial", "--profile", "chemnitz")
    told("2020-09-25", "register", str(HERE / "digitale-agenda.txt"), "--yes")
    told("2020-10-06", "register", str(HERE / "radweg.txt"), str(HERE / "sitzbaenke.txt"), "--yes")
    told("2020-10-06", "list")
    title("Advice and decisions")
    told("2020-10-15", "vote", "BA-901/2020", "41/9/4", "--yes")
    told("2020-10-21", "advance", "recommend", "BA-902/2020")
    told("2020-11-12", "vote", "BA-902/2020", "38/12/3", "--yes")
    told("2020-11-12", "vote", "BA-903/2020", "26/26/2", "--yes")
    told("2020-11-12", "show", "BA-901/2020")
    title("Who does it, and what 'regularly' means")
    rounds("2020-11-13", "2020-12-01")
    told("2020-12-02", "advance", "assign", "BA-901/2020.1-A1", "BA-901/2020.2-A1", "--department", "Dezernat 1", "--until", "2021-04-30")
    told("2020-12-02", "advance", "assign", "BA-902/2020.1-A1", "--department", "Dezernat 6", "--until", "2021-09-30")
    told(
        *("2020-12-02", "duty", "set", "BA-901/2020.3-B1", "--every", "P6M", "--first", "2021-03-31"),
        *("--department", "Dezernat 1", "--interpreted-by", "Vorsitz des VFA"),
    )
    told("2020-12-02", "duty", "set", "BA-902/2020.2-B1", "--department", "Dezernat 6", "--reason", "Zuständigkeit")
    title("A meeting of the recipient: the report must be with the council office well before it")
    told("2020-12-02", "meeting", "add", "VFA", "2021-03-25")
    told("2020-12-02", "show", "BA-901/2020.3-B1/1")
    told("2020-12-02", "forecast", "BA-901/2020", "--until", "2021-03-31")
    title("Months pass; the reports are demanded, up to the mayor")
    rounds("2020-12-03", "2021-02-28")
    told("2021-03-01", "absence", "add", "Bearbeitung Dezernat 1", "--from", "2021-03-01", "--to", "2021-03-19")
    rounds("2021-03-01", "2021-04-25")
    title("A late report is seen, comes in and is noted")
    told("2021-04-26", "list", "report", "--late")
    told("2021-04-26", "report", "submit", "BA-901/2020.3-B1/1", "--text", "Zwölf Leistungen sind online.")
    told("2021-05-06", "report", "note", "BA-901/2020.3-B1/1")
    rounds("2021-05-07", "2021-06-27")
    told("2021-06-28", "report", "submit", "BA-902/2020.2-B1/1", "--text", "Die Planung steht.")
    told("2021-07-06", "report", "note", "BA-902/2020.2-B1/1")
    rounds("2021-07-07", "2021-09-05")
    title("An extension is asked for, granted by whom the profile names, and the first date is kept")
    told(
        *("2021-09-06", "answer", "BA-902/2020.1-A1", "extension", "--until", "2021-11-30"),
        *("--progress", "in_work", "--reason", "Lieferung verspätet"),
    )
    told("2021-09-08", "advance", "grant_extension", "BA-902/2020.1-A1")
    told("2021-09-08", "show", "BA-902/2020.1-A1")
    rounds("2021-09-09", "2021-11-22")
    title("The work is done, and the motion is closed")
    told("2021-11-23", "advance", "start", "BA-902/2020.1-A1")
    told("2021-11-24", "advance", "report_completion", "BA-902/2020.1-A1", "--reason", "Lücke geschlossen")
    told("2021-11-25", "advance", "accept", "BA-902/2020.1-A1")
    told("2021-11-26", "advance", "file_away", "BA-902/2020")
    told("2021-11-26", "show", "BA-902/2020")
    title("The other still owes its report, and is asked for it")
    told("2021-11-26", "show", "BA-901/2020.3-B1")
    title("The letters that went out: digests, escalations, the deputy of March, the mayor")
    letters()
    title("Proof")
    told("–", "check")
    print(f"\nRegister: {FOLDER / 'ratsweg.db'}\nLetters:  {FOLDER / 'letters'}")


if __name__ == "__main__":
    main()
