"""GML, the markup a report is streamed and stored in.

A document is one `gml-report` of sections, paragraphs, lists, claims and references, without
namespace, declaration, comment or entity of its own; `gml.xsd` beside this file is its schema.
`writer` makes it in fragments, `parser` reads it and refuses whatever the schema does not allow,
`sanitiser` makes a document out of anything that claims to be one.
"""
