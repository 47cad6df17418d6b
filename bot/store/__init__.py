"""All SQL lives here, one file per aggregate; nothing above this room knows a table's name."""
