"""Where thresholds stand in the `app` table.

pk                 sk         holds
<tenant>#ALERTING  <feature>  the tenant's thresholds of that feature
"""

from nyqst.alerts.model.alert import AlertThresholds
from nyqst.identity.layout import Layout, Place

LAYOUT: Layout = {AlertThresholds: Place("{tenant_id}#ALERTING", "{feature}")}
