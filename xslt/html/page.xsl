<?xml version="1.0" encoding="UTF-8"?>
<!-- The frame that all pages share: head, header with navigation, main, footer. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:t="https://teikit.org/ns"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all"
    expand-text="yes">

  <!-- Addresses of style sheets to link, separated by white space; the last one wins. -->
  <xsl:param name="css-href" as="xs:string" select="''"/>

  <!-- A style sheet to put into the page, for a single file that needs no other. -->
  <xsl:param name="css" as="xs:string" select="''"/>

  <!-- What the page may load (Content Security Policy). -->
  <xsl:param name="policy" as="xs:string" select="&quot;default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'&quot;"/>

  <!-- The title of the edition, empty where a document stands alone. -->
  <xsl:param name="edition-title" as="xs:string" select="''"/>

  <!-- Where the page is in the site: <site><link rel="home|prev|next|register" href="…">Title</link></site>. -->
  <xsl:param name="site" as="document-node()?" select="()"/>

  <!-- Where the page will be published; empty where that is not known. -->
  <xsl:param name="address" as="xs:string" select="''"/>

  <!-- The whole page. -->
  <xsl:template name="t:page" as="element()">
    <xsl:param name="language" as="xs:string" required="yes"/>
    <xsl:param name="title" as="xs:string" required="yes"/>
    <xsl:param name="description" as="xs:string" select="''"/>
    <xsl:param name="metadata" as="element()*"/>
    <xsl:param name="body" as="node()*" required="yes"/>
    <xsl:param name="kind" as="xs:string" required="yes"/>
    <html lang="{$language}">
      <xsl:if test="t:direction($language) = 'rtl'">
        <xsl:attribute name="dir" select="'rtl'"/>
      </xsl:if>
      <head>
        <meta charset="utf-8"/>
        <meta http-equiv="Content-Security-Policy" content="{$policy}"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        <title>{string-join(distinct-values(($title, $edition-title[. ne ''])), ' – ')}</title>
        <xsl:if test="$description">
          <meta name="description" content="{t:shortened($description, 300)}"/>
        </xsl:if>
        <meta name="generator" content="teikit"/>
        <xsl:sequence select="$metadata"/>
        <xsl:if test="$address">
          <link rel="canonical" href="{$address}"/>
        </xsl:if>
        <xsl:for-each select="$site//*:link[@rel = ('prev', 'next')]">
          <link rel="{@rel}" href="{@href}"/>
        </xsl:for-each>
        <xsl:if test="$css">
          <style><xsl:value-of select="$css"/></style>
        </xsl:if>
        <xsl:for-each select="tokenize($css-href)">
          <link rel="stylesheet" href="{.}"/>
        </xsl:for-each>
        <xsl:call-template name="t:extra-head"/>
      </head>
      <body class="{$kind}">
        <a class="skip" href="#t-main">Skip to the text</a>
        <xsl:call-template name="t:masthead"/>
        <main id="t-main">
          <xsl:sequence select="$body"/>
        </main>
        <xsl:call-template name="t:footer"/>
      </body>
    </html>
  </xsl:template>

  <!-- A place for your own elements in the head of every page. -->
  <xsl:template name="t:extra-head" as="element()*"/>

  <!-- The top of a page in a site: the edition's name and its registers. -->
  <xsl:template name="t:masthead" as="element()?">
    <xsl:variable name="home" as="element()?" select="$site//*:link[@rel = 'home'][1]"/>
    <xsl:variable name="registers" as="element()*" select="$site//*:link[@rel = ('about', 'register')]"/>
    <xsl:if test="$edition-title or $home">
      <header class="masthead">
        <p class="edition-title">
          <xsl:choose>
            <xsl:when test="$home">
              <a href="{$home/@href}" rel="home">{($edition-title[. ne ''], string($home))[1]}</a>
            </xsl:when>
            <xsl:otherwise>{$edition-title}</xsl:otherwise>
          </xsl:choose>
        </p>
        <xsl:if test="$registers">
          <nav aria-label="Edition">
            <ul>
              <xsl:for-each select="$registers">
                <li><a href="{@href}">
                  <xsl:sequence select="@current[. = 'true'] ! t:attribute('aria-current', 'page')"/>
                  <xsl:value-of select="normalize-space(.)"/>
                </a></li>
              </xsl:for-each>
            </ul>
          </nav>
        </xsl:if>
      </header>
    </xsl:if>
  </xsl:template>

  <!-- Returns an attribute. -->
  <xsl:function name="t:attribute" as="attribute()">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="value" as="xs:string"/>
    <xsl:attribute name="{$name}" select="$value"/>
  </xsl:function>

  <!-- The way to the documents before and after this one. -->
  <xsl:template name="t:neighbours" as="element()?">
    <xsl:variable name="links" as="element()*" select="$site//*:link[@rel = ('prev', 'next')]"/>
    <xsl:if test="$links">
      <nav class="neighbours" aria-label="Documents">
        <ul>
          <xsl:for-each select="$links">
            <li class="{@rel}">
              <a href="{@href}" rel="{@rel}">
                <span class="way">{if (@rel = 'prev') then 'Previous' else 'Next'}</span>
                <xsl:text> </xsl:text>
                <span class="where">{normalize-space(.)}</span>
              </a>
            </li>
          </xsl:for-each>
        </ul>
      </nav>
    </xsl:if>
  </xsl:template>

  <!-- The foot of the page; override it for your own imprint. -->
  <xsl:template name="t:footer" as="element()?">
    <footer class="colophon">
      <p>
        <xsl:if test="$edition-title">{$edition-title}. </xsl:if>
        <xsl:text>Made with teikit from TEI.</xsl:text>
      </p>
    </footer>
  </xsl:template>

</xsl:stylesheet>
