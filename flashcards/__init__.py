"""Turn a text that exists in English and in Chinese into an Anki deck worth learning from."""

from __future__ import annotations

__version__ = "0.1.0"
