"""Telling a sentence from a mere phrase: is there a verb that could carry it?"""

import re

from nyqst_agent.language.stems import stem

_AUXILIARIES = frozenset(
    """
    is are was were be been am has have had do does did can could will would shall should may might
    must cannot can't won't isn't aren't wasn't weren't doesn't don't didn't hasn't haven't needs
    """.split()
)
_IRREGULAR = frozenset(
    """
    arose ate became began bent bet bit blew broke brought built burnt bought caught chose came cost
    cut dealt did drew drove fell felt fought found flew forgot froze gave went got grew hung had
    heard held hit kept knew laid led left lent let lay lost made meant met paid put quit read rode
    rang rose ran said saw sold sent set shook shone shot showed shut sat slept slid spoke spent
    split spread stood stole struck swam took taught told thought threw understood woke wore won
    withdrew wrote born borne begun chosen done driven fallen forgotten given gone grown known seen
    shown spoken taken thrown written
    """.split()
)
_VERBS = frozenset(
    stem(verb)
    for verb in """
    accept achieve acquire act add adopt affect agree allow amount announce appear apply appoint
    approve argue arise ask assign assume attend avoid become begin believe belong block break bring
    build buy call carry cause cease change charge check choose claim close collect come commit
    comply comprise concern conclude confirm connect consider consist contain continue contribute
    control convert copy cost cover create cut decide declare decline decrease define delay delete
    deliver demand deny depend describe determine develop differ disable discontinue drop earn
    employ enable encourage end ensure enter equal establish estimate exceed exclude execute exist
    expand expect expire explain face fail fall fill find fix follow force form found generate get
    give go grow guarantee handle hire hold identify ignore implement improve include increase
    indicate inform inspect install intend introduce invest involve issue join keep know lack launch
    lead learn leave let lie limit list lose maintain make manage mean meet merge migrate move need
    notice notify obtain occur offer open operate oppose owe own pay perform permit plan point
    prefer prepare prevent process produce prohibit promise propose protect prove provide publish
    purchase put raise reach read receive recommend record reduce refer refuse reject relate release
    rely remain remove renew repair replace reply report represent request require reserve resign
    resolve respond restart restore restrict result retain retire return reveal review revise rise
    run save say scan see seek seem sell send serve set settle show sign sit specify spend stand
    start state stay stop store submit suffer suggest supersede supply support suspend take tell
    tend terminate test total track train transfer treat trigger try turn understand update use
    vary verify wait want warn win work write rotate log mount print display parse load delete skip
    match compress mail override combine accumulate ship trade rank score range configure
    customise customize
    tune upgrade deploy uninstall troubleshoot debug encrypt enforce authenticate invoke execute
    edit add
    """.split()
)
_WORD = re.compile(r"[A-Za-z']+")


def has_verb(text: str) -> bool:
    found = [word.lower() for word in _WORD.findall(text)]
    return any(
        word in _AUXILIARIES
        or word in _IRREGULAR
        or (stem(word) in _VERBS and not word.endswith("ing"))
        or (word.endswith("ed") and len(word) > 4)
        for word in found
    )


def has_finite_verb(text: str) -> bool:
    """Like `has_verb`, but a participle, as in "the year ended", is not enough."""
    found = [word.lower() for word in _WORD.findall(text)]
    return any(
        word in _AUXILIARIES
        or word in _IRREGULAR
        or (word.endswith("s") and stem(word) in _VERBS and number > 0)
        for number, word in enumerate(found)
    )


def starts_with_verb(text: str) -> bool:
    """Whether it may be an instruction, such as "Edit the file", or lacks its subject."""
    match = _WORD.match(text)
    return match is not None and stem(match[0].lower()) in _VERBS
