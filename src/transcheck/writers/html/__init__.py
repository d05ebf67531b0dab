"""The report that an editor reads: one page for an article, one index over many.

A page is one file, complete without scripts and safe to mail: everything of the inputs is escaped, and a content security policy admits
only the style sheet and the script that stand in the page.
"""

from __future__ import annotations

from transcheck.writers.html.index_page import Article, article, index_text, save, site, worst_first
from transcheck.writers.html.page import html_text

__all__ = ["Article", "article", "html_text", "index_text", "save", "site", "worst_first"]
