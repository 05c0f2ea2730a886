<?xml version="1.0" encoding="UTF-8"?>
<!-- What emphasis looks like, what it means and whose it is. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:t="https://teikit.org/ns"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- Returns in words whose emphasis a hi is, or an empty string where it stresses nothing or the encoding does not say. -->
  <xsl:function name="t:emphasis-of" as="xs:string">
    <xsl:param name="hi" as="element()"/>
    <xsl:variable name="who" as="xs:string" select="t:who($hi/@resp)"/>
    <xsl:variable name="whose" as="xs:string" select="
        if ($hi/@ana = 'emphasis:author') then 'Emphasis by the writer'
        else if ($hi/@ana = 'emphasis:recipient') then 'Emphasis by the recipient'
        else if ($hi/@ana = 'emphasis:reader') then 'Emphasis by a reader'
        else if ($hi/@ana = 'emphasis:editor') then 'Emphasis by the editor'
        else ''"/>
    <xsl:variable name="look" as="xs:string*" select="tokenize($hi/@rend, '\s+')[not(. = 'unknown')] ! translate(., '-', ' ')"/>
    <xsl:sequence select="if ($whose = '') then ''
        else $whose || (if ($who) then ': ' || $who else '') || (if (exists($look)) then ' (' || string-join($look, ', ') || ')' else '')"/>
  </xsl:function>

  <!-- Returns what a note is called where it is set apart from the text. -->
  <xsl:function name="t:note-label" as="xs:string">
    <xsl:param name="note" as="element()"/>
    <xsl:sequence select="
        if ($note/@subtype = 'label') then 'Label on the document'
        else if ($note/@subtype = 'resolution') then 'Resolution on the document'
        else if ($note/@subtype = 'stamp') then 'Stamp'
        else if ($note/@subtype = 'registration') then 'Registration'
        else if ($note/@subtype = 'marginalia') then 'In the margin'
        else if ($note/@type = 'archival') then 'Archival note'
        else if ($note/@type = 'emphasis') then 'Emphasis'
        else if ($note/@subtype = 'disputed') then 'Disputed'
        else if ($note/@subtype = 'unverified') then 'Not verified'
        else if ($note/@subtype = 'identification') then 'Identification'
        else if ($note/@type = 'authorial') then 'Note by the writer'
        else if ($note/@type = 'textual') then 'Textual note'
        else 'Note'"/>
  </xsl:function>

</xsl:stylesheet>
