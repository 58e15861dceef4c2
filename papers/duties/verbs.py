"""The verbs of telling and of handing over, their forms, and what they govern."""

from __future__ import annotations

from dataclasses import dataclass

from papers.duties.words import lexicon

TELL, HAND, GET = "tell", "hand", "get"
DATIVE, ACCUSATIVE, NOMINATIVE, PLACE = "dative", "accusative", "nominative", "place"
STRONG, WEAK = "strong", "weak"  # a weak verb is a duty only if it names a body


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb: what it does, the case of the one who is told, and the words it needs beside it."""

    infinitive: str
    does: str
    case: str
    weight: str
    beside: tuple[tuple[str, ...], ...] = ()  # one of these must stand in the clause

    @property
    def particle(self) -> str:
        """The part that is separated in "legt … vor"; "" if there is none."""
        return self.infinitive.partition("|")[0] if "|" in self.infinitive else ""


@dataclass(frozen=True, slots=True)
class Head:
    """A verb of duty in a sentence: from its first to after its last word, and its form."""

    verb: Verb
    first: int
    last: int
    form: str  # zu, bare, participle, finite


# fmt: off
_VERBS = (
    # infinitive       he               has               does  governs      weight  for example
    ("berichten",      "berichtet",     "berichtet",      TELL, DATIVE,      STRONG, "dem Stadtrat zu berichten"),
    ("informieren",    "informiert",    "informiert",     TELL, ACCUSATIVE,  STRONG, "den Stadtrat zu informieren"),
    ("unterrichten",   "unterrichtet",  "unterrichtet",   TELL, ACCUSATIVE,  STRONG, "der Stadtrat ist zu unterrichten"),
    ("benachrichtigen", "benachrichtigt", "benachrichtigt", TELL, ACCUSATIVE, STRONG, "den Rat zu benachrichtigen"),
    ("verständigen",   "verständigt",   "verständigt",    TELL, ACCUSATIVE,  STRONG, "den Rat zu verständigen"),
    ("auf|klären",     "klärt",         "aufgeklärt",     TELL, ACCUSATIVE,  WEAK,   "den Rat aufzuklären"),
    ("mit|teilen",     "teilt",         "mitgeteilt",     TELL, DATIVE,      STRONG, "dem Rat mitzuteilen"),
    ("vor|tragen",     "trägt",         "vorgetragen",    TELL, DATIVE,      WEAK,   "im Ausschuss vorzutragen"),
    ("an|zeigen",      "zeigt",         "angezeigt",      TELL, DATIVE,      WEAK,   "dem Rat anzuzeigen"),
    ("auf|zeigen",     "zeigt",         "aufgezeigt",     TELL, DATIVE,      WEAK,   "dem Rat aufzuzeigen"),
    ("dar|legen",      "legt",          "dargelegt",      TELL, DATIVE,      WEAK,   "dem Rat darzulegen"),
    ("dar|stellen",    "stellt",        "dargestellt",    TELL, DATIVE,      WEAK,   "in einer Informationsvorlage darzustellen"),
    ("offen|legen",    "legt",          "offengelegt",    TELL, DATIVE,      WEAK,   "dem Rat offenzulegen"),
    ("erläutern",      "erläutert",     "erläutert",      TELL, DATIVE,      WEAK,   "im Stadtbezirksrat erläutern"),
    ("schildern",      "schildert",     "geschildert",    TELL, DATIVE,      WEAK,   "im Ausschuss zu schildern"),
    ("referieren",     "referiert",     "referiert",      TELL, DATIVE,      WEAK,   "im Ausschuss zu referieren"),
    ("aus|führen",     "führt",         "ausgeführt",     TELL, DATIVE,      WEAK,   "dem Rat auszuführen"),
    ("erklären",       "erklärt",       "erklärt",        TELL, DATIVE,      WEAK,   "dem Rat zu erklären"),
    ("begründen",      "begründet",     "begründet",      TELL, DATIVE,      WEAK,   "dem Rat zu begründen"),
    ("nach|weisen",    "weist",         "nachgewiesen",   TELL, DATIVE,      WEAK,   "dem Rat nachzuweisen"),
    ("nennen",         "nennt",         "genannt",        TELL, DATIVE,      WEAK,   "dem Rat zu nennen"),
    ("benennen",       "benennt",       "benannt",        TELL, DATIVE,      WEAK,   "dem Rat zu benennen"),
    ("beziffern",      "beziffert",     "beziffert",      TELL, DATIVE,      WEAK,   "dem Rat zu beziffern"),
    ("veranschaulichen", "veranschaulicht", "veranschaulicht", TELL, DATIVE, WEAK,   "dem Rat zu veranschaulichen"),
    ("zurück|melden",  "meldet",        "zurückgemeldet", TELL, DATIVE,      WEAK,   "dem Rat zurückzumelden"),
    ("melden",         "meldet",        "gemeldet",       TELL, DATIVE,      WEAK,   "dem Rat zu melden"),
    ("beantworten",    "beantwortet",   "beantwortet",    TELL, DATIVE,      WEAK,   "dem Rat zu beantworten"),
    ("bekannt|geben",  "gibt",          "bekanntgegeben", TELL, DATIVE,      WEAK,   "dem Rat bekanntzugeben"),
    ("erfahren",       "erfährt",       "erfahren",       TELL, NOMINATIVE,  WEAK,   "der Ausschuss soll erfahren, was daraus wird"),
    ("vor|legen",      "legt",          "vorgelegt",      HAND, DATIVE,      STRONG, "dem Stadtrat vorzulegen"),
    ("vor|stellen",    "stellt",        "vorgestellt",    HAND, DATIVE,      STRONG, "im Ausschuss vorzustellen"),
    ("präsentieren",   "präsentiert",   "präsentiert",    HAND, DATIVE,      STRONG, "im Ausschuss zu präsentieren"),
    ("unterbreiten",   "unterbreitet",  "unterbreitet",   HAND, DATIVE,      STRONG, "dem Rat zu unterbreiten"),
    ("vor|liegen",     "liegt",         "vorgelegen",     HAND, DATIVE,      WEAK,   "soll dem Rat vorliegen"),
    ("zu|leiten",      "leitet",        "zugeleitet",     HAND, DATIVE,      WEAK,   "dem Rat zuzuleiten"),
    ("zu|gehen",       "geht",          "zugegangen",     HAND, DATIVE,      WEAK,   "geht den Fraktionen zu"),
    ("zu|arbeiten",    "arbeitet",      "zugearbeitet",   HAND, DATIVE,      WEAK,   "arbeitet dem Rat eine Vorlage zu"),
    ("weiter|leiten",  "leitet",        "weitergeleitet", HAND, DATIVE,      WEAK,   "dem Rat weiterzuleiten"),
    ("übergeben",      "übergibt",      "übergeben",      HAND, DATIVE,      WEAK,   "dem Ausschuss zu übergeben"),
    ("übermitteln",    "übermittelt",   "übermittelt",    HAND, DATIVE,      WEAK,   "den Fraktionen zu übermitteln"),
    ("überreichen",    "überreicht",    "überreicht",     HAND, DATIVE,      WEAK,   "dem Rat zu überreichen"),
    ("über|senden",    "übersendet",    "übersandt",      HAND, DATIVE,      WEAK,   "den Fraktionen zu übersenden"),
    ("zu|senden",      "sendet",        "zugesandt",      HAND, DATIVE,      WEAK,   "den Fraktionen zuzusenden"),
    ("ein|bringen",    "bringt",        "eingebracht",    HAND, DATIVE,      WEAK,   "in den Stadtrat einzubringen"),
    ("ein|reichen",    "reicht",        "eingereicht",    HAND, DATIVE,      WEAK,   "beim Rat einzureichen"),
    ("nach|reichen",   "reicht",        "nachgereicht",   HAND, DATIVE,      STRONG,  "dem Rat nachzureichen"),
    ("aus|händigen",   "händigt",       "ausgehändigt",   HAND, DATIVE,      WEAK,   "den Fraktionen auszuhändigen"),
    ("bereit|stellen", "stellt",        "bereitgestellt", HAND, DATIVE,      WEAK,   "den Fraktionen bereitzustellen"),
    ("überlassen",     "überlässt",     "überlassen",     HAND, DATIVE,      WEAK,   "dem Beirat zu überlassen"),
    ("zu|schicken",    "schickt",       "zugeschickt",    HAND, DATIVE,      WEAK,   "den Fraktionen zuzuschicken"),
    ("senden",         "sendet",        "gesandt",        HAND, DATIVE,      WEAK,   "den Fraktionen zu senden"),
    ("zu|stellen",     "stellt",        "zugestellt",     HAND, DATIVE,      WEAK,   "den Fraktionen zuzustellen"),
    ("weiter|reichen", "reicht",        "weitergereicht", HAND, DATIVE,      WEAK,   "dem Rat weiterzureichen"),
    ("weiter|geben",   "gibt",          "weitergegeben",  HAND, DATIVE,      WEAK,   "dem Rat weiterzugeben"),
    ("liefern",        "liefert",       "geliefert",      HAND, DATIVE,      WEAK,   "dem Rat zu liefern"),
    ("verteilen",      "verteilt",      "verteilt",       HAND, DATIVE,      WEAK,   "an die Fraktionen zu verteilen"),
    ("zeigen",         "zeigt",         "gezeigt",        HAND, DATIVE,      WEAK,   "dem Beirat zu zeigen"),
    ("vor|schlagen",   "schlägt",       "vorgeschlagen",  HAND, DATIVE,      WEAK,   "dem Rat vorzuschlagen"),
    ("erhalten",       "erhält",        "erhalten",       GET,  NOMINATIVE,  WEAK,   "der Ausschuss erhält einen Bericht"),
    ("bekommen",       "bekommt",       "bekommen",       GET,  NOMINATIVE,  WEAK,   "der Ausschuss bekommt einen Bericht"),
)
_LIGHT = (
    # infinitive  he         has           beside it                                         does  governs     weight
    ("ab|statten", "stattet", "abgestattet", "bericht",                                      TELL, DATIVE,     STRONG),
    ("setzen",    "setzt",   "gesetzt",    "ins bild",                                       TELL, ACCUSATIVE, STRONG),
    ("bringen",   "bringt",  "gebracht",   "auf stand",                                      TELL, ACCUSATIVE, STRONG),
    ("legen",     "legt",    "gelegt",     "rechnung/rechenschaft",                          TELL, DATIVE,     STRONG),
    ("stehen",    "steht",   "gestanden",  "rede und antwort",                               TELL, DATIVE,     WEAK),
    ("machen",    "macht",   "gemacht",    "zugänglich",                                     HAND, DATIVE,     WEAK),
    ("leisten",   "leistet", "geleistet",  "bericht/rechenschaft",                           TELL, DATIVE,     STRONG),
    ("ziehen",    "zieht",   "gezogen",    "~bilanz",                                        TELL, DATIVE,     WEAK),
    ("erstatten", "erstattet", "erstattet", "~bericht/~berichte/auskunft/meldung/mitteilung", TELL, DATIVE, STRONG),
    ("ab|legen",  "legt",    "abgelegt",   "rechenschaft/bericht",                           TELL, DATIVE,     STRONG),
    ("geben",     "gibt",    "gegeben",    "zur kenntnis",                                   TELL, DATIVE,     STRONG),
    ("geben",     "gibt",    "gegeben",    "bericht~/~bericht/~berichte/überblick/auskunft/information~/~stand/rückmeldung/zwischenstand/einblick/einschätzung/aufschluss/bescheid/antwort/rechenschaft/~übersicht/kenntnis", TELL, DATIVE, STRONG),
    ("geben",     "gibt",    "gegeben",    "zur beschlussfassung/entscheidung/beratung/abstimmung", HAND, DATIVE, STRONG),
    ("ab|geben",  "gibt",    "abgegeben",  "~stellungnahme/~bericht",                        TELL, DATIVE,     WEAK),
    ("erteilen",  "erteilt", "erteilt",    "auskunft",                                       TELL, DATIVE,     STRONG),
    ("bringen",   "bringt",  "gebracht",   "zur kenntnis",                                   TELL, DATIVE,     STRONG),
    ("setzen",    "setzt",   "gesetzt",    "in kenntnis",                                    TELL, ACCUSATIVE, STRONG),
    ("halten",    "hält",    "gehalten",   "auf laufenden/stand/~stand",                     TELL, ACCUSATIVE, STRONG),
    ("halten",    "hält",    "gehalten",   "~bericht/vortrag",                               TELL, DATIVE,     WEAK),
    ("stellen",   "stellt",  "gestellt",   "zur verfügung",                                  HAND, DATIVE,     WEAK),
    ("stellen",   "stellt",  "gestellt",   "zur diskussion/entscheidung/abstimmung/beschlussfassung", HAND, DATIVE, WEAK),
    ("bringen",   "bringt",  "gebracht",   "zur beschlussfassung/abstimmung/entscheidung/beratung", HAND, DATIVE, WEAK),
    ("machen",    "macht",   "gemacht",    "vorschlag/vorschläge/mitteilung",                HAND, DATIVE,     WEAK),
    ("lassen",    "lässt",   "gelassen",   "zukommen",                                       HAND, DATIVE,     WEAK),
    ("gelangen",  "gelangt", "gelangt",    "zur beschlussfassung/entscheidung/beratung/abstimmung", HAND, PLACE,     WEAK),
    ("nehmen",    "nimmt",   "genommen",   "stellung",                                       TELL, DATIVE,     WEAK),
    ("erfolgen",  "erfolgt", "erfolgt",    "~bericht/~berichte/~berichterstattung/information/unterrichtung/~mitteilung/rückmeldung/berichtslegung", TELL, DATIVE, STRONG),
    ("erfolgen",  "erfolgt", "erfolgt",    "vorlage/vorstellung/präsentation",               HAND, DATIVE,     STRONG),
    ("ergehen",   "ergeht",  "ergangen",   "~bericht/~mitteilung/information/~vorlage",      TELL, DATIVE,     STRONG),
    ("erwarten",  "erwartet", "erwartet",  "~bericht/~berichterstattung/~rückmeldung/~stellungnahme/antwort/auskunft/~auswertung/~übersicht", TELL, NOMINATIVE, STRONG),
    ("vor|sehen", "sieht",   "vorgesehen", "~berichterstattung/berichtspflicht/~bericht",    TELL, DATIVE,     STRONG),
    ("bitten",    "bittet",  "gebeten",    "um ~bericht/~berichterstattung/~berichtes/auskunft/information/mitteilung/rückmeldung", TELL, PLACE,  STRONG),
    ("bitten",    "bittet",  "gebeten",    "um vorstellung/vorlage/präsentation/vorlegung/übermittlung", HAND, PLACE, STRONG),
    ("verbinden", "verbindet", "verbunden", "~berichterstattung/berichtspflicht",            TELL, DATIVE,     STRONG),
    ("verpflichten", "verpflichtet", "verpflichtet", "~berichterstattung/auskunft",          TELL, DATIVE,     STRONG),
)
# fmt: on


def _beside(text: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(part.split("/")) for part in text.split())


def _forms(infinitive: str, finite: str, participle: str) -> dict[str, str]:
    """The words that may be forms of the verb, and which form each is."""
    particle, _, stem = infinitive.rpartition("|")
    whole = particle + stem
    forms = {participle: "participle", whole: "bare", finite: "finite", stem: "finite"}
    if finite == participle:
        forms[finite] = "either"
    if particle:
        forms[f"{particle}zu{stem}"] = "zu"
        forms[particle + finite] = "finite"
    elif finite != participle:
        forms[finite] = "finite"
    return forms | {whole: "bare"}


def _index() -> dict[str, list[tuple[Verb, str]]]:
    index: dict[str, list[tuple[Verb, str]]] = {}
    rows = [(Verb(inf, does, case, weight), he, has) for inf, he, has, does, case, weight, _ in _VERBS]
    rows += [
        (Verb(inf, does, case, weight, _beside(beside)), he, has)
        for inf, he, has, beside, does, case, weight in _LIGHT
    ]
    for verb, finite, participle in rows:
        for word, form in _forms(verb.infinitive, finite, participle).items():
            index.setdefault(word, []).append((verb, form))
    return index


INDEX = _index()
# Nouns that stand for a duty where no verb is; a body must be named with them.
NOTICES = {
    noun: Verb("berichten", TELL, DATIVE, WEAK)
    for noun in lexicon("bericht berichterstattung zwischenbericht sachstandsbericht abschlussbericht information unterrichtung mitteilung")
} | {noun: Verb("vorlegen", HAND, DATIVE, WEAK) for noun in ("vorlage", "vorstellung", "beschlussvorlage")}
