"""The help: topics in every language of the window, and the window that shows them."""
