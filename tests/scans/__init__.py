"""Scans made up by the tests: papers as firms hand them in, drawn, stamped, and damaged as scanners and phones do."""
