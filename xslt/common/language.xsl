<?xml version="1.0" encoding="UTF-8"?>
<!-- The language of a passage and the direction of its script. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:t="https://teikit.org/ns"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- Languages that are written from right to left unless the tag names another script. -->
  <xsl:variable name="t:right-to-left-languages" as="xs:string*"
      select="'ar', 'arc', 'ckb', 'dv', 'fa', 'he', 'iw', 'nqo', 'ota', 'ps', 'sd', 'syc', 'syr', 'ug', 'ur', 'yi'"/>

  <!-- Scripts that are written from right to left (ISO 15924). -->
  <xsl:variable name="t:right-to-left-scripts" as="xs:string*"
      select="'adlm', 'arab', 'armi', 'aran', 'hebr', 'mand', 'nkoo', 'phli', 'phnx', 'rohg', 'samr', 'syrc', 'syre', 'syrj', 'syrn', 'thaa'"/>

  <!-- Returns `rtl` or `ltr` for a language tag (BCP 47). A script in the tag decides, then the language. -->
  <xsl:function name="t:direction" as="xs:string">
    <xsl:param name="language" as="xs:string"/>
    <xsl:variable name="subtags" as="xs:string*" select="tokenize(lower-case($language), '-')"/>
    <xsl:variable name="script" as="xs:string?" select="$subtags[position() gt 1][matches(., '^[a-z]{4}$')][1]"/>
    <xsl:sequence select="
        if ($script) then (if ($script = $t:right-to-left-scripts) then 'rtl' else 'ltr')
        else if ($subtags[1] = $t:right-to-left-languages) then 'rtl'
        else 'ltr'"/>
  </xsl:function>

  <!-- Returns the language in force at a node, `en` where none is said. -->
  <xsl:function name="t:language" as="xs:string">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="(($node/ancestor-or-self::*/@xml:lang[matches(., '^[A-Za-z0-9-]+$')])[last()]/string(), 'en')[1]"/>
  </xsl:function>

</xsl:stylesheet>
