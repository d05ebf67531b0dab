"""Many articles: a manifest is cut into chunks, an engine judges them, and what is found is kept in shards that survive everything.

``run.run`` is the whole of it; ``queries.answer`` asks about a finished run.
"""
