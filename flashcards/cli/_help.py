"""The help of a command: its options under the headings of their groups."""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand

from flashcards.settings import Group

_OTHERS = "Other options"


class GroupedCommand(TyperCommand):
    """A command whose help lists its options by the groups in which they were declared, in the order of `Group`."""

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the argument, then the groups that have options, then what belongs to none."""
        records: dict[str, list[tuple[str, str]]] = {"Arguments": [], **{group: [] for group in Group}, _OTHERS: []}
        for parameter in self.get_params(ctx):
            record = parameter.get_help_record(ctx)
            if record:
                heading = "Arguments" if parameter.param_type_name == "argument" else _OTHERS
                records[getattr(parameter, "rich_help_panel", None) or heading].append(record)
        for heading, listed in records.items():
            if listed:
                with formatter.section(heading):
                    formatter.write_dl(listed)
