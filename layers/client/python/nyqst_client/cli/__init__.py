"""The `nyqst` command."""

import io
import sys


def main() -> None:
    """Runs the command line and exits with one of the codes in `exits`."""
    from nyqst_client.cli.app import app
    from nyqst_client.cli.exits import exit_code, told
    from nyqst_client.errors import ClientError

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # rather than to fail at a letter it cannot show
    try:
        app()
    except (ClientError, OSError) as error:
        sys.stderr.write(f"nyqst: {told(error)}\n")
        raise SystemExit(exit_code(error)) from None
