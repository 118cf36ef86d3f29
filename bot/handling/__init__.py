"""Takes the next thing of one person, runs its conversation and carries out what that asks, in one transaction."""
