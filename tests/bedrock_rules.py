"""A model's part played by rule: plain answers to every prompt of the Bedrock runner.

What a prompt shows stands behind a fence, which these rules read like a model does.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

_FENCED = re.compile(r"<<<(\w+) (\w+)\n(.*?)\n\1>>>", re.DOTALL)
_LISTED = re.compile(r"^- (.+)$", re.MULTILINE)
_PASSAGE = re.compile(r"\[(p\d+)\] [^\n]*\n(.*?)(?=\n\n\[p\d+\] |\Z)", re.DOTALL)
_TASK = re.compile(r"Task (t\d+): ([^\n]*)\n(.*?)(?=\n\nTask |\Z)", re.DOTALL)
_NOTE = re.compile(r"- \[(n\d+)\] \(s\d+\) (.+)")
_STATEMENT = re.compile(r"- (.+?)((?: ?\[n\d+\])+)$", re.MULTILINE)
_SENTENCE = re.compile(r"\S.*?[.!?](?=\s|$)|\S.*")
_MOST_TASKS = 5

Answer = dict[str, Any] | str


def answer(prompt: str, tool: str | None) -> Answer:
    """`prompt` is the text of all messages, `tool` what is to be called; prose without one."""
    shown = {label: text for _, label, text in _FENCED.findall(prompt)}
    shown = {label: "" if text == "(none)" else text for label, text in shown.items()}
    return _RULES[tool](shown, prompt) if tool else _prose(shown, prompt)


def _plan(shown: Mapping[str, str], prompt: str) -> Answer:
    most = re.search(r"between 1 and (\d+) tasks", prompt)
    question = " ".join(shown["question"].split())
    titles = [line.split(":")[0] for line in _LISTED.findall(shown["sources"])]
    about = [
        {"title": title, "question": f"What does {title} say about this: {question}"}
        for title in titles
    ]
    tasks = [{"title": "The question itself", "question": question}, *about]
    limit = min(_MOST_TASKS, int(most[1])) if most else 1
    return {"title": question.rstrip("?"), "summary": "One by one.", "tasks": tasks[:limit]}


def _queries(shown: Mapping[str, str], _: str) -> Answer:
    if shown["notes"] and not shown["missing"]:
        return {"queries": []}
    words = [word for word in re.findall(r"\w+", shown["task"]) if len(word) > 3]
    return {"queries": [" ".join(words[:6]), " ".join(words[-4:])]}


def _notes(shown: Mapping[str, str], _: str) -> Answer:
    return {
        "notes": [
            {"passage": label, "quote": _first_sentence(text), "relevance": 0.8}
            for label, text in _PASSAGE.findall(shown["passages"])
        ]
    }


def _reflection(_: Mapping[str, str], __: str) -> Answer:
    return {"done": True, "missing": []}


def _brief(shown: Mapping[str, str], _: str) -> Answer:
    findings, direct = [], []
    for task, question, listing in _TASK.findall(shown["notes"]):
        statements = [{"text": text, "notes": [label]} for label, text in _NOTE.findall(listing)]
        findings.append({"task": task, "heading": question[:60], "statements": statements})
        direct += statements[:1]
    return {"answer": direct[:3], "findings": findings}


def _prose(shown: Mapping[str, str], prompt: str) -> Answer:
    sentences = [
        f"{text.rstrip(' .!?')} {marks.strip()}."
        for text, marks in _STATEMENT.findall(shown["statements"])
    ]
    if "Write a list" in prompt:
        return "\n".join(f"- {sentence}" for sentence in sentences)
    return " ".join(sentences)


def _first_sentence(text: str) -> str:
    match = _SENTENCE.search(text)
    return match[0] if match else ""


_RULES: Mapping[str, Callable[[Mapping[str, str], str], Answer]] = {
    "PlanAnswer": _plan,
    "QueriesAnswer": _queries,
    "NotesAnswer": _notes,
    "ReflectionAnswer": _reflection,
    "BriefAnswer": _brief,
}
