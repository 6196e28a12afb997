"""The formats, a room for each family; `known_formats` tells which one a file is in."""
