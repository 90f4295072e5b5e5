"""Everything that is kept as records, with where it stands."""

from nyqst.alerts.layout import LAYOUT as ALERTS
from nyqst.identity.layout import LAYOUT as IDENTITY
from nyqst.identity.layout import Layout

EVERY_RECORD: Layout = {**IDENTITY, **ALERTS}
