<?xml version="1.0" encoding="UTF-8"?>
<!--
  The second pass: a tree of calls becomes Typst source.

  The first pass turns TEI into elements of the namespace https://teikit.org/ns/typst. Each is one
  call of a function of the template: typ:p becomes tei-p(…), attributes become named arguments,
  typ:with becomes a named argument with content, everything else becomes positional arguments.
  Text can only leave this module through typ:string, as a Typst string literal. That is why
  nothing from a document can reach Typst as code, whatever a stylesheet of a user does.
-->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:typ="https://teikit.org/ns/typst"
    exclude-result-prefixes="#all"
    expand-text="yes">

  <xsl:mode name="typ:write" on-no-match="fail" warning-on-no-match="no"/>

  <!-- Returns a Typst string literal that holds exactly the given characters. -->
  <xsl:function name="typ:string" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:variable name="parts" as="xs:string*">
      <xsl:analyze-string select="$text" regex="[\\&quot;]|[\p{{C}}\p{{Zl}}\p{{Zp}}]">
        <xsl:matching-substring>
          <xsl:sequence select="
            if (. = ('\', '&quot;')) then '\' || .
            else '\u{' || typ:hexadecimal(string-to-codepoints(.)) || '}'"/>
        </xsl:matching-substring>
        <xsl:non-matching-substring>
          <xsl:sequence select="."/>
        </xsl:non-matching-substring>
      </xsl:analyze-string>
    </xsl:variable>
    <xsl:sequence select="'&quot;' || string-join($parts) || '&quot;'"/>
  </xsl:function>

  <!-- Returns a number in hexadecimal digits. -->
  <xsl:function name="typ:hexadecimal" as="xs:string">
    <xsl:param name="number" as="xs:integer"/>
    <xsl:sequence select="
      (if ($number ge 16) then typ:hexadecimal($number idiv 16) else '')
      || substring('0123456789abcdef', $number mod 16 + 1, 1)"/>
  </xsl:function>

  <!-- Returns the Typst source for a tree of calls; the template is imported from a path. -->
  <xsl:function name="typ:source" as="xs:string">
    <xsl:param name="calls" as="element()*"/>
    <xsl:param name="template" as="xs:string"/>
    <xsl:variable name="setup" select="$calls[self::typ:setup]" as="element()*"/>
    <xsl:sequence select="
      '#import ' || typ:string($template) || ': *&#10;'
      || string-join(
           for $call in $calls
           return (if ($call is $setup[1]) then '#show: setup.with' else '#tei-' || local-name($call))
             || '(' || typ:arguments($call) || ')&#10;')"/>
  </xsl:function>

  <!-- Returns what stands between the parentheses of a call. -->
  <xsl:function name="typ:arguments" as="xs:string">
    <xsl:param name="call" as="element()"/>
    <xsl:variable name="positional" as="xs:string*">
      <xsl:apply-templates select="$call/node() except $call/(typ:with, typ:strings)" mode="typ:write"/>
    </xsl:variable>
    <xsl:sequence select="string-join((
      for $named in $call/@* return local-name($named) || ': ' || typ:string($named) || ', ',
      for $named in $call/typ:with return $named/@name || ': pieces(' || typ:pieces($named) || '), ',
      for $named in $call/typ:strings
        return $named/@name || ': (' || string-join($named/typ:item ! (typ:string(.) || ', ')) || '), ',
      $positional))"/>
  </xsl:function>

  <!-- Returns the content of an element as positional arguments. -->
  <xsl:function name="typ:pieces" as="xs:string">
    <xsl:param name="parent" as="element()"/>
    <xsl:variable name="pieces" as="xs:string*">
      <xsl:apply-templates select="$parent/node()" mode="typ:write"/>
    </xsl:variable>
    <xsl:sequence select="string-join($pieces)"/>
  </xsl:function>

  <xsl:template match="typ:*" mode="typ:write" as="xs:string">
    <xsl:sequence select="'tei-' || local-name() || '(' || typ:arguments(.) || '), '"/>
  </xsl:template>

  <!-- Space at either end is a value of its own: Typst drops it at the edge of a paragraph. -->
  <xsl:template match="text()" mode="typ:write" as="xs:string">
    <xsl:variable name="words" select="normalize-space(.)" as="xs:string"/>
    <xsl:sequence select="
      if ($words = '') then 'sp, '
      else (if (matches(., '^[ \t\n\r]')) then 'sp, ' else '')
        || typ:string($words) || ', '
        || (if (matches(., '[ \t\n\r]$')) then 'sp, ' else '')"/>
  </xsl:template>
</xsl:stylesheet>
