"""The options of an avatar in groups, declared once: CLI, form, stored job and docs follow."""
