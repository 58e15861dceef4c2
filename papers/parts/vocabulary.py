"""The words that label the parts of a paper, as the forms of all councils share them."""

from collections.abc import Mapping

# kind of part -> its labels. A form adds words of its own; gender endings need not be listed.
SHARED: Mapping[str, tuple[str, ...]] = {
    "submitters": (
        *("Einreicher", "Einreichende", "Einreichung durch", "Eingereicht von", "Eingereicht durch"),
        *("Eingereicht durch die Fraktion", "Antragsteller", "Antragstellende", "Antragstellerinnen und Antragsteller"),
        *("Antragstellende Fraktion", "Antragstellende Fraktionen", "Einreichende Listen", "Einreichende Fraktion", "Einreichende Fraktionen"),
        *("Miteinreicher", "Mitantragsteller", "Mitunterzeichner", "Weitere Einreicher", "Initiator", "Urheber"),
        *("Ursprung", "Ursprungsinitiator", "Ursprungsinitiative", "Mitzeichnende", "Verfasser", "Antrag von", "Antrag der Fraktion", "Antrag der Fraktionen", "Gestellt von"),
        *("Antragstellung", "Antragstellung durch", "Absender", "Vorlageneinreicher", "Einbringer", "Eingebracht von"),
        *("Eingebracht durch", "Stadträtinnen/Stadträte - Fraktionen", "Fraktion", "Fraktionen", "Mitzeichnung", "Beigetreten", "Dem Antrag beigetreten"),
    ),
    "subject": (
        *("Gegenstand", "Gegenstand der Vorlage", "Gegenstand des Antrags", "Gegenstand des Antrages", "Betreff", "Titel der Drucksache", "Titel der Vorlage"),
        *("Betr", "Betrifft", "Titel", "Titel des Antrags", "Thema", "zum Thema", "Bezeichnung", "Bezeichnung der Vorlage"),
        *("Kurztitel", "Antragsgegenstand", "Beratungsgegenstand", "Antragstitel", "Antragsthema", "Inhalt", "Überschrift"),
        *("Antragsbetreff", "Bezeichnung des Antrags", "hier", "Tagesordnungspunkt", "Vorlagenbezeichnung"),
    ),
    "cost": (
        *("Kostendeckungsvorschlag", "Deckungsvorschlag", "Deckung", "Finanzielle Auswirkungen"),
        *("Finanzielle Auswirkung", "Finanzierung", "Finanzierungsvorschlag", "Finanzierungsvorschläge"),
        *("Haushaltsmäßige Auswirkungen", "Auswirkungen auf den Haushalt", "Haushaltsrechtliche Auswirkungen"),
        *("Auswirkungen auf den Haushaltsplan", "Haushaltsauswirkungen", "Kosten", "Kosten und Deckung"),
        *("Deckungsquelle", "Kosten und Finanzierung", "Finanzbedarf", "Vorschlag zur Deckung", "Mittelbedarf"),
    ),
    "route": (
        *("Beratungsfolge", "Beratungsverlauf", "Beratungsgang", "Gremium", "Gremien", "Beratende Gremien"),
        *("Sitzung", "Beratung", "Beratung im", "Beratung in", "Zur Beratung in", "Zur Sitzung", "Sitzungsfolge", "Vorgesehene Beratungsfolge"),
        *("Beratungsgremium", "Beratungsgremien", "Gremienfolge", "Gremienlauf", "Sitzungsgremium", "Behandlung in", "Behandlung im", "zur Behandlung im", "zur Behandlung in", "zur Entscheidung im", "zur Beratung im", "Beratung und Beschlussfassung"),
    ),
    "resolution": (
        *("Beschlussvorschlag", "Beschlussentwurf", "Beschlusstext", "Beschlussempfehlung", "Beschluss"),
        *("Beschlussantrag", "Beschlusswortlaut", "Antragstext", "Petitum", "Tenor", "Wortlaut"),
        *("Wortlaut des Antrags", "Wortlaut des Antrages", "Antragswortlaut", "Antragsinhalt", "Antrag"),
        *("Vorgeschlagener Beschluss", "Antragsformulierung", "Beantragter Beschluss", "Inhalt des Antrags", "Inhalt des Antrages"),
        *("Beschlussformulierung", "Entscheidungsvorschlag", "Beschlussfassung", "Antragsbegehren"),
        *("Dringlichkeitsantrag", "Prüfantrag", "Berichtsantrag", "Antragsformel", "Anträge"),
    ),
    "reasoning": (
        *("Begründung", "Sachverhalt", "Zur Begründung", "Erläuterung", "Erläuterungen", "Sachdarstellung"),
        *("Problembeschreibung", "Hintergrund", "Ausgangslage", "Problemstellung", "Sach- und Rechtslage"),
        *("Begründung des Antrags", "Begründung des Antrages", "Antragsbegründung", "Sachstand und Begründung"),
        *("Anlass", "Sachverhalt und Begründung", "Begründung und Sachverhalt", "Motivation", "Sachlage"),
        *("Inhaltliche Begründung", "Kurzbegründung", "Begründung und Zielsetzung", "Ausführliche Begründung"),
    ),
    "number": (
        *("Drucksache", "Drucksachen-Nr", "Drucksachennummer", "Antragsnummer", "Vorlagennummer"),
        *("Nummer", "Nr", "Antrags-Nr", "Antrag-Nr", "Antrag Nr", "Vorlagen-Nr", "Vorlage-Nr", "Drs"),
    ),
    "other": (
        *("Anlage", "Anlagen", "Räumlicher Bezug", "Unterschrift", "Unterschriften", "Verteiler", "Abstimmungsergebnis"),
        *("Abstimmung", "Beratungsergebnis", "Beratungsergebnisse", "Klimarelevanz", "Auswirkungen auf das Klima", "Klimaauswirkungen"),
        *("Klimatische Auswirkungen", "Auswirkungen auf den Klimaschutz", "Klimaschutz", "Für die Richtigkeit"),
        *("Zeitplan", "Dringlichkeit", "Anhang", "Rechtsgrundlage"),
        *("Gesetzliche Grundlage", "Bereits gefasste Beschlüsse", "Aufzuhebende Beschlüsse", "Ziele", "Quellen"),
        *("Beteiligte Ämter", "Stellungnahme der Verwaltung", "Beschlüsse", "Anwesend", "Votum", "Pressekontakt"),
        *("Gleichstellungsrelevanz", "Auswirkungen auf die Gleichstellung", "Zustimmung", "Einstimmig", "Quelle"),
        *("Zielsetzung", "Ausschluss wegen Befangenheit", "Haushaltsjahr", "Hinweis", "Hinweise", "Beschlussergebnis"),
        *("Beteiligung", "Prüfung der Verwaltung", "Bearbeitungsvermerk", "Notizen", "Nachrichtlich"),
    ),
    "urgency": ("Begründung der Dringlichkeit", "Begründung der Eilbedürftigkeit", "Dringlichkeitsbegründung"),
    "letterhead": (
        *("Status", "Datum", "TOP", "Wahlperiode", "Telefon", "Telefax", "Fax", "E-Mail", "Mail", "Internet", "Ort"),
        *("Aktenzeichen", "Az", "Bearbeiter", "Ansprechpartner", "Auskunft erteilt", "Federführend", "Amt"),
        *("Federführung", "Zuständig", "Zuständigkeit", "Öffentlichkeitsstatus", "Sitzungstermin"),
        *("Eingang", "Posteingang", "Eingegangen", "Eingangsdatum", "Eingangsstempel", "Eingangsvermerk"),
        *("Art", "Vorlagenart", "Antragsart", "Stand", "Plandatum", "Entscheidendes Gremium", "Ersteller", "Vertraulichkeit", "Berichterstatter", "Uhrzeit", "Eingang bei", "Vom", "An", "Von", "Bezug", "Typ", "Form", "Dezernat"),
        *("Eingereicht am", "Erstellt am", "Erstellungsdatum", "Version", "Sitzungsdatum", "Vorgang", "Verfahren", "Adressat"),
    ),
}
# These words are often used in running text too: they never end a resolution or a reasoning.
WEAK = frozenset(["Kosten", "Thema", "Titel", "hier", "Anlass", "Ziele", "Zielsetzung", "Hintergrund", "Fraktion", "Fraktionen", "Hinweis", "Hinweise", "Zeitplan", "Beteiligung", "Motivation", "Finanzbedarf", "Mittelbedarf", "Gremium", "Gremien", "Dringlichkeit", "Klimaschutz", "Überschrift", "Absender", "Abstimmung", "Zustimmung", "Votum", "Rechtsgrundlage", "Ausgangslage", "Tagesordnungspunkt", "Nummer", "Nr", "Verfasser", "Bezeichnung", "Betr", "Betrifft", "Quelle", "Beschlüsse", "Notizen"])  # fmt: skip
# These label something only with a colon.
COLON_ONLY = frozenset(["Fraktion", "Fraktionen", "hier", "Beratung"])
# A resolution may be labelled twice; the stronger label is the one that counts.
STRENGTH = {"Antrag": 1, "Anträge": 1, "Beschlussantrag": 1, "Dringlichkeitsantrag": 1, "Prüfantrag": 1,
             "Berichtsantrag": 1, "Beschlussfassung": 1, "Beschlussempfehlung": 2}  # fmt: skip
# These may stand before what they label without a colon.
BARE = frozenset(["Einreicher", "Miteinreicher", "Antragsteller", "Initiator", "Betreff", "Betr", "Betrifft", "Gegenstand"])
