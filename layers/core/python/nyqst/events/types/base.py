"""What every event on the wire has in common."""

from pydantic import BaseModel, ConfigDict


class Wire(BaseModel):
    """A part of an event. Fields that are not set are left out of the JSON."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Event(Wire):
    """`seq` and `at` are not here: the log adds them when it stores the event."""

    type: str

    def to_json(self) -> bytes:
        return self.__pydantic_serializer__.to_json(self, exclude_none=True)
