"""Everything that is kept as records, with where it stands."""

from nyqst.alerts.layout import LAYOUT as ALERTS
from nyqst.billing.layout import LAYOUT as BILLING
from nyqst.identity.layout import LAYOUT as IDENTITY
from nyqst.identity.layout import Layout
from nyqst.metering.catalog.layout import LAYOUT as CATALOG
from nyqst.webhooks.layout import LAYOUT as WEBHOOKS

EVERY_RECORD: Layout = {**IDENTITY, **ALERTS, **BILLING, **CATALOG, **WEBHOOKS}
