"""A bulletin's words: written by one or two people, looked at, tried out, and approved before they may go."""
