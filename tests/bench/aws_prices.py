"""Prices of AWS in us-east-1, in dollars, before any free tier, as of November 2026.

Sources: aws.amazon.com/lambda/pricing, /step-functions/pricing, /dynamodb/pricing/on-demand,
/s3/pricing, /api-gateway/pricing.
"""

LAMBDA_GB_SECOND = 0.0000133334
"""On arm64, in the first tier."""
LAMBDA_REQUEST = 0.20 / 1_000_000
STATE_TRANSITION = 0.025 / 1_000
"""Of a standard workflow."""
DYNAMODB_WRITE_UNIT = 0.625 / 1_000_000
DYNAMODB_READ_UNIT = 0.125 / 1_000_000
S3_PUT = 0.005 / 1_000
"""PUT, COPY, POST and LIST."""
S3_GET = 0.0004 / 1_000
"""GET, HEAD and all others."""
API_REQUEST = 3.50 / 1_000_000
"""Of a REST API."""
