"""The words by which offices head the columns of a list of people, and call posts and rights."""

from __future__ import annotations

import re
import unicodedata

from states.roles import Role


def _table(words: dict[str, str]) -> dict[str, tuple[str, ...]]:
    return {key: (plain(key), *map(plain, text.split(","))) for key, text in words.items()}


def plain(text: str) -> str:
    """*text* as words are compared: small, composed, with neither signs nor double spaces."""
    folded = unicodedata.normalize("NFC", text).strip().casefold()
    return " ".join(re.sub(r"[^\w]+", " ", folded).split())


COLUMNS = _table(
    {
        "unit": (
            "amt, dezernat, fachbereich, dienststelle, organisationseinheit, abteilung, "
            "referat, gremium, ausschuss, fraktion, einheit, department, unit, office, "
            "body, group"
        ),
        "name": "name, person, mitarbeiter, mitarbeiterin, mitarbeitende, full name",
        "family": "nachname, familienname, zuname, last name, surname, family name",
        "given": "vorname, first name, given name",
        "post": "funktion, rolle, stelle, aufgabe, position, function, post, role",
        "address": (
            "email, e mail, mail, mailadresse, email adresse, emailadresse, e mail "
            "adresse, adresse, postfach, address, email address, e mail address"
        ),
        "deputies": (
            "vertretung, stellvertretung, vertreter, vertreterin, stellvertreter, "
            "stellvertreterin, vertreten durch, deputy, deputies"
        ),
        "login": (
            "anmeldename, anmeldung, login, kennung, benutzername, benutzer, "
            "benutzerkennung, login name, user, username, user name"
        ),
        "roles": (
            "rechte, rollen, berechtigung, berechtigungen, schreibt für, trägt ein für, "
            "rights, roles, records for"
        ),
        "first": "gültig ab, ab, von, seit, gültig von, valid from, from, since",
        "last": "gültig bis, bis, ende, valid until, valid to, until, to",
    }
)
POSTS = _table(
    {
        "contact": (
            "contact, kontakt, ansprechpartner, ansprechpartnerin, sachbearbeitung, "
            "sachbearbeiter, sachbearbeiterin, bearbeitung, bearbeiter, bearbeiterin"
        ),
        "head": (
            "head, amtsleitung, amtsleiter, amtsleiterin, leitung, leiter, leiterin, "
            "fachbereichsleitung, fachbereichsleiter, fachbereichsleiterin, "
            "abteilungsleitung, abteilungsleiter, abteilungsleiterin"
        ),
        "director": (
            "director, dezernatsleitung, dezernent, dezernentin, dezernatsleiter, "
            "dezernatsleiterin, beigeordneter, beigeordnete"
        ),
        "chair": "chair, vorsitz, vorsitzender, vorsitzende, ausschussvorsitz",
        "member": (
            "member, mitglied, mitarbeit, mitarbeiter, mitarbeiterin, vertretung, "
            "stellvertretung"
        ),
    }
)
# Mailboxes of nobody in particular: the law's roles, and groups that submit motions.
BOXES = _table(
    {
        "clerk": "clerk, sitzungsdienst, ratsbüro, council office",
        "secretariat": "secretariat, sekretariat, posteingang, geschäftsstelle",
        "mayor": (
            "mayor, oberbürgermeister, oberbürgermeisterin, bürgermeister, "
            "bürgermeisterin"
        ),
        "mayor_office": (
            "büro des oberbürgermeisters, büro ob, ob büro, büro der "
            "oberbürgermeisterin, bürgermeisterbüro, mayor s office"
        ),
        "supervision": "supervision, rechtsaufsicht",
        "submitter": "submitter, fraktion, einreicher, gruppe, group",
    }
)
RIGHTS = _table(
    {
        "secretariat": "sekretariat, secretariat",
        "clerk": "sitzungsdienst, ratsbüro, clerk",
        "submitter": "einreicher, submitter, fraktion",
        "chair": "vorsitz, chair",
        "department": "amt, department, fachamt",
        "committee": "ausschuss, committee",
        "council": "rat, council",
        "mayor": (
            "oberbürgermeister, oberbürgermeisterin, bürgermeister, bürgermeisterin, "
            "mayor"
        ),
        "supervision": "rechtsaufsicht, supervision",
    }
)
assert set(RIGHTS) == set(Role) - {Role.SYSTEM}


def column_of(head: str) -> str | None:
    """The column that *head* is the head of, or None."""
    return _meant(COLUMNS, head)


def post_of(text: str) -> str | None:
    """The post that *text* calls, or None."""
    return _meant(POSTS, text)


def box_of(text: str) -> str | None:
    """The mailbox that *text* calls, or None."""
    return _meant(BOXES, text)


def right_of(text: str) -> str | None:
    """The role that *text* calls, or None."""
    return _meant(RIGHTS, text)


def _meant(table: dict[str, tuple[str, ...]], text: str) -> str | None:
    wanted = plain(text)
    return next((key for key, words in table.items() if wanted in words), None)
