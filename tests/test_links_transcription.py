"""Foreign names in Chinese characters."""

from __future__ import annotations

import numpy as np

from flashcards.links.transcription import likenesses, spelled, written


def test_names_sound_like_themselves() -> None:
    """Of several English names a Chinese one is likest to its own."""
    chinese = [("lun2", "dun1"), ("mi3", "shi2", "la1"), ("bei4", "li4")]
    english = ["london", "mishra", "pele"]
    table = [likenesses([spelled(chinese_name)] * 3, [written(name) for name in english]) for chinese_name in chinese]
    assert [int(row.argmax()) for row in table] == [0, 1, 2]
    assert np.array(table).max() <= 1.0
