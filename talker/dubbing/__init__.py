"""New words for filmed people: only lips and chin of a film are drawn anew."""
