"""The index of a corpus: built once (`build`), searched by many (`search`).

Near-duplicates are merged (`duplicates`) and older versions marked (`versions`) while it is built.
"""
