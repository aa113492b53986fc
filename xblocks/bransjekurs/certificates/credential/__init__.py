"""The signed credential: Open Badges 3.0 on Verifiable Credentials 2.0, with an ``eddsa-rdfc-2022`` proof.

Read in this order: ``document`` (what it says), ``terms`` and ``quads`` (what that means, as statements),
``proof`` (the signature), ``status_list`` and ``did`` (what is published beside it), ``reading`` and ``checking``
(a file from somebody else), ``store`` (what is kept).
"""
