<?xml version="1.0" encoding="UTF-8"?>
<!-- What is on the sheet: breaks, changes by the writer, gaps, and what the editor restored. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:t="https://teikit.org/ns"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all"
    expand-text="yes">

  <!-- The reading text is shown; what stands in the source appears as a tooltip and in the diplomatic text. -->
  <xsl:template match="choice" mode="t:html">
    <xsl:variable name="shown" as="element()?" select="(abbr[../expan], corr, reg, *)[1]"/>
    <xsl:variable name="other" as="element()*" select="* except $shown"/>
    <xsl:element name="{if ($shown/self::abbr) then 'abbr' else 'span'}">
      <xsl:call-template name="t:attributes">
        <xsl:with-param name="class" select="'choice', local-name($shown)"/>
      </xsl:call-template>
      <xsl:attribute name="title" select="(if ($shown/self::corr) then 'Corrected from: ' else if ($shown/self::reg) then 'In the source: ' else '') || string-join($other ! t:plain(.), '; ')"/>
      <xsl:apply-templates select="$shown/node()" mode="t:html"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="abbr | am" mode="t:html">
    <abbr><xsl:call-template name="t:attributes"/><xsl:apply-templates mode="t:html"/></abbr>
  </xsl:template>

  <xsl:template match="expan | corr | reg | orig" mode="t:html">
    <span><xsl:call-template name="t:attributes"><xsl:with-param name="class" select="local-name()"/></xsl:call-template><xsl:apply-templates mode="t:html"/></span>
  </xsl:template>

  <xsl:template match="ex" mode="t:html">
    <span class="ex">(<xsl:apply-templates mode="t:html"/>)</span>
  </xsl:template>

  <xsl:template match="sic" mode="t:html">
    <span class="sic"><xsl:apply-templates mode="t:html"/><span class="editor" title="So in the source"> [sic]</span></span>
  </xsl:template>

  <xsl:template match="del" mode="t:html">
    <del><xsl:call-template name="t:attributes"/><xsl:apply-templates mode="t:html"/></del>
  </xsl:template>

  <xsl:template match="add" mode="t:html">
    <ins><xsl:call-template name="t:attributes"/>
      <xsl:attribute name="title" select="'Added in the source' || (@place ! (': ' || translate(., '-', ' ')))"/>
      <xsl:apply-templates mode="t:html"/></ins>
  </xsl:template>

  <xsl:template match="subst" mode="t:html">
    <span class="subst"><xsl:apply-templates select="*" mode="t:html"/></span>
  </xsl:template>

  <xsl:template match="unclear" mode="t:html">
    <span title="Reading uncertain">
      <xsl:call-template name="t:attributes"><xsl:with-param name="class" select="'unclear'"/></xsl:call-template>
      <xsl:apply-templates mode="t:html"/><span class="editor">[?]</span>
    </span>
  </xsl:template>

  <xsl:template match="supplied" mode="t:html">
    <xsl:element name="{if (t:holds-block(.)) then 'div' else 'span'}">
      <xsl:call-template name="t:attributes"><xsl:with-param name="class" select="'supplied'"/></xsl:call-template>
      <xsl:attribute name="title" select="'Supplied by the editor'"/>
      <span class="editor">[</span><xsl:apply-templates mode="t:html"/><span class="editor">]</span>
    </xsl:element>
  </xsl:template>

  <xsl:template match="gap | ellipsis" mode="t:html">
    <span title="{t:gap-reason(.)}{t:gap-size(.) ! (' (' || . || ')')}">
      <xsl:call-template name="t:attributes"><xsl:with-param name="class" select="'gap', 'editor'"/></xsl:call-template>
      <xsl:text>[…]</xsl:text>
    </span>
  </xsl:template>

  <!-- Returns in words how much is missing, nothing where that is not said. -->
  <xsl:function name="t:gap-size" as="xs:string?">
    <xsl:param name="gap" as="element()"/>
    <xsl:variable name="quantity" as="xs:string" select="normalize-space($gap/@quantity)"/>
    <xsl:variable name="unit" as="xs:string" select="normalize-space($gap/@unit)"/>
    <xsl:variable name="one" as="xs:string" select="
        if ($unit = ('char', 'chars')) then 'character'
        else if ($unit = ('cm', 'mm', 'in', 'pt', 'ex', 'em')) then $unit
        else replace($unit, '(\p{L}{2})s$', '$1')"/>
    <xsl:sequence select="
        if ($quantity = '' or $unit = '') then ()
        else $quantity || ' ' || $one || (if ($quantity = '1' or $one = $unit and string-length($unit) le 2) then '' else 's')"/>
  </xsl:function>

  <!-- Returns in words why something is missing. -->
  <xsl:function name="t:gap-reason" as="xs:string">
    <xsl:param name="gap" as="element()"/>
    <xsl:sequence select="
        if ($gap/@reason = 'illegible') then 'Illegible'
        else if ($gap/@reason = 'lost') then 'Lost'
        else if ($gap/@reason = 'garbled') then 'Garbled in transmission'
        else if ($gap/@reason = 'omitted') then 'Left out in the publication'
        else if ($gap/@reason = 'sampling') then 'Left out in this edition'
        else 'Missing'"/>
  </xsl:function>

  <xsl:template match="space" mode="t:html"><span class="space" title="Space left in the source">    </span></xsl:template>

  <xsl:template match="pb" mode="t:html">
    <span role="doc-pagebreak">
      <xsl:call-template name="t:attributes"><xsl:with-param name="class" select="'pb'"/></xsl:call-template>
      <xsl:variable name="facsimile" as="xs:string" select="string((tokenize(@facs), '')[1])"/>
      <xsl:variable name="label" as="xs:string" select="if (@n) then '[' || @n || ']' else '|'"/>
      <xsl:choose>
        <xsl:when test="t:address-kind($facsimile) = 'web' and not(ancestor::ref)"><a href="{$facsimile}">{$label}</a></xsl:when>
        <xsl:otherwise>{$label}</xsl:otherwise>
      </xsl:choose>
    </span>
  </xsl:template>

  <xsl:template match="lb" mode="t:html">
    <xsl:choose>
      <xsl:when test="t:keeps-line(.)"><br/></xsl:when>
      <xsl:when test="@break = 'no'"/>
      <xsl:otherwise><xsl:text> </xsl:text></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="cb | milestone | anchor | handShift | delSpan | addSpan | fw | index | listChange" mode="t:html">
    <xsl:if test="@xml:id"><span id="{@xml:id}"/></xsl:if>
  </xsl:template>

  <xsl:template match="app" mode="t:html">
    <span class="app" title="{string-join((.//rdg except (lem, rdg)[1]) ! t:reading(.), '; ')}">
      <xsl:apply-templates select="(lem, rdg)[1]/node()" mode="t:html"/>
    </span>
  </xsl:template>

  <!-- Returns a variant reading in words: its text, or that it has none, and its witnesses. -->
  <xsl:function name="t:reading" as="xs:string">
    <xsl:param name="reading" as="element()"/>
    <xsl:variable name="witnesses" as="xs:string*" select="tokenize(($reading/@wit, $reading/@source)[1]) ! replace(., '^.*#', '')"/>
    <xsl:sequence select="(t:plain($reading)[. ne ''], 'om.')[1] || string-join($witnesses ! (' ' || .))"/>
  </xsl:function>

</xsl:stylesheet>
