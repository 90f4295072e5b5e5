"""An entity: something a run read or made, as events and messages show it."""

from pydantic import Field

from nyqst.entity import EntityType
from nyqst.events.types.base import Wire


class Entity(Wire):
    entity_type: EntityType
    identifier: str
    title: str | None = None
    description: str | None = None
    file_name: str
    mimetype: str
    workspace_id: str
    stored_entity_id: str | None = None
    content_artifact_id: str | None = None
    content_length: int | None = None
    created_at: str | None = None
    purpose: str | None = None
    external_url: str | None = None
    api_name: str | None = None
    api_subtype: str | None = None
    user_query: str | None = None
    all_seen_entities: list[str] = Field(default_factory=list)
    cited_entities: list[str] = Field(default_factory=list)
