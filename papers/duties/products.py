"""What is handed over: the nouns of information (a report) and of work (a delivery)."""

from __future__ import annotations

from functools import lru_cache

from papers.duties.words import lexicon

REPORT, WORK = "report", "deliver"
# fmt: off
_NOUNS = (
    # kind   the noun; anything may stand before it, as in "Auswertungsbericht", and an ending after it
    (REPORT, "bericht berichte berichts berichtes berichten berichterstattung berichtswesen"),
    (REPORT, "ergebnis ergebnisse ergebnissen ergebnisses prüfergebnis"),
    (REPORT, "auswertung auswertungen sachstand sachstands sachstandes zwischenstand zwischenstände umsetzungsstand "
             "planungsstand arbeitsstand verfahrensstand stand kostenstand projektstand fortschritt fortschritte"),
    (REPORT, "übersicht übersichten überblick aufstellung bilanz statistik statistiken evaluation evaluierung"),
    (REPORT, "informationsvorlage informationsdrucksache mitteilungsvorlage kenntnisnahme information informationen mitteilung"),
    (REPORT, "resultat resultate resultaten befund befunde werte messwerte angaben einschätzung darstellung schilderung meldung zusammenstellung "
             "zusammenfassung aufschlüsselung lagebild lagebericht messdaten report feedback bewertung prognose"),
    (REPORT, "stellungnahme stellungnahmen erfahrungen erkenntnisse erkenntnissen zahlen daten zahl kennzahlen kosten schätzung "
             "kostenaufstellung kostenentwicklung auskunft rechenschaft antwort antworten analyse analysen bestandsaufnahme dokumentation "
             "rückmeldung protokolle protokoll fallzahlen verbrauch fazit resümee abrechnung monitoring "
             "schlussrechnung jahresrechnung verwendungsnachweis nachweis nachweise kostenermittlung berechnung kostenberechnung zwischenergebnis zwischenergebnisse"),
    (WORK,   "konzept konzepte konzepts konzeptes konzeption konzeptionen konzeptentwurf grobkonzept"),
    (WORK,   "plan pläne plans planes plänen planung planungen fahrplan entwurf entwürfe entwurfs entwürfen planentwurf"),
    (WORK,   "satzung satzungen satzungsentwurf ordnung benutzungsordnung geschäftsordnung gebührenordnung hausordnung richtlinie richtlinien leitlinie leitlinien leitfaden"),
    (WORK,   "beschlussvorlage beschlussvorlagen vorlage vorlagen drucksache beschlussentwurf beschlussvorschlag"),
    (WORK,   "vorschlag vorschläge vorschlags vorschlages vorschlägen variante varianten lösung lösungen lösungsvorschlag empfehlung empfehlungen idee ideen"),
    (WORK,   "liste listen auflistung synopse katalog kataloge kriterienkatalog verzeichnis kataster vergleich variantenvergleich gegenüberstellung"),
    (WORK,   "paket maßnahmenpaket maßnahmen strategie strategien programm programme angebot angebote vertrag verträge vereinbarung vertragsentwurf"),
    (WORK,   "ausfertigung abschrift kopie kopien skizze handreichung dienstanweisung regelwerk neufassung überarbeitung eckpunkte eckpunktepapier papier zielbild broschüre "
             "modellrechnung förderprogramm förderkulisse"),
    (WORK,   "gutachten studie studien finanzierungsvorschlag unterlagen projektskizze "
             "ausschreibung ausschreibungsunterlagen handlungsempfehlung rahmenplan leitbild antrag anträge resolution muster "
             "priorisierung agenda roadmap wirtschaftsplan haushaltsplan kalkulation prüfauftrag szenarien szenario entscheidungsgrundlage"),
)
# fmt: on
_ENDS_SO = lexicon(  # they end like one of these and are none
    "abstand widerstand zustand bestand gegenstand vorstand verstand anstand wohlstand mittelstand missstand ruhestand "
    "anzahl vielzahl unzahl mehrzahl stadtplanung unordnung straßenverkehrsordnung einordnung anordnung zuordnung ordnung "
    "gemeindeordnung verordnung einwohnerzahl raumordnung kandidaten spezialisten journalisten auflösung ablösung "
    "straßenbestand baumbestand notstand leerstand wertschätzung prüfstand haushalt"
)
_KINDS = {noun: kind for kind, nouns in _NOUNS for noun in nouns.split()}
_ENDINGS = ("en", "n", "es", "s", "e")
_LENGTHS = sorted({len(noun) for noun in _KINDS}, reverse=True)


@lru_cache(maxsize=4096)
def product(low: str) -> str | None:
    """report or deliver for a noun, by its last part; None for a noun that is handed to nobody."""
    if low in _ENDS_SO:
        return None
    for noun in (low, *(low.removesuffix(end) for end in _ENDINGS if low.endswith(end))):
        for length in _LENGTHS:
            if length <= len(noun) and noun[-length:] in _KINDS and noun not in _ENDS_SO:
                return _KINDS[noun[-length:]]
    return None
