"""Exports and erasures on the wire."""

from datetime import datetime

from pydantic import BaseModel

from functions.api.schemas.artifacts import SignedRequestView
from nyqst.artifacts.ports import SignedRequest
from nyqst.estate.model import Erasure, ErasureState, Export, ExportState


class ExportView(BaseModel):
    id: str
    state: ExportState
    requested_by: str
    requested_at: datetime
    ready_at: datetime | None
    files: int
    """Written so far, each a zip file."""
    rows: int
    contents: int
    bytes: int
    downloads: list[SignedRequestView] = []
    """Of all files, in order, when it is ready; only on an export asked for by its id."""

    @classmethod
    def of(cls, export: Export) -> "ExportView":
        return cls.model_validate(export, from_attributes=True)

    @classmethod
    def with_downloads(cls, export: Export, signed: list[SignedRequest]) -> "ExportView":
        view = cls.of(export)
        view.downloads = [SignedRequestView.of(each) for each in signed]
        return view


class ExportList(BaseModel):
    items: list[ExportView]


class ErasureRequest(BaseModel):
    name: str
    """The tenant's, to say that it is this one that is meant."""


class ErasureView(BaseModel):
    """Once it is done, all that is left."""

    id: str
    state: ErasureState
    requested_by: str
    """An operator's id, or `owner`."""
    requested_at: datetime
    erase_at: datetime
    """When it begins; until then the operator may withdraw it."""
    erased_at: datetime | None
    totals: dict[str, int]
    """What was used, by month and meter, and what it cost, in micro-dollars."""

    @classmethod
    def of(cls, erasure: Erasure) -> "ErasureView":
        return cls.model_validate(erasure, from_attributes=True)
