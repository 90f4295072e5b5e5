"""Words that say little by themselves. Data only."""

STOP_WORDS: frozenset[str] = frozenset(
    """
    a about above across after again against ago all almost along already also although always am
    among an and another any anybody anyone anything anyway are aren't around as at away b back be
    became because become becomes been before began behind being below beside besides best better
    between both but by c came can can't cannot could couldn't d did didn't do does doesn't doing
    don't done down due during e each either else enough especially etc even ever every everybody
    everyone everything everywhere f few first for from further furthermore g gave get gets getting
    give given gives giving go goes going gone got h had hadn't has hasn't have haven't having he
    hence her here hers herself him himself his how however i i'd i'll i'm i've ie if in indeed
    instead into is isn't it it's its itself just k keep kept know l last later least less let let's
    like ll m made mainly make makes making many may maybe me mean means might mine more moreover
    most
    mostly mr mrs ms much must my myself n namely near nearly neither never nevertheless next no
    nobody none nor not nothing now nowhere o of off often oh ok okay on once one ones only onto or
    other others otherwise ought plus our ours ourselves out over own p per perhaps please possible
    possibly put q quite r rather re really regarding s said same saw say says see seem seemed seems
    seen several shall she should shouldn't since so some somebody someone something sometimes
    somewhat somewhere soon still such t take taken tell than that that's the their theirs them
    themselves then there there's therefore these they they're thing things this those though
    through
    thus to together too took toward towards u under unless until up upon us v ve very via w want
    wants was wasn't way we we're we've well went were weren't what what's whatever when whenever
    where whereas wherever whether which whichever while who whoever whole whom whose why will with
    within without won't would wouldn't x y yes yet you you'd you'll you're you've your yours
    yourself
    yourselves z
    """.split()
)

LIGHT_WORDS: frozenset[str] = frozenset(
    """
    able actual amount annual average daily exact final initial latest level monthly official
    original percentage recent weekly yearly value additional aspect aspects available bad based
    basis big brief broad case cases certain clear
    common company concern concerns consider correct current currently describe described detail
    details different discuss do document documents easy effect evaluate evidence exact exactly
    example examples exist exists explain fact facts far file files find folder following full
    found general give good great half happen happened happens help helpful high important
    include included includes including information interesting involve involved issue issues item
    items key kind kinds
    large latest learn list long look low main major material matter matters mention mentioned mind
    name need needed needs new note number numbers old overall overview paper papers part particular
    parts people point points present provide provided provides question questions read reason
    reasons
    regard related relevant report reported reports research respect sense serious set short show
    shown shows significant small sort source sources specific state stated states study sum
    summarise
    summarize summary text think thought time times today topic total type types typical typically
    understand use used useful user users uses using usual usually various view work works worth
    year years month months
    """.split()
)
"""Words that occur in any text and in any question about it: they weigh a third."""
