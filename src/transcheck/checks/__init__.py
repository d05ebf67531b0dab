"""Rules. A rule is a generator over a ``Comparison`` with metadata (``model.Rule``); the family is the literal table ``RULES``."""
