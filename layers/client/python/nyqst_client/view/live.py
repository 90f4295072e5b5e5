"""A run on a terminal, drawn on a screen of its own until it ends."""

import time
from collections.abc import Callable
from threading import Lock
from types import TracebackType

from rich.console import Console, Group
from rich.live import Live

from nyqst_client.model.event import Event
from nyqst_client.progress.apply import apply
from nyqst_client.progress.run_progress import RunProgress
from nyqst_client.view.marks import marks_for
from nyqst_client.view.screen import Moment, screen_lines

_FRAMES_PER_S = 4


class LiveView:
    """The terminal's other screen is used, so nothing is left behind on the one that scrolls."""

    def __init__(
        self, console: Console, progress: RunProgress, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._console = console
        self._progress = progress
        self._now = now
        self._opened = self._heard = now()
        self._lock = Lock()
        self._live = Live(
            console=console,
            screen=True,
            refresh_per_second=_FRAMES_PER_S,
            redirect_stdout=False,
            redirect_stderr=False,
            get_renderable=self._draw,
        )

    def __enter__(self) -> "LiveView":
        self._live.start(refresh=True)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._live.stop()

    def take(self, event: Event) -> None:
        with self._lock:
            apply(self._progress, event)
            self._heard = self._now()

    def _draw(self) -> Group:
        width, height = self._console.size
        with self._lock:
            lines = screen_lines(
                self._console,
                self._progress,
                self._moment(),
                marks_for(self._console),
                width,
                height,
            )
        return Group(*lines)

    def _moment(self) -> Moment:
        """The service's clock tells the time up to the last event, ours since then."""
        now = self._now()
        told = (self._progress.latest_ms - self._progress.began_ms) / 1000
        return Moment(told + now - self._heard, now - self._opened)
