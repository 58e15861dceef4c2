"""The words that name a body or the members of a municipality, in all Länder."""

from __future__ import annotations

from functools import lru_cache

from papers.duties.words import lexicon

# fmt: off
_BODIES = (
    # gender  ends so                                what may stand before ("*": anything, also nothing)
    ("m",     "ausschuss ausschuß ausschusses ausschußes ausschusse", "*"),
    ("m",     "beirat beirats beirates beirate",     "*"),
    ("m",     "rat rats rates rate",                 " stadt gemeinde kreis orts ortschafts ortsteil bezirks stadtbezirks ältesten markt marktgemeinde "
                                                     "verbandsgemeinde samtgemeinde ortsgemeinde integrations migrations jugend jugendgemeinde jugendstadt senioren "
                                                     "inklusions ausländer frauen klima kultur sport stadtteil quartiers regions kreisjugend kinder kinder- bürger"),
    ("m",     "tag tages tags tage",                 "kreis bezirks städteregions regional"),
    ("m",     "magistrat magistrats magistrates",    ""),
    ("m",     "senat senats senates",                ""),
    ("f",     "versammlung",                         "stadtverordneten gemeinde rats bezirks bezirksverordneten stadtbezirks regional regions verbands voll kreis landschafts"),
    ("f",     "vertretung",                          "bezirks gemeinde stadt orts ortsteil senioren kreis kommunal stadtbezirks jugend"),
    ("f",     "bürgerschaft",                        " stadt"),
    ("f",     "kommission deputation",               "*"),
    ("f",     "fraktion",                            "*"),
    ("f",     "bvv stvv svv",                        ""),
    ("n",     "parlament parlaments parlamentes",    "jugend kinder senioren kinder-und-jugend kreis stadt stadtschüler"),
    ("n",     "gremium gremiums",                    "*"),
    ("n",     "plenum plenums präsidium präsidiums", ""),
    ("p",     "ausschüsse ausschüssen beiräte beiräten gremien fraktionen kommissionen", "*"),
    ("p",     "gruppen",                             "rats stadtrats"),
    ("p",     "räte räten",                          " stadt gemeinde kreis orts ortschafts ortsteil bezirks stadtbezirks markt jugend ortsgemeinde"),
    ("p",     "rätinnen",                            "stadt gemeinde kreis orts ortschafts bezirks markt"),
    ("p",     "vertretungen",                        "bezirks orts stadtbezirks"),
    ("p",     "mitglieder mitgliedern mitglied",     "rats stadtrats gemeinderats ausschuss kreistags bezirksrats gremien gremiums bürgerschafts magistrats beirats ortsbeirats"),
    ("p",     "verordneten verordnete abgeordneten abgeordnete", "stadt bezirks kreistags bürgerschafts"),
    ("p",     "vertreter vertretern vertreterinnen", "gemeinde stadt"),
    ("p",     "fraktionsvorsitzenden fraktionsvorsitzende mandatsträger mandatsträgern mandatsträgerinnen ratsleute ratsleuten ratsfrauen ratsherren ratsmitgliederinnen", ""),
)
# fmt: on
_FOREIGN = tuple(
    lexicon(# they end like a body of the municipality and are none
    "bundesrat landrat hausrat vorrat elternbeirat gesamtelternbeirat vermittlungsausschuss kreiselternbeirat "
    "elternversammlung kommissionen-eu bundestag landtag untersuchungsausschuss")
)
@lru_cache(maxsize=4096)
def body_gender(low: str) -> str | None:
    """The gender of a word that names a body, "p" for a plural, None for any other word."""
    if low in _FOREIGN or low.removesuffix("es").removesuffix("s") in _FOREIGN:
        return None
    for gender, endings, before in _BODIES:
        for ending in endings.split():
            if low.endswith(ending):
                stem = low[: -len(ending)]
                if before == "*" or stem.removesuffix("-") in _stems(before):
                    return gender
    return None


@lru_cache(maxsize=64)
def _stems(before: str) -> frozenset[str]:
    alone = {""} if not before or before.startswith(" ") else set()
    return frozenset(before.split()) | alone
