"""What a model is told: a Markdown file for each prompt, with `$name` where a value goes in."""

from functools import cache
from importlib.resources import files
from string import Template


def fill(name: str, **values: str) -> str:
    """Raises `KeyError` for a value that is missing. A `$` within a value means nothing."""
    return _template(name).substitute(values)


@cache
def _template(name: str) -> Template:
    return Template(files(__name__).joinpath(f"{name}.md").read_text("utf-8").strip())
