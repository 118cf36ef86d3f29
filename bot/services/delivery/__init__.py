"""A bulletin goes to parents: when, to whom, paused or stopped, and what is said when it cannot arrive."""
