<?xml version="1.0" encoding="utf-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!-- Sources with their digests as lines, in the order of their paths; with a part, those of that part alone; with a board, the text that
     is measured. The order is the same in every culture: of letters and figures alone. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:output method="text" encoding="us-ascii" />
  <xsl:param name="part" />
  <xsl:template match="/sources">
    <xsl:if test="@board">
      <xsl:value-of select="concat('wardstone sources 1&#10;board ', @board, '&#10;version ', @version, '&#10;')" />
    </xsl:if>
    <xsl:for-each select="source[not($part) or @part = $part]">
      <xsl:sort select="translate(@path, '/.-_', '0123')" />
      <xsl:sort select="@digest" />
      <xsl:value-of select="concat(@digest, '  ', @path, '&#10;')" />
    </xsl:for-each>
  </xsl:template>
</xsl:stylesheet>
