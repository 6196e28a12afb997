"""Text with no markup or little: plain text and Markdown."""
