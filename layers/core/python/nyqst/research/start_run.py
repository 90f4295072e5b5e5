"""Starting a run: from a new question, from a message that stands, or as a retry."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from nyqst.chats.model import Chat, Creator, Message
from nyqst.chats.ports import ChatStore
from nyqst.clock import Clock
from nyqst.documents.ports import DocumentStore
from nyqst.errors import Conflict, InvalidInput, Refused, Unavailable
from nyqst.events.ports import EventStore
from nyqst.idempotency import Once
from nyqst.identity.model import Caller
from nyqst.ids import new_id
from nyqst.metering.model.model_class import ModelClass
from nyqst.research.begin_log import begin_log
from nyqst.research.dispatch_runs import DEADLINE, DispatchRuns
from nyqst.research.model.run import (
    AVAILABLE_DELIVERABLES,
    MAX_QUERY,
    Deliverable,
    Mode,
    Run,
    RunKey,
    RunStatus,
)
from nyqst.research.ports import RunStore
from nyqst.research.run_admission import RunAdmission
from nyqst.research.run_projects import RunProjects

MAX_DOCUMENTS = 1_000


@dataclass(frozen=True, slots=True)
class RunRequest:
    query: str | None = None
    message_id: str | None = None
    """A user message in `chat_id` that asks the question; else `query` does."""
    chat_id: str | None = None
    """None opens a new chat."""
    deliverable: Deliverable = Deliverable.REPORT
    mode: Mode = Mode.NORMAL
    document_ids: tuple[str, ...] | None = None
    model_class: ModelClass | None = None
    """None leaves it to the plan."""
    budget_micros: int = 0
    """The most that its model may cost; 0 leaves it to the plan."""
    project_id: str | None = None
    """For which it is; its admins may limit how many work at once."""
    scenario: str | None = None
    """For stages that allow it: plays a scenario instead of the stage's runner."""


