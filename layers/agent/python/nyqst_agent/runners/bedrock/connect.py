"""A runner on a model of Amazon Bedrock, through its Converse API."""

from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError
from langchain_aws import ChatBedrockConverse

from nyqst.metering.choose_model import ModelTerms
from nyqst.metering.purse import Purse
from nyqst_agent.runners.bedrock.failures import MISCONFIGURED
from nyqst_agent.runners.bedrock.meter import Bounds
from nyqst_agent.runners.bedrock.prices import price_of
from nyqst_agent.runners.bedrock.runner import BedrockRunner

_CONNECT_TIMEOUT_S = 5
_READ_TIMEOUT_S = 80
"""Between two pieces of an answer: all are streamed, those to be read as data as well."""
_SAFE_ANSWER = 4_096
"""Tokens: for a model of which nothing is known. Reasoning counts among them."""


def connect(terms: ModelTerms, purse: Purse | None = None) -> BedrockRunner:
    """Raises `ModelFailed` for a model that cannot be set up. Nothing is called yet."""
    if not terms.model_id:
        raise MISCONFIGURED.error()
    try:
        client = _client()
        model = ChatBedrockConverse(
            model=terms.model_id,
            client=client,
            # The control plane is never asked anything, so that it gets no client of its own.
            bedrock_client=client,
            streaming=True,
        )
    except (ValueError, BotoCoreError) as error:
        raise MISCONFIGURED.error() from error
    profile: dict[str, Any] = {**(model.profile or {})}
    most = profile.get("max_output_tokens") or _SAFE_ANSWER
    model.max_tokens = min(terms.max_output_tokens, most)
    if profile.get("temperature"):
        model.temperature = 0.0
    structured = structured_by(model, profile)
    bounds = Bounds(terms.context_tokens, model.max_tokens)
    price = price_of(terms.model_id, terms.prices)
    return BedrockRunner(model, price, structured, bounds, purse)


def structured_by(model: ChatBedrockConverse, profile: dict[str, Any]) -> dict[str, Any]:
    """By a tool that the model is made to call; those that cannot be made to are given a schema."""
    forced = {"tool", "any"} & set(model.supports_tool_choice_values or ())
    if not forced and profile.get("structured_output"):
        return {"method": "json_schema"}
    return {}


def _client() -> Any:
    """Tries each call once: what is repeated, and how often, is `PatientRunner`'s to say."""
    config = Config(
        connect_timeout=_CONNECT_TIMEOUT_S,
        read_timeout=_READ_TIMEOUT_S,
        retries={"mode": "standard", "total_max_attempts": 1},
    )
    return boto3.client("bedrock-runtime", config=config)
