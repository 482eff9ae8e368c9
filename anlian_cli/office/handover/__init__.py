"""Handing the office over: to another person, and to another machine."""
