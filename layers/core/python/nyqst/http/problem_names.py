"""The fixed parts of a problem, for whoever answers with one."""

MEDIA_TYPE = "application/problem+json"
PROBLEM_TYPE = "urn:nyqst:problem:"
