"""The description of this API, as it is published with the code."""

from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import FileResponse

router = APIRouter(include_in_schema=False)

_FILE = Path(__file__).parents[1] / "openapi.json"


@router.get("/openapi.json")
def describe() -> FileResponse:
    return FileResponse(_FILE, media_type="application/json")
