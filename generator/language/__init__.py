"""Words: text in two languages, the words of the interface, typography, and Markdown that is safe to build."""
