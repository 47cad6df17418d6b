"""What is owed and when: the truth is in the database, the scheduler only gives the beat."""
