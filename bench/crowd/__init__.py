"""Many families in one database, written straight into the real schema: a bench cannot wait."""
