"""The offline researcher: extractive, deterministic, without model or network.

A question is planned (`plan`, out of `inquiry`, `aspects` and `outline`), each task searches
(`queries`) and takes notes (`quotable`, `relevance`, `notes`) until it is done (`reflect`). The
notes of all tasks become facts (`facts`, `sameness`); facts that give different values for the same
thing (`slots`, `scope`, `rivals`) are settled by what is newer or better attested (`currency`,
`settle`); the rest is arranged (`brief`, `answer`, `outlook`, `gaps`) and written down
(`write`, `paragraphs`, `absence`). Every sentence of fact is one of a source's own.
"""
