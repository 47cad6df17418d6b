"""Home Program Bot: occupational therapists assign home programs, families carry them out."""

__version__ = "0.1.0"
