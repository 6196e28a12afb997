"""Files become documents: text, blocks, and the language of each block.

    files.load -> encodings.decode -> a format's extract -> layout.lay_out -> Document

Each format has one module with a function `extract`; encodings, languages and layouts are found behind it, the same way
for every format. `read_bitext` goes on to the sentences of both sides. `formats/known_formats.py` says which steps a
new format takes.
"""

from flashcards.documents.bitexts import read_bitext
from flashcards.documents.reading import read

__all__ = ["read", "read_bitext"]
