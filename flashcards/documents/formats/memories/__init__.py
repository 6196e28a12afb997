"""What translators pair: memories and their exchange formats."""
