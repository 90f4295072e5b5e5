"""`python -m infra.local up | down | status`"""

import argparse
import sys
import time

from infra.local import stack


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m infra.local", description=__doc__)
    parser.add_argument("command", choices=("up", "down", "status"))
    command = parser.parse_args().command
    if command == "down":
        stack.down()
        _say("The local stack is stopped.")
        return
    if command == "up":
        started = time.monotonic()
        found = stack.up(_say)
        _say(f"The local stack is up ({time.monotonic() - started:.0f} s).")
    else:
        running = stack.running()
        if running is None:
            raise SystemExit("The local stack does not run. `make up` starts it.")
        found = running
    _say(f"  API   {found.api_url}")
    _say(f"  key   {found.api_key}")
    _say(f"  AWS   http://127.0.0.1:{found.emulator_port}")


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
