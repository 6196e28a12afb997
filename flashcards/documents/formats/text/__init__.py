"""Text without pages, cells or elements: plain text, Markdown, RTF, clippings, columns."""
