"""A Stripe of our own, for tests, simulations and the local stack.

`twin.Twin` is all of it without a socket: requests go in, answers come out, time is the clock that
it is given. `server.serving` puts it behind HTTP for the real SDK, `python -m
infra.local.stripe_twin` runs that by itself. `courier` holds what is on its way to webhooks, to be
delivered as it is or taken out and handed over in any order; `faults` spoils answers on demand.
"""
