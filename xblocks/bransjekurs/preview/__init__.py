"""The local site: shows any course archive to one person on one machine, with invented people in it."""
