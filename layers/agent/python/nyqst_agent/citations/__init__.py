"""The citation gate: no sentence leaves for the reader that its sources do not carry."""

from nyqst_agent.citations.gate import check

__all__ = ["check"]
