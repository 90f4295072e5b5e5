"""The commonest words of the European languages in Latin script: about as many of each, so that
the scores compare. Data only."""

_LISTS = {
    "en": """
        the of and to in a is that for it as was with be by on not he are this or his from at
        which but have an had they you were their been has will would we all its
    """,
    "de": """
        der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es
        an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über
    """,
    "fr": """
        de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il
        sont la avec son aux d'une cette ou ses été être ont mais comme nous
    """,
    "es": """
        de la que el en y a los se del las un por con no una su para es al lo como más o pero sus
        le ha me si sin sobre este ya entre cuando todo esta ser son también
    """,
    "it": """
        di e il la che in a per un è del non una i della le si da con sono gli al come dei più ha
        nel alla anche o ma lo su delle questo dal nella essere stato
    """,
    "pt": """
        de a o que e do da em um para é com não uma os no se na por mais as dos como mas ao ele
        das à seu sua ou quando muito nos já eu também só pelo pela
    """,
    "nl": """
        de van het een en in is dat op te zijn met voor niet aan er om ook als dan maar bij door
        uit nog naar heeft hij ze wordt worden werd tot over deze die kan
    """,
    "sv": """
        och i att det som en på är av för med till den har de inte om ett han men var jag sig från
        vi så kan när år under också efter eller nu sin där
    """,
    "da": """
        og i at det er en til på de som med for den af der ikke har et han var fra jeg vi men kan
        om sig så være blev efter også eller når
    """,
    "no": """
        og i det er på en til som å for av at med de den har ikke om et var men jeg seg fra han vi
        kan så skal være etter også eller når
    """,
    "fi": """
        ja on ei se että oli ovat hän mutta joka kun myös tai niin kuin olla sen ole vuonna sekä
        jos ne mukaan vain jonka tämä sitä mitä hänen voi jo
    """,
    "pl": """
        w i na z do się nie że jest o to jak za od po przez a oraz dla co są ma jego był przy lub
        tym tego które jej być który także może ale
    """,
    "cs": """
        a v se na je že s z do o i to k ve pro za by jsou od po jako ale byl které jeho který při
        jak nebo až také však tak již podle bylo
    """,
    "sk": """
        a v sa na je že s z do o aj to k vo pre za by sú od po ako ale bol ktoré jeho ktorý pri
        alebo až tiež však tak už podľa bolo
    """,
    "hu": """
        a az és hogy nem is egy ez de volt meg van csak el már még mint vagy ki kell be mert ha
        lehet azt minden után akkor sem ezt által
    """,
    "ro": """
        de și în la a cu pe care nu din o un este mai ca pentru se sunt să au fost sau prin dar
        după ale al lui fi între către ar
    """,
    "tr": """
        ve bir bu da de için ile olarak çok daha gibi en ne kadar sonra ise o var ama olan veya
        olduğu değil her ya ki mi tarafından
    """,
    "lt": """
        ir yra į kad su tai iš buvo o kaip bet nuo jo tik apie iki ar už dėl po per arba jau jis
        taip pat kuris bei savo metais
    """,
}

COMMON_WORDS: dict[str, frozenset[str]] = {
    language: frozenset(words.split()) for language, words in sorted(_LISTS.items())
}
