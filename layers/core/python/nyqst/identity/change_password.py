"""Changing one's own password, which ends every session but the one it begins."""

from dataclasses import dataclass, replace

from nyqst.identity.audit import audited
from nyqst.identity.model.caller import Caller
from nyqst.identity.model.user import User, check_password
from nyqst.identity.records import Changed, ref
from nyqst.identity.sessions import SignedIn
from nyqst.identity.sign_in import SignIn


@dataclass(frozen=True, slots=True)
class ChangePassword:
    sign_in: SignIn

    def __call__(self, caller: Caller, current: str, wanted: str) -> SignedIn:
        records = self.sign_in.records
        me = records.get(ref(User, tenant_id=caller.tenant_id, id=caller.user_id))
        email = me.email if me else ""
        check_password(wanted, email)
        _, user, kept = self.sign_in.check(email, current)
        hashed = self.sign_in.passwords.hash(wanted)
        # Not before: whoever signed in by the old password while it was compared is out as well.
        now = self.sign_in.clock.now()
        changed = Changed(kept, replace(kept, hash=hashed, changed_at=now))
        signed_out = Changed(user, replace(user, signed_out_at=now))
        entry = audited(caller, now, "password.changed", user.id, changed)
        changes, signed_in = self.sign_in.sessions.beginning(caller)
        records.commit(changed, signed_out, entry, *changes)
        return signed_in
