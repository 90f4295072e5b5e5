"""The HTTPS API behind API Gateway: everything but the event stream."""

from mangum import Mangum

from functions.api.app import create_api

# Everything that is answered is text; what is not goes straight from the store to the client.
handle = Mangum(create_api(), lifespan="off", text_mime_types=["text/", "application/"])
