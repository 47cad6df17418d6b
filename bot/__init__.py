"""Home Program Bot: occupational therapists assign home programs, families carry them out."""
