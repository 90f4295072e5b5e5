"""A store that does not answer."""

from dataclasses import dataclass
from typing import Any

from nyqst.errors import Unavailable


@dataclass
class Silent:
    """To the calls that are named, or to none at all; else it is the store that it stands for."""

    store: Any
    calls: frozenset[str] | None = None

    def __getattr__(self, name: str) -> Any:
        if self.calls is None or name in self.calls:
            return _no_answer
        return getattr(self.store, name)


@dataclass
class AnswersLost:
    """Does what it is asked, and the answer to one kind of call is lost."""

    store: Any
    call: str

    def __getattr__(self, name: str) -> Any:
        method = getattr(self.store, name)
        if name != self.call:
            return method

        def lost(*arguments: Any, **named: Any) -> Any:
            method(*arguments, **named)
            _no_answer()

        return lost


def _no_answer(*_arguments: Any, **_named: Any) -> Any:
    raise Unavailable("nothing was answered")
