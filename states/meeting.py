"""A meeting: one sitting of a body, from its date to its end (OParl: Meeting)."""

from enum import StrEnum

from states import guards as g
from states.chart import SAME, Chart, rows
from states.roles import Role


class State(StrEnum):
    PLANNED = "planned"  # it has its date
    INVITED = "invited"  # the members have the agenda and the papers
    HELD = "held"  # it has taken place
    CANCELLED = "cancelled"  # it has not


class Event(StrEnum):
    INVITE = "invite"
    MOVE = "move"
    HOLD = "hold"
    CANCEL = "cancel"
    REINSTATE = "reinstate"


S, E, R = State, Event, Role
# Sets of states have their names here, for every room; ladders know them by these names too.
AHEAD = (S.PLANNED, S.INVITED)

# fmt: off
RULES = rows(
    #in           on           leads to     by                  if
    (S.PLANNED,   E.INVITE,    S.INVITED,   (R.CLERK, R.MAYOR), ()),
    (AHEAD,       E.MOVE,      SAME,        (R.CLERK, R.MAYOR), g.until_named),
    (AHEAD,       E.HOLD,      S.HELD,      (R.CLERK, R.CHAIR), ()),
    (AHEAD,       E.CANCEL,    S.CANCELLED, (R.CLERK, R.MAYOR), g.reason_given),
    (S.CANCELLED, E.REINSTATE, S.PLANNED,   (R.CLERK, R.MAYOR), ()),
)
# fmt: on

CHART = Chart(
    kind="meeting",
    opening="convene",
    initial=S.PLANNED,
    rules=RULES,
    over=frozenset({S.HELD, S.CANCELLED}),
    owners={S.PLANNED: R.CLERK, S.INVITED: R.CHAIR},
)
