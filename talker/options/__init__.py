"""Every option, declared once: flags, forms, sheets and docs follow from here."""
