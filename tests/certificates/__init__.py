"""Certificates: the PDF and the characters that it can print."""
