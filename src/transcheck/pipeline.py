"""The order of the steps: read → align → extract → check → report; and nothing else."""
