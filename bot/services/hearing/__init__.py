"""What parents say to us: reactions, questions and what they understood, and the one door by which coordinators read it."""
