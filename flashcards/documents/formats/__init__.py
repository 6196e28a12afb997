"""The formats, a room for each family; `kinds` tells which one a file is in."""
