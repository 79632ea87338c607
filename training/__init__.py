"""How the viseme network was made and how lip sync is measured; not needed to make videos."""
