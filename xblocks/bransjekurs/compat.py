"""Open edX as our platform: the only module that imports it (lms, cms, openedx, xmodule, common).

Written against release Teak. Each method says what it rests on. Imports are inside the methods, since LMS and Studio
do not offer the same modules and the preview offers none.
"""
