"""The year's report for the leadership, put together from the same values as the commands show."""
