"""Where each kind of record stands in the `app` table.

pk                          sk               holds
<tenant>#TENANT             META             the tenant
<tenant>#USER               <user>           a user
<tenant>#PASSWORD           <user>           that user's password hash
<tenant>#SESSION#<user>     <session>        a session of that user; goes when it is too old
<tenant>#APIKEY             <key>            an API key, without the key
<tenant>#WORKSPACE          <workspace>      a workspace
<tenant>#PROJECT            <project>        a project
<tenant>#INVITATION         <invitation>     an invitation, without its token
<tenant>#AUDIT              <entry>          an audit entry; never changed
CREDENTIAL#<kind>#<sha256>  META             whose an API key or an invitation is
EMAIL#<address>             META             whose an e-mail address is
ATTEMPTS#<sha256>           META             guesses at an address's password; goes after a day
TENANTS                     <tenant>         that there is such a tenant
PLATFORM                    SWITCHES         what holds for all tenants at once
SIGNING_KEYS                PUBLIC           the public keys of access tokens

The last six do not begin with a tenant: the first three are for strangers, of whom it is not
known yet to which tenant they belong, the fourth is read by the operator alone, the fifth is
nobody's, and the sixth is what everybody may know.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nyqst.identity.model.api_key import ApiKey
from nyqst.identity.model.attempts import Attempts
from nyqst.identity.model.audit import AuditEntry
from nyqst.identity.model.credential import Credential
from nyqst.identity.model.invitation import Invitation
from nyqst.identity.model.platform import Switches
from nyqst.identity.model.session import Session
from nyqst.identity.model.tenant import Tenant, TenantName
from nyqst.identity.model.user import EmailAddress, Password, User
from nyqst.identity.model.workspace import Project, Workspace


@dataclass(frozen=True, slots=True)
class Place:
    """Both keys as formats of the record's fields."""

    pk: str
    sk: str
    expires: str | None = None
    """The field after whose time the row may go."""


Layout = Mapping[type[Any], Place]

PUBLIC_KEYS = "SIGNING_KEYS"

LAYOUT: Layout = {
    Tenant: Place("{id}#TENANT", "META"),
    User: Place("{tenant_id}#USER", "{id}"),
    Password: Place("{tenant_id}#PASSWORD", "{user_id}"),
    ApiKey: Place("{tenant_id}#APIKEY", "{id}"),
    Workspace: Place("{tenant_id}#WORKSPACE", "{id}"),
    Project: Place("{tenant_id}#PROJECT", "{id}"),
    Invitation: Place("{tenant_id}#INVITATION", "{id}"),
    AuditEntry: Place("{tenant_id}#AUDIT", "{id}"),
    Session: Place("{tenant_id}#SESSION#{user_id}", "{id}", expires="expires_at"),
    Credential: Place("CREDENTIAL#{kind}#{sha256}", "META"),
    EmailAddress: Place("EMAIL#{email}", "META"),
    Attempts: Place("ATTEMPTS#{address_sha256}", "META", expires="expires_at"),
    TenantName: Place("TENANTS", "{tenant_id}"),
    Switches: Place("PLATFORM", "SWITCHES"),
}


def key_of(layout: Layout, kind: type[Any], named: Mapping[str, Any]) -> tuple[str, str]:
    place = layout[kind]
    return place.pk.format_map(named), place.sk.format_map(named)
