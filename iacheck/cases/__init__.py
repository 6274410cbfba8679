"""Who is judged on what: registers, documents by owner and period, subjects, cases, findings."""
