"""Who may sign in, how, and what is written down of it."""
