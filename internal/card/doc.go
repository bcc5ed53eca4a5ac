// Package card paints social images: what a link to the archive looks like where
// it is shared. Ink on paper, one title, one figure, the source.
//
// Its main type is [Painter]. The font is Noto Sans SC (OFL) from the npm package
// @fontsource/noto-sans-sc, in WOFF, which [Open] unpacks. A Painter refuses to
// paint text that its fonts cannot show: a card with boxes for characters is
// worse than none.
package card
