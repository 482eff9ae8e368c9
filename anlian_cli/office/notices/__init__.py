"""Letters to the units of a round: what is put right, what is asked, what was refused; with their own forms marked."""
