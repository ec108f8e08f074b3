"""The append-only record of what was observed and decided: ``docs/ledger.md`` is its format."""
