"""Asks for a section's prose and hands it on paragraph by paragraph, its citations resolved."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage

from nyqst.errors import Unavailable
from nyqst.research.model.brief import DataBrief
from nyqst.research.model.evidence import Span
from nyqst.research.runner import Paragraph, Section, SectionKind
from nyqst_agent.prompts import fill
from nyqst_agent.runners.bedrock.absences import absences
from nyqst_agent.runners.bedrock.calls import ModelCalls
from nyqst_agent.runners.bedrock.claims import claims
from nyqst_agent.runners.bedrock.material import as_it_is, groups, note_ids, show
from nyqst_agent.runners.bedrock.prompting import Prompt, make_prompt
from nyqst_agent.runners.bedrock.prose import Block, ProseReader

_RESUMPTIONS = 1
_LISTS = frozenset({SectionKind.RISKS, SectionKind.OPPORTUNITIES})
_LIST = (
    "a list, one item for each statement, each item one sentence on a line that begins with `- `"
)
_TEXT = "one to four paragraphs of text, separated by blank lines"
_ANSWER = "one paragraph that answers the question, the most direct sentence first"
_FORMS: Mapping[SectionKind, str] = {
    SectionKind.SUMMARY: _ANSWER,
    SectionKind.RISKS: _LIST,
    SectionKind.OPPORTUNITIES: _LIST,
}


def write(calls: ModelCalls, brief: DataBrief, section: Section) -> Iterator[Paragraph]:
    """A section of which no cited sentence comes back says the brief's claims as they are."""
    material = groups(brief, section)
    ids = note_ids(material)
    if ids:
        shown = {
            "question": brief.question,
            "section": section.title,
            "statements": show(material, ids),
        }
        prompt = make_prompt("write", shown, {"form": _FORMS.get(section.kind, _TEXT)})
        writing = _Writing(calls, prompt, ids)
        yield from writing.paragraphs()
        if not writing.cites:
            yield from as_it_is(material, bullets=section.kind in _LISTS)
    yield from absences(brief, section)


@dataclass
class _Writing:
    """One section's prose. Where it breaks off it is taken up again once, after what is there."""

    calls: ModelCalls
    prompt: Prompt
    ids: Mapping[str, Span]
    cites: bool = field(default=False, init=False)
    _written: list[str] = field(default_factory=list, init=False)
    _said: set[str] = field(default_factory=set, init=False)

    def paragraphs(self) -> Iterator[Paragraph]:
        for left in reversed(range(_RESUMPTIONS + 1)):
            try:
                yield from self._stream()
            except Unavailable:
                if not left or not self._written:
                    raise
            else:
                return

    def _stream(self) -> Iterator[Paragraph]:
        reader = ProseReader()
        prose = self.calls.prose(self._messages())
        try:
            for piece in prose:
                yield from self._cited(reader.feed(piece))
        except Unavailable:
            yield from self._cited(reader.rest(), cut=True)
            raise
        yield from self._cited(reader.rest(), cut=prose.is_cut)

    def _messages(self) -> list[BaseMessage]:
        if not self._written:
            return self.prompt.messages
        before = AIMessage("\n\n".join(self._written))
        return [*self.prompt.messages, before, HumanMessage(fill("resume"))]

    def _cited(self, blocks: Iterator[Block], *, cut: bool = False) -> Iterator[Paragraph]:
        for block in blocks:
            found = claims(block.text, self.ids, cut=cut)
            fresh = tuple(claim for claim in found if claim.text not in self._said)
            if fresh:
                self._said.update(claim.text for claim in fresh)
                self._written.append(" ".join(claim.text for claim in fresh))
                self.cites = self.cites or any(claim.citations for claim in fresh)
                yield Paragraph(fresh, block.bullet)
