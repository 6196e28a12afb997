"""Which characters are Chinese: one answer for every room."""

from __future__ import annotations

import re

HAN = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
"""The ranges of Chinese characters, for use between the brackets of a regular expression: the blocks of the Unicode
Standard up to extension H, with the signs 々, 〆 and 〇 that are read as characters."""

HAN_CHARACTER = re.compile(f"[{HAN}]")
