"""The words of a text as JSON lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flashcards import vocabulary
from flashcards.chinese import orthography
from flashcards.glosses import wording
from flashcards.output.tables import jsonl

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flashcards.chinese.orthography import Spelling
    from flashcards.lexicon import Lexicon
    from flashcards.records import AnnotatedPair, Word


def annotations_jsonl(
    annotated: Iterable[AnnotatedPair], lexicon: Lexicon, spelling: Spelling = orthography.STANDARD
) -> str:
    """Write an object a pair: both texts and the words with offsets, pinyin, rendering, gloss and difficulty."""
    return jsonl(
        {
            "chinese": each.pair.chinese_text,
            "english": each.pair.english_text or None,
            "confidence": round(each.pair.confidence, 3),
            "words": [_word(word, lexicon, spelling) for word in orthography.toned(each.words, spelling)],
        }
        for each in annotated
        if each.pair.chinese
    )


def _word(word: Word, lexicon: Lexicon, spelling: Spelling) -> dict[str, Any]:
    rendering = word.rendering
    return {
        "text": word.text,
        "start": word.start,
        "end": word.end,
        "pinyin": [orthography.mark(s, spelling.style) for s in word.syllables] or None,
        "english": [list(span) for span in rendering.spans] if rendering else [],
        "gloss": brief_gloss(word) or None,
        "difficulty": round(vocabulary.difficulty(word, lexicon), 3) if word.syllables else None,
    }


def brief_gloss(word: Word) -> str:
    """Say what a Chinese word means here; names in Latin letters and punctuation explain themselves."""
    if not word.syllables:
        return ""
    return word.rendering.text if word.rendering else wording.gloss(word)
