<?xml version="1.0" encoding="UTF-8"?>
<!-- Names, and how they find their entries in the registers. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"
    xmlns:t="https://teikit.org/ns"
    xmlns:typ="https://teikit.org/ns/typst"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all"
    expand-text="yes">

  <!-- Returns the key of what a pointer points to: name of the file without its ending, #, and
       the xml:id; empty where there is no pointer to a place in a TEI file. -->
  <xsl:function name="typ:key" as="xs:string">
    <xsl:param name="pointer" as="xs:string?"/>
    <xsl:param name="document" as="xs:string"/>
    <xsl:variable name="first" select="tokenize($pointer)[1]" as="xs:string?"/>
    <xsl:variable name="file" select="substring-before($first, '#')" as="xs:string"/>
    <xsl:variable name="stem" select="replace(tokenize($file, '/')[last()], '\.xml$', '')" as="xs:string?"/>
    <xsl:sequence select="
      if (not(contains($first, '#')) or matches($first, '^[A-Za-z][A-Za-z0-9+.\-]*:')) then ''
      else ($stem[. != ''], $document)[1] || '#' || substring-after($first, '#')"/>
  </xsl:function>

  <!-- Returns the name of the file that a node is in, without its ending. -->
  <xsl:function name="typ:document-name" as="xs:string">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="string(($node/ancestor-or-self::TEI[1]/parent::typ:*/@name, $name)[1])"/>
  </xsl:function>

  <!-- What can be linked to inside the PDF, by its key: documents of the edition, entries of its
       registers, and entries of a document's own. -->
  <xsl:variable name="typ:targets" as="map(xs:string, xs:boolean)" select="
    map:merge((
      /typ:edition/typ:document ! map:entry(string(@name), true()),
      /typ:edition/typ:register ! typ:entries(.) ! map:entry(typ:entry-key(.), true()),
      //TEI[not(parent::typ:register)] ! typ:own-entries(.) ! map:entry(typ:entry-key(.), true())
    ))"/>

  <!-- Returns the key of an entry in a register. -->
  <xsl:function name="typ:entry-key" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="typ:document-name($entry) || '#' || $entry/@xml:id"/>
  </xsl:function>

  <xsl:template match="persName | placeName | orgName | name | rs | settlement | country | region
      | geogName | author[@ref] | editor[@ref] | bibl//title[@ref] | objectName"
      mode="typ:typeset" as="node()*">
    <xsl:variable name="key" select="typ:key((@ref, @corresp)[1], typ:document-name(.))" as="xs:string"/>
    <xsl:variable name="content" select="typ:in-language-of(., typ:content(.))" as="node()*"/>
    <xsl:choose>
      <xsl:when test="map:contains($typ:targets, $key)">
        <xsl:element name="typ:{typ:name-kind(.)}">
          <xsl:attribute name="key" select="$key"/>
          <xsl:attribute name="target" select="$key"/>
          <xsl:sequence select="$content"/>
        </xsl:element>
      </xsl:when>
      <xsl:otherwise>
        <xsl:element name="typ:{typ:name-kind(.)}">
          <xsl:sequence select="$content"/>
        </xsl:element>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Returns which function of the template sets a name. -->
  <xsl:function name="typ:name-kind" as="xs:string">
    <xsl:param name="name" as="element()"/>
    <xsl:sequence select="
      if ($name/self::persName or $name/self::author or $name/self::editor) then 'persName'
      else if ($name/self::placeName or $name/self::settlement or $name/self::country
        or $name/self::region or $name/self::geogName) then 'placeName'
      else if ($name/self::orgName) then 'orgName'
      else 'name'"/>
  </xsl:function>

  <xsl:template match="ref | ptr" mode="typ:typeset" as="node()*" priority="-0.1">
    <xsl:variable name="key" as="xs:string" select="
      if (matches(@target, '\.xml$')) then replace(tokenize(@target, '/')[last()], '\.xml$', '')
      else typ:key(@target, typ:document-name(.))"/>
    <xsl:variable name="content" as="node()*" select="typ:in-language-of(., typ:content(.))"/>
    <xsl:choose>
      <xsl:when test="map:contains($typ:targets, $key) and exists($content)">
        <typ:ref target="{$key}">
          <xsl:sequence select="$content"/>
        </typ:ref>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$content"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
