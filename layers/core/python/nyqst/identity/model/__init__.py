"""Who is asking, for every capability; the rest of the model is for identity itself."""

from nyqst.identity.model.caller import Caller, Role, Scope

__all__ = ["Caller", "Role", "Scope"]
