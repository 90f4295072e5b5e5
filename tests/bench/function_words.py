"""Words that carry no fact, so that neither a capital nor a match on them means anything."""

from tests.bench.dates import MONTHS
from tests.bench.quantities import NUMBER_WORDS

_CALENDAR = {name.casefold() for name in MONTHS} | {
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
}  # fmt: skip

_GRAMMAR = set(
    """a an the this that these those it its they their them there here he she his her him we our us
    you your i me my in on at by for from of to with without within under over after before since
    until during between among against about above below through per as if when while where whereas
    which who whom whose what how why and or but nor yet so both either neither each every all any
    some most many much more less few several other another such no not none nothing nobody only
    also too still even is are was were be been being has have had having do does did can could may
    might must shall should will would one than then now because although though despite unlike like
    again out up down off into onto upon own same very just""".split()
)

_OPENERS = set(
    """however moreover furthermore besides meanwhile instead otherwise therefore thus hence overall
    taken together according concerning regarding beyond beside further finally first second third
    next later earlier today currently previously formerly originally notably additionally
    separately specifically elsewhere likewise similarly conversely turning looking based given
    asked question answer summary source sources document documents evidence report section mr mrs
    ms dr""".split()
)

FUNCTION_WORDS = frozenset(_CALENDAR | _GRAMMAR | _OPENERS | NUMBER_WORDS.keys())
