"""`python -m infra.found_operator --table <AppTable> --email <address>`

Makes the tenant that runs the platform, once for each stage, and prints its owner's API key: with
it the first invitations are issued. Works with the caller's own AWS credentials.
"""

import argparse
import sys

from nyqst.bootstrap import Platform
from nyqst.clock import Clock, SystemClock
from nyqst.errors import Conflict
from nyqst.identity.api_keys import ApiKeys, issue
from nyqst.identity.found_tenant import caller_of, founding, new_owner
from nyqst.identity.model.tenant import OPERATOR, Tenant
from nyqst.identity.model.user import clean_email
from nyqst.identity.ports import Records
from nyqst.ids import new_id
from nyqst.settings import Settings


def found_operator(records: Records, clock: Clock, email: str) -> str:
    """The raw API key, with every scope."""
    now = clock.now()
    tenant = Tenant(OPERATOR, "Operator", now)
    owner = new_owner(tenant, new_id("usr", now), clean_email(email), "Operator")
    caller = caller_of(tenant, owner)
    draft = ApiKeys(records, clock, caller).draft("operator", caller.scopes, None)
    issued, issuing = issue(caller, draft)
    records.commit(*founding(tenant, owner), *issuing)
    return str(issued.raw)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m infra.found_operator", description=__doc__)
    parser.add_argument("--table", required=True, help="the output AppTable of the API stack")
    parser.add_argument("--email", required=True)
    given = parser.parse_args()
    platform = Platform(Settings(app_table=given.table), SystemClock())
    try:
        sys.stdout.write(f"{found_operator(platform.records, platform.clock, given.email)}\n")
    except Conflict as error:
        raise SystemExit("There is an operator already, or the address is taken") from error


if __name__ == "__main__":
    main()
