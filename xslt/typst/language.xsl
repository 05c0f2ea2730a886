<?xml version="1.0" encoding="UTF-8"?>
<!-- Languages: what xml:lang means for hyphenation, shaping and the direction of writing. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:t="https://teikit.org/ns"
    xmlns:typ="https://teikit.org/ns/typst"
    exclude-result-prefixes="#all"
    expand-text="yes">

  <!-- Returns the attributes lang, region, script and dir for a language tag (BCP 47), or none
       where the tag starts with nothing that Typst could take for a language. -->
  <xsl:function name="typ:language" as="attribute()*">
    <xsl:param name="tag" as="xs:string?"/>
    <xsl:variable name="subtags" select="tokenize(lower-case(normalize-space($tag)), '-')" as="xs:string*"/>
    <xsl:variable name="language" select="$subtags[1][matches(., '^[a-z]{2,3}$')]" as="xs:string?"/>
    <xsl:variable name="before-private" as="xs:string*"
        select="subsequence($subtags, 2, (index-of($subtags, 'x')[1] - 2, count($subtags))[1])"/>
    <xsl:variable name="script" select="$before-private[matches(., '^[a-z]{4}$')][1]" as="xs:string?"/>
    <xsl:variable name="region" select="$before-private[matches(., '^[a-z]{2}$')][1]" as="xs:string?"/>
    <xsl:if test="exists($language)">
      <xsl:attribute name="lang" select="$language"/>
      <xsl:if test="exists($region)">
        <xsl:attribute name="region" select="upper-case($region)"/>
      </xsl:if>
      <xsl:if test="exists($script)">
        <xsl:attribute name="script" select="$script"/>
      </xsl:if>
      <xsl:attribute name="dir" select="t:direction($tag)"/>
    </xsl:if>
  </xsl:function>

  <!-- Returns content in the language of an element, if the element names one itself. -->
  <xsl:function name="typ:in-language-of" as="node()*">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="content" as="node()*"/>
    <xsl:variable name="language" select="typ:language($element/@xml:lang)" as="attribute()*"/>
    <xsl:choose>
      <xsl:when test="exists($language) and exists($content)">
        <xsl:variable name="set" as="element()">
          <typ:lang>
            <!-- In a sentence, the characters of the text itself say which way it runs. -->
            <xsl:sequence select="
              if (local-name($element) = $typ:words) then $language[name() != 'dir'] else $language"/>
            <xsl:sequence select="$content"/>
          </typ:lang>
        </xsl:variable>
        <xsl:sequence select="typ:isolated($element, $set)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$content"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- Returns words in a sentence that runs the other way between characters that keep the two
       directions apart (Unicode Standard Annex 9, isolates); other content as it is. -->
  <xsl:function name="typ:isolated" as="node()*">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="content" as="node()*"/>
    <xsl:variable name="own" select="t:direction(t:language($element))" as="xs:string"/>
    <xsl:variable name="around" select="t:direction(t:language($element/..))" as="xs:string"/>
    <xsl:choose>
      <xsl:when test="$own != $around and local-name($element) = $typ:words">
        <xsl:value-of select="if ($own = 'rtl') then '&#x2067;' else '&#x2066;'"/>
        <xsl:sequence select="$content"/>
        <xsl:value-of select="'&#x2069;'"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$content"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- Elements that stand in a sentence. -->
  <xsl:variable name="typ:words" as="xs:string*" select="
    'foreign', 'persName', 'placeName', 'orgName', 'name', 'rs', 'geogName', 'settlement', 'country',
    'region', 'title', 'author', 'editor', 'publisher', 'pubPlace', 'hi', 'emph', 'mentioned', 'term',
    'gloss', 'seg', 'ref', 'date', 'soCalled', 'idno', 'w', 'objectName', 'distinct'"/>

  <!-- Returns the opening and the closing quotation mark of a language. -->
  <xsl:function name="typ:quotation-marks" as="xs:string+">
    <xsl:param name="context" as="node()"/>
    <xsl:variable name="language" as="xs:string?"
        select="tokenize(lower-case(t:language($context)), '-')[1]"/>
    <xsl:choose>
      <xsl:when test="$language = ('ru', 'uk', 'be', 'hy', 'ka', 'el', 'fa', 'ar', 'az', 'it', 'es')">
        <xsl:sequence select="'«', '»'"/>
      </xsl:when>
      <xsl:when test="$language = 'fr'">
        <xsl:sequence select="'«&#xa0;', '&#xa0;»'"/>
      </xsl:when>
      <xsl:when test="$language = ('de', 'cs', 'sk', 'bg', 'lt', 'sl')">
        <xsl:sequence select="'„', '“'"/>
      </xsl:when>
      <xsl:when test="$language = ('pl', 'ro', 'hu')">
        <xsl:sequence select="'„', '”'"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="'“', '”'"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>
</xsl:stylesheet>
