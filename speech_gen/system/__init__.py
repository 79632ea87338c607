"""The voices of Windows and macOS, each spoken by a program that belongs to the system."""
