"""What a sense of the dictionary says in English, and whether two wordings say the same."""
