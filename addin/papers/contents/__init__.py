"""What each kind of paper says: values for its template, one module a family of papers."""
