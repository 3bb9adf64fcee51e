"""Pictures that stand for a page where it is shared, drawn with the one font that is kept here."""
