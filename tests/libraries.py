"""Folders of short graded texts, for tests of libraries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flashcards.common.files import CACHE_VARIABLE, cache_directory

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pytest

MORNING = """\
I get up at seven every morning.
我每天早上七点起床。

I drink a cup of coffee and read the newspaper.
我喝一杯咖啡，看报纸。

Then I walk to the station.
然后我走路去车站。

The train is always late.
火车总是晚点。
"""
STATION_ENGLISH = """\
The station is old, but it is very clean.
Many passengers wait for the train on the platform.
An old man sells newspapers beside the ticket office.
He says that the train is late again today.
I buy a newspaper and a cup of coffee.
"""
STATION_CHINESE = """\
车站很旧，但是非常干净。
很多乘客在站台上等火车。
一位老人在售票处旁边卖报纸。
他说火车今天又晚点了。
我买了一份报纸和一杯咖啡。
"""
OFFICE_ENGLISH = """\
Our office is on the twelfth floor of a tall building.
The manager examines all the reports every morning.
Today he criticized a colleague who was late.
The colleague explained that the train had been delayed.
"""
OFFICE_CHINESE = """\
我们的办公室在一座高楼的十二层。
经理每天早上检查所有的报告。
今天他批评了一位迟到的同事。
那位同事解释说火车晚点了。
"""
COURSE: Mapping[str, str] = {
    "01 morning.txt": MORNING,
    "en/02 station.txt": STATION_ENGLISH,
    "zh/02 station.txt": STATION_CHINESE,
    "03 office.en.md": OFFICE_ENGLISH,
    "03 office.zh.md": OFFICE_CHINESE,
}
"""Three texts, by the names of their files; 火车 and 晚点 stand in all of them, 报纸 in the first two."""
NAMES = ("01 morning", "02 station", "03 office")


def write(folder: Path, files: Mapping[str, str] = COURSE) -> Path:
    """Write files into a folder, and give the folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def own_cache(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let a test keep what it learns of texts in a folder of its own, beside the compiled lexicon."""
    folder.mkdir()
    for file in cache_directory().glob("lexicon-*.sqlite"):
        (folder / file.name).symlink_to(file.resolve())
    monkeypatch.setenv(CACHE_VARIABLE, str(folder))
    return folder
