"""Events to write in tests."""

from nyqst.events.types.execution import UpdateSubagentCurrentAction
from nyqst.events.types.lifecycle import Done, StreamStart


def start() -> StreamStart:
    return StreamStart(
        chat_id="chat", creator_user_id="user", user_chat_message_id="msg", workspace_id="default"
    )


def action(text: str, node: str = "t01") -> UpdateSubagentCurrentAction:
    return UpdateSubagentCurrentAction(
        current_action=text, node_id=node, plan_id="p1", plan_set_id="run", timestamp=0
    )


def done() -> Done:
    return Done()
