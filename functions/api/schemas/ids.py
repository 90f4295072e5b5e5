"""Ids in bodies: an empty one is nobody's, and whether a long one is somebody's the store knows."""

from typing import Annotated

from pydantic import Field

Id = Annotated[str, Field(min_length=1)]
