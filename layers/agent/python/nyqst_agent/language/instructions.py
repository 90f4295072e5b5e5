"""Text that tries to steer whoever reads it, instead of telling something. It is only data."""

import re

_MACHINES = (
    r"(?:ai|a\.i\.|artificial\ intelligence|language\ models?|llms?|chat\ ?bots?"
    r"|gpt\w*|claude|gemini|copilot"
    r"|(?:ai|virtual|digital|research|automated|automatic)\ (?:assistants?|agents?"
    r"|readers?|systems?|tools?|reviewers?|summari[sz]ers?|analysts?|models?"
    r"|researchers?|processors?)"
    r"|summari[sz]ers?|summari[sz]ation\ (?:tools?|systems?)"
    r"|the\ assistant(?=\ (?:must|should|shall|is\ |will\ now|has\ to))"
    r"|assistants?\ (?:reading|processing|summari[sz]ing)"
    r"|(?:whoever|anyone|any\ (?:system|tool|model|reader|assistant|agent))\ (?:reads?"
    r"|reading|processing|processes|summari[sz]es|summari[sz]ing|analy[sz]es"
    r"|analy[sz]ing)"
    r"|(?:the|any)\ (?:reader|reviewer|analyst|researcher|model)(?=\ (?:must|should"
    r"|shall|is\ (?:instructed|required|told|asked|directed|to\b)|has\ to|needs\ to"
    r"|will\ now)))"
)
_ORDERS = (
    r"(?:must|should|shall|(?:is|are)\ (?:instructed|required|told|asked|directed|hereby"
    r"|to\b)|has\ to|have\ to|need(?:s)?\ to|will\ now|please|ignore|disregard|do\ not"
    r"|don't|never|always)"
)
_REPORTING = (
    r"(?:report|state|stat|say|conclude|ignore|disregard|treat|consider|describe"
    r"|summari[sz]e|recommend|rate|mention|omit|include|answer|respond|reply|output|write"
    r"|present|cite|quote|give|flag|assume|accept|endorse|rely|prefer|stop|skip|exclude"
    r"|inform|tell|follow|obey)"
)
_STEERING = tuple(
    re.compile(pattern, re.IGNORECASE | re.VERBOSE)
    for pattern in (
        r"\b(?:ignore|disregard|forget|override|bypass|discard)\b.{0,40}\b(?:previous|prior|above|earlier|preceding|all|any|other|your|existing|system)\b.{0,30}\b(?:instructions?|prompts?|directions)\b|\b(?:ignore|disregard|forget)\b.{0,20}\b(?:previous|prior|above|earlier|your)\b.{0,20}\b(?:guidelines|rules|context|commands?|constraints|sources?|documents?|findings)\b",
        r"\b(?:your|the)\ (?:system\ prompt|hidden\ prompt|initial\ prompt"
        r"|original\ instructions|new\ instructions|new\ task"
        r"|instructions\ are\ now)\b|^\W*(?:system|assistant|user)\s*(?:prompt|message"
        r"|note|override|instruction)s?\s*:|\[/?(?:system|inst)\]|<\|?/?(?:system"
        r"|assistant|im_start|im_end|instructions?)\b",
        r"\byou\ are\ (?:now\ )?(?:an?|the)\ (?:ai|assistant|helpful|large|language"
        r"|expert|different|unrestricted|chatbot|model|agent)\b|\bas\ an?\ (?:ai"
        r"|language\ model|llm)\b|\bact\ as\ (?:an?|if)\b.{0,30}\b(?:assistant|ai"
        r"|model)\b",
        rf"\b{_MACHINES}\b.{{0,60}}?\b{_ORDERS}\b(?:\W+\w+){{0,2}}?\W+{_REPORTING}\b",
        rf"\b(?:instructions?|notice|note|message|attention|directive"
        rf"|memo)\b\W{{0,3}}(?:to|for)?\W{{0,3}}(?:all\ |any\ |the\ )?{_MACHINES}\b",
        r"\b(?:when|if|before|while|in)\ (?:you\ (?:are\ )?)?(?:summari[sz]e"
        r"|summari[sz]ing|analy[sz]e|analy[sz]ing|process|processing|review|reviewing"
        r"|answering|quoting|citing|reporting)\b.{0,40}\b(?:this|these"
        r"|the)\ (?:document|file|folder|text|page|documents|corpus|data\ ?room"
        r"|report)\b.{0,80}\b(?:must|should|always|never|do\ not|don't|state|say|write"
        r"|report|include|omit|conclude|rate|give|answer|respond|reply)\b",
        r"\b(?:in|to|from)\ your\ (?:summary|answer|report|response|reply|output"
        r"|analysis|conclusions?|findings|final\ (?:answer|report|response)|review"
        r"|assessment|brief)\b|\byour\ (?:summary|answer|report|response|output"
        r"|final\ (?:answer|report))\ (?:must|should|shall|has\ to|needs\ to|will)\b",
        r"^\W*(?:respond|reply|answer|output|print|return|repeat)\ (?:only\ )?(?:with"
        r"|by|exactly|the\ (?:word|phrase|text|following)|\"|“|')",
        r"\b(?:do\ not|don't|never|must\ not|should\ not)\ (?:mention|disclose|reveal"
        r"|cite|quote|report|include|flag|refer\ to)\b.{0,60}\b(?:this\ (?:instruction"
        r"|note|message|text|document|paragraph|section)|in\ (?:the|any"
        r"|your)\ (?:summary|report|answer|brief|findings|output)|to\ the\ (?:user"
        r"|reader|client))\b",
        r"\b(?:the\ |any\ |all\ )?(?:summary|report|answer|brief|output|review"
        r"|analysis|research)\ (?:of\ this\ (?:document|folder|file|data\ ?room)"
        r"|generated|produced|based\ on\ this)\b.{0,40}\b(?:must|should|shall|has\ to"
        r"|needs\ to)\b",
        r"\b(?:report|state|say|conclude|write|claim|assert|tell\ (?:the\ )?(?:user"
        r"|reader|client))\b.{0,20}\b(?:that\b.{0,100})\b(?:instead|regardless"
        r"|no\ matter|and\ nothing\ else|whatever\ (?:the|other))\b",
        r"\b(?:jailbreak|prompt\ injection|developer\ mode|do\ anything\ now)\b",
    )
)
_FOLLOW_UP = re.compile(
    r"^\W*(?:report|state|say|conclude|write|claim|assert|tell|treat|consider|rate|recommend|assign|mark"
    r"|include|omit|remove|delete|send|visit|open|call|use|give|answer|describe"
    r"|present|add|end|begin|start|do\ not|never|always|instead)\b"
    r"|\b(?:these\ instructions|this\ instruction|overrides?|supersedes?\ (?:all|any"
    r"|every)\ other|authoritative|takes?\ precedence)\b",
    re.IGNORECASE | re.VERBOSE,
)


def is_instruction(text: str) -> bool:
    """Whether it tells its reader what to report, ignore or become."""
    flat = " ".join(text.split())
    return any(pattern.search(flat) for pattern in _STEERING)


def follows_instruction(text: str) -> bool:
    """Whether a sentence near an instruction reads like a part of it."""
    return _FOLLOW_UP.search(" ".join(text.split())) is not None
