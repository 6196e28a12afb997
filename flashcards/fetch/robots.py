"""What a server asks of programs: the rules of its robots.txt (RFC 9309, Koster et al. 2022)."""

from __future__ import annotations

from urllib.parse import unquote

from flashcards.fetch._http import AGENT
from flashcards.records import Record

_LONGEST = 500_000
"""Bytes that are read, as the RFC asks at least; rules beyond do not count."""
_MOST_RULES = 5_000
"""Set by hand, to bound the work."""
_LONGEST_PATTERN = 500
"""Set by hand, to bound the work of matching one; no path in use is as long."""


class Rules(Record):
    """Paths and whether they are allowed; the longest that fits decides, and no rule allows."""

    rules: tuple[tuple[str, bool], ...] = ()

    @classmethod
    def read(cls, data: bytes) -> Rules:
        """Take the rules for this program, or else those for all."""
        groups: dict[str, list[tuple[str, bool]]] = {}  # of no other agents: a file may name thousands
        agents: list[str] = []
        in_rules = False
        for line in data[:_LONGEST].decode("utf-8", "replace").splitlines():
            key, _, value = line.partition("#")[0].partition(":")
            key, value = key.strip().lower(), value.strip()
            if key == "user-agent":
                if in_rules:
                    agents, in_rules = [], False
                agent = value.lower()
                if agent in (AGENT, "*") and agent not in agents:
                    agents.append(agent)
                    groups.setdefault(agent, [])
            elif key in ("allow", "disallow"):
                in_rules = True
                if value and len(value) <= _LONGEST_PATTERN:
                    for agent in agents:
                        if len(groups[agent]) < _MOST_RULES:
                            groups[agent].append((unquote(value), key == "allow"))
        return cls(tuple(groups.get(AGENT, groups.get("*", []))))

    def allow(self, target: str) -> bool:
        """Whether a path, with its query, may be read."""
        path = unquote(target)
        fitting = [(len(pattern), allowed) for pattern, allowed in self.rules if _fits(pattern, path)]
        return max(fitting, default=(0, True))[1]


def _fits(pattern: str, path: str) -> bool:
    """Whether a path begins with a pattern, where `*` stands for anything and a last `$` for the end."""
    ends = pattern.endswith("$")
    first, *others = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    for number, part in enumerate(others):
        if ends and number == len(others) - 1:
            return len(path) - len(part) >= at and path.endswith(part)
        place = path.find(part, at)
        if place < 0:
            return False
        at = place + len(part)
    return not ends or at == len(path)
