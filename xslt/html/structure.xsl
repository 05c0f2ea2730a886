<?xml version="1.0" encoding="UTF-8"?>
<!-- Divisions, headings, paragraphs, and the parts of a letter. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:t="https://teikit.org/ns"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all">

  <!-- Returns the level of a heading: 1 is the page's title, and no level is skipped. -->
  <xsl:function name="t:level" as="xs:integer">
    <xsl:param name="head" as="element()"/>
    <xsl:sequence select="min((6, 1 + count($head/ancestor::*[local-name() = $t:headed][head])))"/>
  </xsl:function>

  <!-- Returns the identifier of a heading, the same each time the page is made. -->
  <xsl:function name="t:heading-id" as="xs:string">
    <xsl:param name="head" as="element()"/>
    <xsl:sequence select="($head/@xml:id/string(), 't-head-' || (count($head/preceding::head) + count($head/ancestor::head) + 1))[1]"/>
  </xsl:function>

  <!-- Elements whose head is a heading of the page. -->
  <xsl:variable name="t:headed" as="xs:string*"
      select="'front', 'body', 'back', 'div', 'div1', 'div2', 'div3', 'div4', 'div5', 'div6', 'div7', 'group', 'argument', 'castList', 'performance', 'set', 'prologue', 'epilogue'"/>

  <xsl:template match="text | group | front | body | back" mode="t:html">
    <div>
      <xsl:call-template name="t:attributes">
        <xsl:with-param name="class" select="local-name()"/>
      </xsl:call-template>
      <xsl:apply-templates mode="t:html"/>
    </div>
  </xsl:template>

  <xsl:template match="div | div1 | div2 | div3 | div4 | div5 | div6 | div7 | set | prologue | epilogue | performance" mode="t:html">
    <section>
      <xsl:call-template name="t:attributes">
        <xsl:with-param name="class" select="'div'"/>
      </xsl:call-template>
      <xsl:if test="head">
        <xsl:attribute name="aria-labelledby" select="t:heading-id(head[1])"/>
      </xsl:if>
      <xsl:apply-templates mode="t:html"/>
    </section>
  </xsl:template>

  <!-- A text within a text: the source itself, quoted whole. -->
  <xsl:template match="floatingText" mode="t:html">
    <div>
      <xsl:call-template name="t:attributes">
        <xsl:with-param name="class" select="'floating-text'"/>
      </xsl:call-template>
      <xsl:apply-templates mode="t:html"/>
    </div>
  </xsl:template>

  <xsl:template match="head" mode="t:html">
    <xsl:choose>
      <xsl:when test="local-name(..) = $t:headed and not(ancestor::figure | ancestor::quote | ancestor::note)">
        <xsl:element name="h{t:level(.)}">
          <xsl:call-template name="t:attributes"/>
          <xsl:if test=". is ../head[1] and not(@xml:id)">
            <xsl:attribute name="id" select="t:heading-id(.)"/>
          </xsl:if>
          <xsl:apply-templates mode="t:html"/>
        </xsl:element>
      </xsl:when>
      <xsl:otherwise>
        <p>
          <xsl:call-template name="t:attributes">
            <xsl:with-param name="class" select="'head'"/>
          </xsl:call-template>
          <xsl:apply-templates mode="t:html"/>
        </p>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A paragraph that holds a list, a table or a long quotation cannot be a p of HTML. -->
  <xsl:template match="p | ab" mode="t:html">
    <xsl:element name="{if (t:holds-block(.) or not(t:may-hold-blocks(..))) then 'div' else 'p'}">
      <xsl:call-template name="t:attributes">
        <xsl:with-param name="class" select="('ab'[current()/self::ab], 'p'[t:holds-block(current())])"/>
      </xsl:call-template>
      <xsl:apply-templates mode="t:html"/>
    </xsl:element>
  </xsl:template>

  <!-- Returns true; override it where your own elements turn into elements of HTML that hold only running text. -->
  <xsl:function name="t:may-hold-blocks" as="xs:boolean">
    <xsl:param name="element" as="node()?"/>
    <xsl:sequence select="true()"/>
  </xsl:function>

  <xsl:template match="opener | closer | postscript | argument | epigraph | titlePage | docTitle | docImprint" mode="t:html">
    <div>
      <xsl:call-template name="t:attributes">
        <xsl:with-param name="class" select="local-name()"/>
      </xsl:call-template>
      <xsl:apply-templates mode="t:html"/>
    </div>
  </xsl:template>

  <xsl:template match="dateline | salute | signed | byline | trailer | titlePart | docAuthor | docDate | docEdition" mode="t:html">
    <xsl:element name="{if (local-name(..) = ($t:containers, 'opener', 'closer', 'postscript', 'docTitle')) then 'div' else 'span'}">
      <xsl:call-template name="t:attributes">
        <xsl:with-param name="class" select="local-name()"/>
      </xsl:call-template>
      <xsl:apply-templates mode="t:html"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="address" mode="t:html">
    <span>
      <xsl:call-template name="t:attributes">
        <xsl:with-param name="class" select="'address'"/>
      </xsl:call-template>
      <xsl:for-each select="*">
        <xsl:apply-templates select="." mode="t:html"/>
        <xsl:if test="position() ne last()"><br/></xsl:if>
      </xsl:for-each>
    </span>
  </xsl:template>

  <xsl:template match="addrLine" mode="t:html">
    <span class="addr-line"><xsl:apply-templates mode="t:html"/></span>
  </xsl:template>

  <!-- Quotations: apart from the text, or within it. -->
  <xsl:template match="quote[t:is-block(.)] | q[t:is-block(.)] | said[t:is-block(.)]" mode="t:html">
    <blockquote>
      <xsl:call-template name="t:attributes"/>
      <xsl:apply-templates mode="t:html"/>
    </blockquote>
  </xsl:template>

  <xsl:template match="cit" mode="t:html">
    <xsl:element name="{if (local-name(..) = $t:containers or t:holds-block(.)) then 'div' else 'span'}">
      <xsl:call-template name="t:attributes">
        <xsl:with-param name="class" select="'cit'"/>
      </xsl:call-template>
      <xsl:apply-templates mode="t:html"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="eg | *:egXML" mode="t:html">
    <pre><code><xsl:value-of select="if (self::eg) then string(.) else serialize(node())"/></code></pre>
  </xsl:template>

</xsl:stylesheet>
