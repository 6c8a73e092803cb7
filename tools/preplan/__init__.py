"""preplan: emergency plans, safety duties and plan filings, kept in git."""

__version__ = "0.1.0"
