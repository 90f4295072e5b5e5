"""Where each kind of record stands in the `app` table.

pk                      sk          holds
<tenant>#BILLING        META        the tenant's customer at Stripe
<tenant>#SUBSCRIPTION   META        its subscription, as it was when Stripe was last asked
<tenant>#INVOICE        <invoice>   an invoice, likewise
<tenant>#DUPLICATE      <subscr.>   a second subscription that was ended, and what was refunded
<tenant>#STATEMENT      <month>     what its use of a calendar month came to
<tenant>#REPORT#<month> <report>    units beyond what was included in it, as Stripe is told them
STRIPE#CUSTOMERS        <customer>  whose a customer is
STRIPE#SWEPT            META        up to when Stripe's events have been looked through
STRIPE#INBOX#<event>    META        an event that has come in, see `nyqst.billing.dynamodb`

The last three are for what comes from Stripe, of which it is not known yet whose it is.
"""

from nyqst.billing.model.duplicate import Duplicate
from nyqst.billing.model.invoice import Invoice
from nyqst.billing.model.report import Report
from nyqst.billing.model.statement import Statement
from nyqst.billing.model.subscription import BillingAccount, Customer, Subscription
from nyqst.billing.model.swept import Swept
from nyqst.identity.layout import Layout, Place

INBOX = "STRIPE#INBOX#"

LAYOUT: Layout = {
    BillingAccount: Place("{tenant_id}#BILLING", "META"),
    Subscription: Place("{tenant_id}#SUBSCRIPTION", "META"),
    Invoice: Place("{tenant_id}#INVOICE", "{id}"),
    Duplicate: Place("{tenant_id}#DUPLICATE", "{subscription_id}"),
    Statement: Place("{tenant_id}#STATEMENT", "{period}"),
    Report: Place("{tenant_id}#REPORT#{period}", "{id}"),
    Customer: Place("STRIPE#CUSTOMERS", "{id}"),
    Swept: Place("STRIPE#SWEPT", "META"),
}
