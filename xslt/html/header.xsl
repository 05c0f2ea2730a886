<?xml version="1.0" encoding="UTF-8"?>
<!-- The header of a document as its title block, its description, its citation and its meta tags. -->
<xsl:stylesheet version="3.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:t="https://teikit.org/ns"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="#all"
    expand-text="yes">

  <!-- The title block above the text. -->
  <xsl:template name="t:title-block" as="element()">
    <xsl:param name="header" as="element()?"/>
    <header class="title-block">
      <xsl:for-each select="$header/fileDesc/publicationStmt/idno[@type = 'document'][1]">
        <p class="number">No. {normalize-space(.)}</p>
      </xsl:for-each>
      <h1>{t:title($header)}</h1>
      <xsl:if test="t:subtitle($header)"><p class="subtitle">{t:subtitle($header)}</p></xsl:if>
      <xsl:call-template name="t:essentials">
        <xsl:with-param name="header" select="$header"/>
      </xsl:call-template>
      <xsl:if test="$header/profileDesc/abstract">
        <div class="abstract"><xsl:apply-templates select="$header/profileDesc/abstract/node()" mode="t:html"/></div>
      </xsl:if>
    </header>
  </xsl:template>

  <!-- Who wrote to whom, when and where, and where the original lies. -->
  <xsl:template name="t:essentials" as="element()?">
    <xsl:param name="header" as="element()?"/>
    <xsl:variable name="rows" as="element()*">
      <xsl:sequence select="t:row('From', t:joined(t:action($header, 'sent')/(persName | orgName | name | rs)))"/>
      <xsl:sequence select="t:row('To', t:joined(t:action($header, 'received')/(persName | orgName | name | rs)))"/>
      <xsl:sequence select="t:row('Signed by', t:joined(t:action($header, 'signed')/(persName | orgName | name | rs)))"/>
      <xsl:sequence select="t:row('Date', t:joined(t:document-date($header)))"/>
      <xsl:sequence select="t:row('Place', t:joined((t:action($header, 'sent'), t:action($header, 'signed'))/(placeName | settlement)))"/>
      <xsl:sequence select="t:row('Received', t:joined(t:action($header, 'received')/(placeName | date)))"/>
      <xsl:sequence select="t:row('Original', t:joined(($header/fileDesc/sourceDesc//msIdentifier)[1]))"/>
    </xsl:variable>
    <xsl:if test="$rows">
      <dl class="essentials"><xsl:sequence select="$rows"/></dl>
    </xsl:if>
  </xsl:template>

  <!-- Returns a row of a description list, nothing where there is nothing to say. -->
  <xsl:function name="t:row" as="element()?">
    <xsl:param name="label" as="xs:string"/>
    <xsl:param name="content" as="node()*"/>
    <xsl:if test="normalize-space(string-join($content))">
      <div><dt>{$label}</dt><dd><xsl:sequence select="$content"/></dd></div>
    </xsl:if>
  </xsl:function>

  <!-- Returns elements as they appear in the page, with commas between them. -->
  <xsl:function name="t:joined" as="node()*">
    <xsl:param name="elements" as="element()*"/>
    <xsl:for-each select="$elements">
      <xsl:if test="position() gt 1">, </xsl:if>
      <xsl:apply-templates select="." mode="t:html"/>
    </xsl:for-each>
  </xsl:function>

  <!-- What else the header says, below the text. -->
  <xsl:template name="t:about" as="element()">
    <xsl:param name="header" as="element()?"/>
    <section class="about" aria-labelledby="t-about">
      <h2 id="t-about">About this document</h2>
      <xsl:call-template name="t:description">
        <xsl:with-param name="header" select="$header"/>
      </xsl:call-template>
      <xsl:call-template name="t:cite">
        <xsl:with-param name="header" select="$header"/>
      </xsl:call-template>
    </section>
  </xsl:template>

  <!-- The description: responsibility, sources, rules, keywords, licence. -->
  <xsl:template name="t:description" as="element()?">
    <xsl:param name="header" as="element()?"/>
    <xsl:variable name="file" as="element()?" select="$header/fileDesc"/>
    <xsl:variable name="rows" as="element()*">
      <xsl:sequence select="t:row('Author', t:joined($file/titleStmt/author))"/>
      <xsl:sequence select="t:row(if (count($file/titleStmt/editor) gt 1) then 'Editors' else 'Editor', t:joined($file/titleStmt/editor))"/>
      <xsl:for-each select="$file/titleStmt/respStmt">
        <xsl:sequence select="t:row(t:capitalised(t:plain(resp)), t:joined(* except (resp | note)))"/>
      </xsl:for-each>
      <xsl:sequence select="t:row('Principal investigator', t:joined($file/titleStmt/principal))"/>
      <xsl:sequence select="t:row('Funded by', t:joined($file/titleStmt/(funder | sponsor)))"/>
      <xsl:sequence select="t:row('Edition', t:blocks($file/editionStmt/*))"/>
      <xsl:sequence select="t:row('Extent', t:joined($file/extent))"/>
      <xsl:sequence select="t:row('Series', t:joined($file/seriesStmt/*))"/>
      <xsl:sequence select="t:row('Written', t:blocks($header/profileDesc/creation))"/>
      <xsl:sequence select="t:row('Hands', t:blocks($header/profileDesc/handNotes/handNote))"/>
      <xsl:sequence select="t:row('Transmission', t:blocks($header/profileDesc/correspDesc/correspAction[not(@type = ('sent', 'received', 'signed'))]))"/>
      <xsl:sequence select="t:row('Correspondence', t:blocks($header/profileDesc/correspDesc/(note | p)))"/>
      <xsl:sequence select="t:row('Setting', t:blocks($header/profileDesc/settingDesc/(p | setting)))"/>
      <xsl:sequence select="t:row('Printed in', t:listed($file/sourceDesc/(bibl | biblStruct | listBibl/bibl | listBibl/biblStruct)))"/>
      <xsl:sequence select="t:row('Manuscript', t:blocks($file/sourceDesc/msDesc/(* except msIdentifier)))"/>
      <xsl:sequence select="t:row('Source', t:blocks($file/sourceDesc/p))"/>
      <xsl:sequence select="t:row('Related', t:joined($header/profileDesc/correspDesc/correspContext/*))"/>
      <xsl:sequence select="t:row('Editorial principles', t:blocks($header/encodingDesc/(projectDesc | editorialDecl | samplingDecl)/*))"/>
      <xsl:sequence select="t:row('Emphasis', t:text(string-join(distinct-values(root($header)//text//hi ! t:emphasis-of(.))[. ne ''], '; ')))"/>
      <xsl:sequence select="t:row('Languages', t:text(string-join($header/profileDesc/langUsage/language ! (t:plain(.)[. ne ''], string(@ident))[1], ', ')))"/>
      <xsl:sequence select="t:row('Keywords', t:text(string-join($header/profileDesc/textClass/keywords//(item | term) ! t:plain(.), ', ')))"/>
      <xsl:sequence select="t:row('Publication', t:text(string-join((t:publisher($header), t:published($header))[. ne ''], ', ')))"/>
      <xsl:sequence select="t:row('Publication', t:blocks($file/publicationStmt/p))"/>
      <xsl:sequence select="t:row('Identifiers', t:joined($file/publicationStmt/idno[not(@type = 'document')]))"/>
      <xsl:sequence select="t:row('Licence', t:blocks($file/publicationStmt/availability/*))"/>
      <xsl:sequence select="t:row('Notes', t:blocks($file/notesStmt/note))"/>
      <xsl:sequence select="t:row('Changes', t:blocks($header/revisionDesc//change))"/>
    </xsl:variable>
    <xsl:if test="$rows">
      <dl class="description"><xsl:sequence select="$rows"/></dl>
    </xsl:if>
  </xsl:template>

  <!-- Returns a string as a node, nothing where it is empty. -->
  <xsl:function name="t:text" as="text()?">
    <xsl:param name="string" as="xs:string"/>
    <xsl:if test="$string ne ''"><xsl:value-of select="$string"/></xsl:if>
  </xsl:function>

  <!-- Returns a string with its first letter in upper case. -->
  <xsl:function name="t:capitalised" as="xs:string">
    <xsl:param name="string" as="xs:string"/>
    <xsl:sequence select="upper-case(substring($string, 1, 1)) || substring($string, 2)"/>
  </xsl:function>

  <!-- Returns elements of the header one below the other. -->
  <xsl:function name="t:blocks" as="element()*">
    <xsl:param name="elements" as="element()*"/>
    <xsl:for-each select="$elements">
      <div><xsl:apply-templates select="if (self::p | self::note) then node() else ." mode="t:html"/></div>
    </xsl:for-each>
  </xsl:function>

  <!-- Returns citations one below the other. -->
  <xsl:function name="t:listed" as="element()*">
    <xsl:param name="elements" as="element()*"/>
    <xsl:for-each select="$elements">
      <div class="bibl"><xsl:call-template name="t:attributes"/><xsl:apply-templates mode="t:html"/></div>
    </xsl:for-each>
  </xsl:function>

  <!-- What happened to a letter on its way. -->
  <xsl:template match="correspAction" mode="t:html">
    <span class="corresp-action">
      <xsl:text>{t:capitalised(string(@type))}: </xsl:text>
      <xsl:sequence select="t:joined(*)"/>
    </span>
  </xsl:template>

  <xsl:template match="change" mode="t:html">
    <span class="change">
      <xsl:if test="@when">{t:iso-date(@when)}: </xsl:if>
      <xsl:apply-templates mode="t:html"/>
      <xsl:if test="t:who(@who)"> ({t:who(@who)})</xsl:if>
    </span>
  </xsl:template>

  <xsl:template match="licence" mode="t:html">
    <xsl:variable name="address" as="xs:string" select="string((tokenize(@target), '')[1])"/>
    <xsl:element name="{if (t:holds-block(.)) then 'div' else 'span'}">
      <xsl:attribute name="class" select="'licence'"/>
      <xsl:apply-templates mode="t:html"/>
      <xsl:if test="t:address-kind($address) = 'web'">
        <xsl:text> </xsl:text><a rel="license" class="external" href="{$address}">{replace($address, '^https?://|/$', '')}</a>
      </xsl:if>
    </xsl:element>
  </xsl:template>

  <!-- A citation of the document, ready to be copied. -->
  <xsl:template name="t:cite" as="element()">
    <xsl:param name="header" as="element()?"/>
    <xsl:variable name="authors" as="xs:string" select="string-join(t:authors($header), ', ')"/>
    <xsl:variable name="editors" as="xs:string" select="string-join(t:editors($header), ', ')"/>
    <xsl:variable name="shelfmark" as="xs:string" select="t:shelfmark($header)"/>
    <section class="cite" aria-labelledby="t-cite">
      <h3 id="t-cite">How to cite</h3>
      <p>
        <xsl:if test="$authors or $editors">{if ($authors) then $authors else $editors || ' (ed.)'}: </xsl:if>
        <xsl:text>“{t:title($header)}”</xsl:text>
        <xsl:if test="t:subtitle($header)">. {replace(t:subtitle($header), '\.$', '')}</xsl:if>
        <xsl:if test="$authors and $editors">. Ed. by {$editors}</xsl:if>
        <xsl:if test="$edition-title">. In: <cite>{$edition-title}</cite></xsl:if>
        <xsl:for-each select="$header/fileDesc/publicationStmt/idno[@type = 'document'][1]">, no. {normalize-space(.)}</xsl:for-each>
        <xsl:text>.</xsl:text>
        <xsl:variable name="imprint" as="xs:string*" select="(t:publisher($header), t:published($header))[. ne '']"/>
        <xsl:if test="exists($imprint)"> {string-join($imprint, ', ')}.</xsl:if>
        <xsl:if test="$shelfmark"> Original: {$shelfmark}.</xsl:if>
        <xsl:if test="$address">
          <xsl:text> </xsl:text><a href="{$address}">{$address}</a>
        </xsl:if>
      </p>
    </section>
  </xsl:template>

  <!-- Meta tags for reference managers and search engines. -->
  <xsl:template name="t:meta" as="element()*">
    <xsl:param name="header" as="element()?"/>
    <xsl:param name="language" as="xs:string" select="'en'"/>
    <xsl:variable name="date" as="xs:string" select="t:sort-date(t:document-date($header))"/>
    <xsl:variable name="published" as="xs:string" select="string($header/fileDesc/publicationStmt/date[1]/@when)"/>
    <xsl:variable name="pairs" as="array(xs:string)*" select="
        ['DC.title', t:title($header)], ['citation_title', t:title($header)],
        ((t:authors($header), t:editors($header)) ! (['DC.creator', .], ['citation_author', .])),
        ['DC.date', $date], ['citation_publication_date', $published],
        ['DC.publisher', t:publisher($header)], ['citation_publisher', t:publisher($header)],
        ['citation_inbook_title', $edition-title],
        ['DC.language', $language], ['citation_language', $language],
        ['DC.source', t:shelfmark($header)],
        (string($header/fileDesc/publicationStmt/availability/licence[1]/@target)[t:address-kind(.) = 'web'] ! ['DC.rights', .]),
        ($address[. ne ''] ! (['DC.identifier', .], ['citation_public_url', .]))"/>
    <xsl:for-each select="$pairs[?2 ne '']">
      <meta name="{?1}" content="{?2}"/>
    </xsl:for-each>
  </xsl:template>

</xsl:stylesheet>
