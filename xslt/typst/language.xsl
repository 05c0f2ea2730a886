<?xml version="1.0" encoding="UTF-8"?>
<!-- Languages: what xml:lang means for hyphenation, shaping and the direction of writing. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:typ="https://teikit.org/ns/typst"
    exclude-result-prefixes="#all"
    expand-text="yes">

  <xsl:variable name="typ:right-to-left-scripts" as="xs:string*"
      select="'arab', 'hebr', 'syrc', 'thaa', 'nkoo', 'samr', 'mand', 'aran', 'phnx', 'armi'"/>
  <xsl:variable name="typ:right-to-left-languages" as="xs:string*"
      select="'ar', 'fa', 'he', 'ur', 'yi', 'ota', 'syr', 'syc', 'arc', 'ps', 'sd', 'ug', 'ckb', 'dv', 'azb', 'jpr', 'lad-Hebr'"/>

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
      <xsl:attribute name="dir" select="if (typ:right-to-left($language, $script)) then 'rtl' else 'ltr'"/>
    </xsl:if>
  </xsl:function>

  <!-- Returns whether a language in a script (if the tag names one) runs from right to left. -->
  <xsl:function name="typ:right-to-left" as="xs:boolean">
    <xsl:param name="language" as="xs:string"/>
    <xsl:param name="script" as="xs:string?"/>
    <xsl:sequence select="
      if (exists($script)) then $script = $typ:right-to-left-scripts
      else $language = $typ:right-to-left-languages"/>
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
            <xsl:sequence select="$language, $content"/>
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
       directions apart (Unicode Standard Annex 9, isolates); other content as it is. They stand
       outside the call that sets the direction: inside, Typst would take them for its own. -->
  <xsl:function name="typ:isolated" as="node()*">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="content" as="node()*"/>
    <xsl:variable name="around" as="xs:string"
        select="string(typ:language($element/ancestor::*[@xml:lang][1]/@xml:lang)[name() = 'dir'])"/>
    <xsl:variable name="own" as="xs:string"
        select="string(typ:language($element/@xml:lang)[name() = 'dir'])"/>
    <xsl:choose>
      <xsl:when test="$own != ($around[. != ''], 'ltr')[1] and local-name($element) = $typ:words">
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
        select="tokenize($context/ancestor-or-self::*[@xml:lang][1]/@xml:lang, '-')[1] ! lower-case(.)"/>
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
