"""The program around the pages: start, main window, tray, task bar, closing."""