@dataclass(frozen=True, slots=True)
class StartRun:
    runs: RunStore
    chats: ChatStore
    documents: DocumentStore
    events: EventStore
    dispatch: DispatchRuns
    admission: RunAdmission
    projects: RunProjects
    clock: Clock
    runner: str
    scenarios: Sequence[str] = ()
    """Those that this stage lets a request choose."""

    def __call__(self, caller: Caller, request: RunRequest, once: Once | None) -> Run:
        earlier = self._made_by(caller, once)
        if earlier:
            return self._begin(earlier)
        self._check(caller, request)
        now = self.clock.now()
        chat, opened = self._chat(caller, request, now)
        asked, query = self._question(caller, request, chat, now)
        run = Run(
            id=new_id("run", now),
            tenant_id=caller.tenant_id,
            user_id=caller.user_id,
            workspace_id=caller.workspace_id,
            chat_id=chat.id,
            user_message_id=asked.id,
            # The answer stands behind the question.
            message_id=new_id("msg", now + timedelta(milliseconds=1)),
            query=query,
            deliverable=request.deliverable,
            mode=request.mode,
            runner=f"scenario:{request.scenario}" if request.scenario else self.runner,
            status=RunStatus.QUEUED,
            created_at=now,
            deadline=now + DEADLINE,
            document_ids=request.document_ids,
            project_id=request.project_id,
            model_class=request.model_class or ModelClass.ECONOMY,
            model_asked=request.model_class is not None,
            budget_micros=request.budget_micros,
            follows=None if opened else self._before(caller, chat),
        )
        messages = [_answer_to_come(run)]
        if request.message_id is None:
            messages.insert(0, asked)
        return self._create(caller, run, messages, chat if opened else None, once)

    def retry(self, caller: Caller, run_id: str, once: Once | None) -> Run:
        """A new run for the same question, which takes over the steps that were finished."""
        earlier = self._made_by(caller, once)
        if earlier:
            return self._begin(earlier)
        before = self.runs.get(RunKey(caller.tenant_id, run_id))
        if before.status not in (RunStatus.FAILED, RunStatus.CANCELLED):
            raise Conflict(f"A run that {before.status} is not retried", code="run_not_failed")
        self.chats.get(caller.tenant_id, before.chat_id)
        now = self.clock.now()
        run = replace(
            before,
            id=new_id("run", now),
            user_id=caller.user_id,
            message_id=new_id("msg", now),
            status=RunStatus.QUEUED,
            created_at=now,
            deadline=now + DEADLINE,
            retry_of=before.id,
            attempt=before.attempt + 1,
            started_at=None,
            ended_at=None,
            error_type=None,
            error_message=None,
            dispatched=False,
            reservation=None,
            closed=False,
        )
        return self._create(caller, run, [_answer_to_come(run)], None, once)

    def _made_by(self, caller: Caller, once: Once | None) -> Run | None:
        """Asked before anything is set aside: a repeat is answered whatever is left of the plan."""
        now = self.clock.now()
        return self.runs.made_by(caller.tenant_id, once, now) if once else None

    def _create(
        self,
        caller: Caller,
        run: Run,
        messages: Sequence[Message],
        chat: Chat | None,
        once: Once | None,
    ) -> Run:
        admitted = self.admission.take(caller, run)
        try:
            made = self.runs.create(admitted, messages, chat, once)
        except Refused:
            self.admission.give_back(admitted)
            raise
        if made.id != run.id:
            self.admission.give_back(admitted)
        return self._begin(made)

    def _begin(self, run: Run) -> Run:
        """Both can be said twice; if either fails, the reaper or the worker makes up for it."""
        begin_log(self.events, run, self.clock)
        try:
            self.dispatch.begin(run)
        except Unavailable:
            return run
        return self.runs.get(run.key)

    def _check(self, caller: Caller, request: RunRequest) -> None:
        if request.deliverable not in AVAILABLE_DELIVERABLES:
            raise InvalidInput(
                f"{request.deliverable} cannot be made yet",
                code="deliverable_unavailable",
                field="deliverable_type",
            )
        if request.scenario is not None and request.scenario not in self.scenarios:
            raise InvalidInput("No such scenario here", code="unknown_scenario", field="scenario")
        if request.project_id is not None:
            self.projects.check(caller, request.project_id)
        chosen = request.document_ids or ()
        if len(chosen) > MAX_DOCUMENTS or len(set(chosen)) < len(chosen):
            raise InvalidInput(
                f"Name up to {MAX_DOCUMENTS} documents, each once", code="invalid_sources"
            )
        for document_id in chosen:
            self.documents.get(caller.tenant_id, document_id)

    def _chat(self, caller: Caller, request: RunRequest, now: datetime) -> tuple[Chat, bool]:
        if request.chat_id is not None:
            return self.chats.get(caller.tenant_id, request.chat_id), False
        return Chat(new_id("chat", now), caller.tenant_id, None, caller.user_id, now), True

    def _question(
        self, caller: Caller, request: RunRequest, chat: Chat, now: datetime
    ) -> tuple[Message, str]:
        if request.message_id is not None:
            message = self.chats.message(caller.tenant_id, chat.id, request.message_id)
            if message.creator is not Creator.USER:
                raise InvalidInput("That message asks nothing", code="not_a_question")
            return message, check_query(message.content)
        query = check_query(request.query or "")
        message = Message(
            id=new_id("msg", now),
            chat_id=chat.id,
            creator=Creator.USER,
            content=query,
            created_at=now,
            creator_user_id=caller.user_id,
        )
        return message, query

    def _before(self, caller: Caller, chat: Chat) -> str | None:
        """The last run of the chat that answered."""
        return self.chats.last_answering_run(caller.tenant_id, chat.id)


def check_query(query: str) -> str:
    if not query.strip():
        raise InvalidInput("Ask something", code="query_empty", field="query")
    if len(query) > MAX_QUERY:
        raise InvalidInput(
            f"A question has up to {MAX_QUERY} characters", code="query_too_long", field="query"
        )
    return query.strip()


def _answer_to_come(run: Run) -> Message:
    return Message(
        id=run.message_id,
        chat_id=run.chat_id,
        creator=Creator.AI,
        content="",
        created_at=run.created_at,
        message_type=run.mode,
        deliverable_type=run.deliverable,
        is_running=True,
        run_id=run.id,
        retry_attempts=run.attempt - 1,
    )
