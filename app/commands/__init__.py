"""The commands of the program, one module a group; each adds its parsers and runs them.

A group module has `add(commands: Commands) -> None` and imports nothing heavy before it runs:
the program answers --help and usage errors without numpy, OpenCV or Qt.
"""
