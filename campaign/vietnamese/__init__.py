"""Vietnamese text: Unicode forms, tone marks, old fonts, names of people, masking."""
