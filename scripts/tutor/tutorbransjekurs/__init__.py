"""Tutor plugin for bransjekurs."""
