"""Subtitles: what is said, and when."""
