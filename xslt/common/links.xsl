<?xml version="1.0" encoding="UTF-8"?>
<!-- Which addresses a reader may follow, and where they lead in the output. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:t="https://teikit.org/ns"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- True in a site, where other documents and the registers are pages beside this one. -->
  <xsl:param name="in-site" as="xs:boolean" select="false()"/>

  <!-- How many folders below the root of the site the page is. -->
  <xsl:param name="depth" as="xs:integer" select="1"/>

  <!-- Identifiers of elements that have a place in the page. -->
  <xsl:key name="t:identified" match="*[@xml:id]" use="@xml:id"/>

  <!-- Returns the kind of an address: web, fragment, relative, none or refused. Browsers drop control characters and white space from an address, so they are dropped before it is judged. -->
  <xsl:function name="t:address-kind" as="xs:string">
    <xsl:param name="address" as="xs:string"/>
    <xsl:variable name="seen" as="xs:string" select="replace($address, '[\s&#x7F;-&#xA0;&#xAD;&#x200B;-&#x200F;&#x2028;-&#x202E;&#x2060;-&#x206F;&#xFEFF;]', '')"/>
    <xsl:sequence select="
        if ($seen = '') then 'none'
        else if ($seen ne normalize-space($address)) then 'refused'
        else if (matches($seen, '^(https?://[^/]|mailto:.)', 'i')) then 'web'
        else if (matches($seen, '^#.')) then 'fragment'
        else if (matches($seen, '^[^/?#]*:') or matches($seen, '^[/\\]') or contains($seen, '\')) then 'refused'
        else if (t:climbs($seen)) then 'refused'
        else 'relative'"/>
  </xsl:function>

  <!-- Returns whether a relative address leaves the root of the edition. -->
  <xsl:function name="t:climbs" as="xs:boolean">
    <xsl:param name="address" as="xs:string"/>
    <xsl:variable name="path" as="xs:string" select="replace(replace($address, '[?#].*$', ''), '%2[eE]', '.')"/>
    <xsl:variable name="heights" as="xs:integer*" select="
        let $steps := tokenize($path, '/|%2[fF]|%5[cC]')[not(. = ('', '.'))]
        return for $n in 1 to count($steps)
          return $depth + sum(for $step in subsequence($steps, 1, $n) return if ($step = '..') then -1 else 1)"/>
    <xsl:sequence select="$heights &lt; 0"/>
  </xsl:function>

  <!-- Returns the address to link to, or nothing: where it is refused, or leads nowhere from this page. -->
  <xsl:function name="t:href" as="xs:string?">
    <xsl:param name="from" as="element()"/>
    <xsl:param name="address" as="xs:string"/>
    <xsl:variable name="clean" as="xs:string" select="normalize-space($address)"/>
    <xsl:choose>
      <xsl:when test="t:address-kind($address) = 'web'">
        <xsl:sequence select="$clean"/>
      </xsl:when>
      <xsl:when test="t:address-kind($address) = 'fragment'">
        <xsl:sequence select="$clean[key('t:identified', substring($clean, 2), root($from))[t:is-shown(.)]]"/>
      </xsl:when>
      <xsl:when test="t:address-kind($address) = 'relative' and $in-site">
        <xsl:sequence select="replace($clean, '\.xml(#.*)?$', '.html$1')"/>
      </xsl:when>
    </xsl:choose>
  </xsl:function>

  <!-- Returns whether an element of the source has a place in the page that can be linked to. -->
  <xsl:function name="t:is-shown" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/(ancestor-or-self::text | ancestor-or-self::standOff
        | self::person[ancestor::particDesc] | self::org[ancestor::particDesc] | self::place[ancestor::settingDesc]))"/>
  </xsl:function>

</xsl:stylesheet>
