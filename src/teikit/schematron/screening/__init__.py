"""What libxml2 can tell without SaxonC: which patterns may speak of a document, and findings.

Rules in XPath 2 and 3 are put in the terms of XPath 1.0, and kept in a form that JSON can hold.
"""
