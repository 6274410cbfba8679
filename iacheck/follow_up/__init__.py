"""Follow-up over time: findings as they were, and what has changed since."""
