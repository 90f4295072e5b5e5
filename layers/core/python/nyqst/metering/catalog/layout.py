"""Where catalogs stand in the `app` table: under the operator, whoever reads them.

pk                       sk         holds
<operator>#CATALOG       HEAD       which version is in force
<operator>#CATALOGS      <version>  a catalog; never changed
"""

from nyqst.identity.layout import Layout, Place
from nyqst.metering.model.catalog_version import CatalogHead, CatalogVersion

LAYOUT: Layout = {
    CatalogHead: Place("{tenant_id}#CATALOG", "HEAD"),
    CatalogVersion: Place("{tenant_id}#CATALOGS", "{number}"),
}
