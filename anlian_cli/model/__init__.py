"""What the words mean: frozen types of applications, findings and results. No input, no output, no clock."""
