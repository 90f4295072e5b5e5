"""A model on Amazon Bedrock does the research.

Each step is a module of its own: `plan`, `queries`, `notes`, `reflect`, `brief`, `write`. What they
share is `calls` (asking), `prompting` (what is asked) and `exhibits` (ids for what may be cited).
"""
