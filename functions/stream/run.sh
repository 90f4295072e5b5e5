#!/bin/sh
# What the Lambda Web Adapter starts: it waits for the port and forwards requests to it. The layers
# and the runtime's own boto3 are found as the managed runtime finds them.
export PYTHONPATH="${LAMBDA_TASK_ROOT}:/opt/python:${LAMBDA_RUNTIME_DIR}"
exec python -m uvicorn functions.stream.app:app --port "${PORT}" --no-access-log
