"""Makes the shipped templates of ``templates/documents`` from their plain sources.

The product itself never makes one: it fills the ``.docx`` that ships, or the office's own.
"""
