"""Pictures: what is drawn, how it is kept, and what it may never do."""
