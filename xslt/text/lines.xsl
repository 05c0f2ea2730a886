<?xml version="1.0" encoding="UTF-8"?>
<!-- Blocks set in lines: greedy, between words. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:t="https://teikit.org/ns"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- How many characters a line holds; 0 leaves each paragraph on one line. -->
  <xsl:param name="width" as="xs:integer" select="78"/>

  <!-- Returns blocks as the text of a file. -->
  <xsl:function name="t:set" as="xs:string">
    <xsl:param name="blocks" as="element(t:block)*"/>
    <xsl:variable name="lines" as="xs:string*">
      <xsl:for-each select="$blocks">
        <xsl:if test="position() gt 1"><xsl:sequence select="(1 to xs:integer(@above)) ! ''"/></xsl:if>
        <xsl:sequence select="t:set-block(.)"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:sequence select="string-join($lines ! replace(., '\s+$', ''), '&#10;') || '&#10;'"/>
  </xsl:function>

  <!-- Returns the lines of a block. -->
  <xsl:function name="t:set-block" as="xs:string*">
    <xsl:param name="block" as="element(t:block)"/>
    <xsl:variable name="indent" as="xs:string" select="t:spaces(xs:integer($block/@indent))"/>
    <xsl:variable name="hang" as="xs:string" select="string($block/@hang)"/>
    <xsl:variable name="room" as="xs:integer" select="if ($width le 0) then 0 else max((20, $width - string-length($indent)))"/>
    <xsl:variable name="lines" as="xs:string*" select="tokenize(string($block), $t:break) ! t:wrapped(., $room, $hang)"/>
    <xsl:for-each select="$lines">
      <xsl:sequence select="$indent || (if ($block/@align = 'end' and $room gt 0 and count($lines) = 1) then t:spaces($room - string-length(.)) else '') || ."/>
    </xsl:for-each>
    <xsl:if test="$block/@rule">
      <xsl:sequence select="$indent || string-join((1 to max($lines ! string-length(.))) ! string($block/@rule))"/>
    </xsl:if>
  </xsl:function>

  <!-- Returns so many spaces. -->
  <xsl:function name="t:spaces" as="xs:string">
    <xsl:param name="count" as="xs:integer"/>
    <xsl:sequence select="string-join((1 to $count) ! ' ')"/>
  </xsl:function>

  <!-- Returns a text in lines of at most so many characters (a longer word gets a line of its own); lines after the first begin with the hang. -->
  <xsl:function name="t:wrapped" as="xs:string*">
    <xsl:param name="text" as="xs:string"/>
    <xsl:param name="room" as="xs:integer"/>
    <xsl:param name="hang" as="xs:string"/>
    <xsl:choose>
      <xsl:when test="$room = 0 or string-length($text) le $room">
        <xsl:sequence select="$text"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:iterate select="tokenize($text, ' ')">
          <xsl:param name="line" as="xs:string?" select="()"/>
          <xsl:on-completion><xsl:sequence select="$line"/></xsl:on-completion>
          <xsl:choose>
            <xsl:when test="empty($line)">
              <xsl:next-iteration><xsl:with-param name="line" select="."/></xsl:next-iteration>
            </xsl:when>
            <xsl:when test="string-length($line) + 1 + string-length(.) le $room">
              <xsl:next-iteration><xsl:with-param name="line" select="$line || ' ' || ."/></xsl:next-iteration>
            </xsl:when>
            <xsl:otherwise>
              <xsl:sequence select="$line"/>
              <xsl:next-iteration><xsl:with-param name="line" select="$hang || ."/></xsl:next-iteration>
            </xsl:otherwise>
          </xsl:choose>
        </xsl:iterate>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

</xsl:stylesheet>
