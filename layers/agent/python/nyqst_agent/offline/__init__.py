"""The offline researcher: extractive, deterministic, without model or network.

A question is taken apart (`parts`, `comparison`, `followup`) and planned (`plan`, `ideas`; what it
only implies out of `breadth`, `aspects` and `outline`). Each task (`asked`) searches (`queries`),
ranks what it found (`weights`, `ranking`) and notes the statements that bear on it (`quotable`,
`bearing`, `notes`) until it is done (`reflect`). The notes of all tasks become facts (`facts`,
`sameness`); facts that give different values for the same thing (`slots`, `scope`, `rivals`) are
settled by what is newer or better attested (`currency`, `settle`); the rest is arranged (`brief`,
`overlaps`, `answer`, `outlook`, `gaps`) and written down (`write`, `paragraphs`, `rows`,
`absence`). Every sentence of fact is one of a source's own, or tells a row of a table.
"""
