"""Is it there, and can it work?"""

from dataclasses import dataclass
from http import HTTPStatus

from nyqst_client.decode import decode
from nyqst_client.errors import UnexpectedAnswer
from nyqst_client.http.connection import Connection
from nyqst_client.http.paths import path_of
from nyqst_client.http.problem import problem_of
from nyqst_client.model.health import Readiness


@dataclass(frozen=True, slots=True)
class Health:
    """Each is one try: the answer is how it is now."""

    connection: Connection

    def live(self) -> bool:
        return self.connection.ask(path_of("health", "live")).is_success

    def ready(self) -> Readiness:
        answer = self.connection.ask(path_of("health", "ready"))
        problem = "problem+json" in answer.headers.get("content-type", "")
        if problem or answer.status_code not in (HTTPStatus.OK, HTTPStatus.SERVICE_UNAVAILABLE):
            raise problem_of(answer)
        try:
            return decode(Readiness, answer.json())
        except ValueError as error:
            raise UnexpectedAnswer("The service does not answer with JSON") from error
