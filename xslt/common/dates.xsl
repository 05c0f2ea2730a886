<?xml version="1.0" encoding="UTF-8"?>
<!-- Dates in words. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:t="https://teikit.org/ns"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- Returns a date as it is written in the document or, where nothing is written, from its attributes. -->
  <xsl:function name="t:date" as="xs:string">
    <xsl:param name="date" as="element()?"/>
    <xsl:variable name="written" as="xs:string" select="t:plain($date/node())"/>
    <xsl:sequence select="
        if (empty($date)) then ''
        else if ($written) then $written
        else if ($date/@when) then t:iso-date($date/@when)
        else string-join((
          $date/(@from, @notBefore)[1] ! ((if (name() = 'notBefore') then 'not before ' else '') || t:iso-date(.)),
          $date/(@to, @notAfter)[1] ! ((if (name() = 'notAfter') then 'not after ' else '') || t:iso-date(.))), ' – ')"/>
  </xsl:function>

  <!-- Returns an ISO date (a year, a month or a day) in words. -->
  <xsl:function name="t:iso-date" as="xs:string">
    <xsl:param name="value" as="xs:string"/>
    <xsl:variable name="day" as="xs:string" select="substring($value, 1, 10)"/>
    <xsl:sequence select="
        if ($day castable as xs:date) then format-date(xs:date($day), '[D] [MNn] [Y]')
        else if (concat($value, '-01') castable as xs:date) then format-date(xs:date(concat($value, '-01')), '[MNn] [Y]')
        else replace($value, '^0+(\d)', '$1')"/>
  </xsl:function>

  <!-- Returns the value by which documents are put in the order of time, or an empty string. -->
  <xsl:function name="t:sort-date" as="xs:string">
    <xsl:param name="date" as="element()?"/>
    <xsl:sequence select="string(($date/(@when, @from, @notBefore, @to, @notAfter))[1])"/>
  </xsl:function>

</xsl:stylesheet>
