<?xml version="1.0" encoding="UTF-8"?>
<!-- Registers of persons, places, organizations and works. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:t="https://teikit.org/ns"
    xmlns:typ="https://teikit.org/ns/typst"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all"
    expand-text="yes">

  <!-- Returns the entries of a register in their order. -->
  <xsl:function name="typ:entries" as="element()*">
    <xsl:param name="register" as="node()"/>
    <xsl:sequence select="$register//(person | personGrp | place | org | event | object
      | listBibl/bibl | listBibl/biblStruct)[@xml:id]"/>
  </xsl:function>

  <!-- Returns the entries of the registers that a document has in its header. -->
  <xsl:function name="typ:own-entries" as="element()*">
    <xsl:param name="tei" as="element(TEI)"/>
    <xsl:sequence select="$tei/teiHeader/profileDesc/(particDesc | settingDesc)
      //(person | personGrp | place | org)[@xml:id]"/>
  </xsl:function>

  <!-- The registers of one document, at its end. -->
  <xsl:template match="TEI" mode="typ:own-registers" as="element()*">
    <xsl:variable name="entries" select="typ:own-entries(.)" as="element()*"/>
    <xsl:for-each-group select="$entries" group-by="
        if (self::place) then 'Places' else if (self::org) then 'Organizations' else 'Persons'">
      <typ:small-register title="{current-grouping-key()}">
        <xsl:for-each select="current-group()">
          <typ:entry key="{typ:entry-key(.)}">
            <xsl:apply-templates select="." mode="typ:entry"/>
          </typ:entry>
        </xsl:for-each>
      </typ:small-register>
    </xsl:for-each-group>
  </xsl:template>
  <xsl:mode name="typ:own-registers" on-no-match="shallow-skip"/>

  <xsl:mode name="typ:register" on-no-match="shallow-skip"/>

  <xsl:template match="typ:register" mode="typ:register" as="element()">
    <typ:register title="{typ:title(TEI)}" key="{@name}">
      <xsl:for-each select="typ:entries(.)">
        <typ:entry key="{typ:entry-key(.)}">
          <xsl:apply-templates select="." mode="typ:entry"/>
        </typ:entry>
      </xsl:for-each>
    </typ:register>
  </xsl:template>

  <xsl:mode name="typ:entry" on-no-match="shallow-skip"/>

  <xsl:template match="bibl | biblStruct" mode="typ:entry" as="node()*">
    <xsl:apply-templates select="." mode="typ:typeset"/>
  </xsl:template>

  <!-- The first name, what it is in other languages and scripts, the dates, what is known. -->
  <xsl:template match="person | personGrp | place | org | event | object" mode="typ:entry" as="node()*">
    <xsl:variable name="names" as="element()*"
        select="persName, placeName, geogName, orgName, objectName, eventName, name, settlement, label"/>
    <typ:hi rend="bold">
      <xsl:sequence select="$names[1] ! typ:name-in-register(.)"/>
    </typ:hi>
    <xsl:for-each select="tail($names)">
      <xsl:text>{if (position() = 1) then ' (' else '; '}</xsl:text>
      <xsl:sequence select="typ:name-in-register(.)"/>
      <xsl:text>{if (position() = last()) then ')' else ''}</xsl:text>
    </xsl:for-each>
    <xsl:variable name="life" select="typ:life(.)" as="xs:string"/>
    <xsl:text>{if ($life != '') then ', ' || $life else ''}</xsl:text>
    <xsl:variable name="said" as="element()*"
        select="(occupation, state, event, desc, note, p)[normalize-space(.) != '']"/>
    <xsl:text>{if (exists($said)) then '. ' else '.'}</xsl:text>
    <xsl:for-each select="$said">
      <xsl:sequence select="typ:in-language-of(., typ:content(.))"/>
      <xsl:text>{if (matches(normalize-space(.), '[.!?…]$')) then ' ' else '. '}</xsl:text>
    </xsl:for-each>
  </xsl:template>

  <!-- Returns a name as it is written, its parts kept apart by spaces. -->
  <xsl:function name="typ:name-in-register" as="node()*">
    <xsl:param name="name" as="element()"/>
    <xsl:variable name="words" as="xs:string" select="
      if ($name/* and not($name/text()[normalize-space()]))
      then string-join($name/* ! normalize-space(.)[. != ''], ' ')
      else normalize-space($name)"/>
    <xsl:sequence select="typ:in-language-of($name, typ:content-of-string($words))"/>
  </xsl:function>

  <!-- Returns the years of birth and death, or what the register says instead. -->
  <xsl:function name="typ:life" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="born" select="$entry/birth[1] ! typ:year(.)" as="xs:string?"/>
    <xsl:variable name="died" select="$entry/death[1] ! typ:year(.)" as="xs:string?"/>
    <xsl:sequence select="
      if ($born and $died) then $born || '–' || $died
      else if ($born) then 'born ' || $born
      else if ($died) then 'died ' || $died
      else ''"/>
  </xsl:function>

  <!-- Returns the year of a birth or death: as dated, or else as written. -->
  <xsl:function name="typ:year" as="xs:string?">
    <xsl:param name="event" as="element()"/>
    <xsl:variable name="when" select="($event/@when, $event/date/@when)[1]" as="xs:string?"/>
    <xsl:sequence select="
      if (matches($when, '^-?\d{4}')) then replace($when, '^(-?\d{4}).*$', '$1')
      else normalize-space($event)[. != '']"/>
  </xsl:function>
</xsl:stylesheet>
