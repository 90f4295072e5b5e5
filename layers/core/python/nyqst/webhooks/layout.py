"""Where endpoints stand in the `app` table.

pk                  sk          holds
<tenant>#WEBHOOK    <endpoint>  an endpoint, with the secrets that sign
<tenant>#WEBHOOKS   META        how many there are

To sign, the service has to know a secret, so a hash will not do: it is kept as it is, under the
table's encryption, and no answer, log or trail has it.
"""

from nyqst.identity.layout import Layout, Place
from nyqst.webhooks.model.endpoint import Endpoint, EndpointCount

LAYOUT: Layout = {
    Endpoint: Place("{tenant_id}#WEBHOOK", "{id}"),
    EndpointCount: Place("{tenant_id}#WEBHOOKS", "META"),
}
