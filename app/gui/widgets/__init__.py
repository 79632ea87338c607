"""Widgets that know no page: editors, forms, pictures to choose from, the player."""
