package repair

// A garble begins where a mirror's bytewise replacement cut a character in two
// (當地 → 當(dāng)?shù)…, 。” → ?！…) and shifts the bytes after it by one, until
// something of odd length puts them into step again. A realigner walks the
// visible text from such an opening and keeps the likeliest readings of it.

// lacuna stands in the text for a character that cannot be known.
const lacuna = '□'

const (
	beamWidth = 12 // readings kept at each place
	fillWidth = 5  // readings of lost codes tried at each place
	maxFills  = 4
	// filledStrands are the best readings in which lost codes are looked for.
	filledStrands = 2
	maxStretch    = 160 // visible characters that one garble may span
	lookahead     = 6   // characters after a garble that help to judge it

	// gainNeeded is by how much, in natural logarithms, a reading must beat the
	// text as it stands when nothing but odd question marks speaks for a garble;
	// gainCorrupted when the text has other marks of a mirror.
	gainNeeded     = 14.0
	gainCorrupted  = 4.0
	gainMixedWidth = 10.0 // less for a sign in another width than the question mark
	// sureMargin over the second reading, and sureMean and sureWorst for its
	// characters, let a reading stand unmarked.
	sureMargin = 5.0
	sureMean   = -8.5
	sureWorst  = -15.5

	// plainMean and plainWorst are so likely that lost codes need not be looked for.
	plainMean  = -5.0
	plainWorst = -7.5
	// Work is bounded by the length of the text and on the whole; a text with more
	// garbles than that has its clauses marked as they are.
	maxSteps     = 200_000
	maxFillings  = 30_000
	stepsPerChar = 15
	fillsPerChar = 4
	// guessMargin is by how much a lost character must fit better than any other.
	guessMargin = 1.0

	unlikelyCut = -1.5  // of a sign matched across anything but a full stop and its follower
	conflict    = -12.0 // score of something that a garble cannot contain
)

// A strand is the end of one reading of a garbled stretch.
type strand struct {
	prev    *strand
	char    rune // 0 at the opening
	lost    bool // char is a guess
	lead    byte // awaits its second byte; 0 when bytes are in step
	next    int  // place in the visible text
	aligned int  // place where bytes came into step; 0 while they are not
	like    likelihood
	filled  int  // how often characters were put in for ones dropped from the page
	copied  bool // char stands so in the text, after the garble
	cut     bool // char was cut by a sign: of its bytes only the second is known
}

// A realigner works on one text.
type realigner struct {
	text      []rune
	codec     *codec
	model     *model
	corrupted bool // the text has other marks of a mirror
	whole     bool // the page still has its private-use characters
	own       *usage
	steps     int // left for the whole text, and
	fills     int // searches for lost codes
}

func newRealigner(text []rune, corrupted bool) *realigner {
	g := &realigner{text: text, codec: gbk(), model: words(), corrupted: corrupted, own: newUsage(withoutAnnotations(text))}
	g.steps = min(maxSteps, 10_000+stepsPerChar*len(text))
	g.fills = min(maxFillings, 500+fillsPerChar*len(text))
	for _, r := range text {
		if isPrivateUse(r) {
			g.whole = true
			break
		}
	}
	return g
}

func (g *realigner) after(l likelihood, r rune) likelihood { return g.model.after(l, r, g.own) }

// A reading of text[start:end): what it says, and which of its characters are
// not certain.
type realigned struct {
	end  int
	text []rune
	bad  []bool
}

// realign reads the garble that opens at the question mark text[at]; before is
// the output so far. ok is false when there is none.
func (g *realigner) realign(at int, before []rune) (realigned, bool) {
	openings, forced := g.openings(at, before)
	if len(openings) == 0 || g.steps < 0 && !forced {
		return realigned{}, false
	}
	if g.steps < 0 {
		return g.clause(at), true
	}
	ends := g.run(openings, false)
	if !g.whole && !g.plain(ends) {
		ends = g.finish(append(ends, g.run(openings, true)...))
	}
	if len(ends) == 0 {
		return realigned{}, false
	}
	best := ends[0]
	if !forced && best.like.score()-g.asIs(at, best.next, before) < g.gain(at) {
		return realigned{}, false
	}
	return g.result(ends), true
}

// clause marks the text from a garble to the next sign, as it is.
func (g *realigner) clause(at int) realigned {
	out := realigned{end: at}
	for ; !g.stops(out.end) && (out.end == at || wideSigns[g.text[out.end]] == [2]byte{}); out.end++ {
		out.text, out.bad = append(out.text, g.text[out.end]), append(out.bad, true)
	}
	return out
}

func (g *realigner) gain(at int) float64 {
	gain := gainNeeded
	if g.corrupted {
		gain = gainCorrupted
	}
	if mixedWidth(g.text, at) {
		gain -= gainMixedWidth
	}
	return gain
}

// asIs scores the visible text of [from, to).
func (g *realigner) asIs(from, to int, before []rune) float64 {
	s := &strand{next: from, aligned: 1, like: g.context(before)}
	for s.next < min(to, len(g.text)) && !g.stops(s.next) {
		s = g.copyOne(s)
	}
	return s.like.score()
}

// context is the likelihood from which a reading starts: that of the last few
// characters before it, as a word may go on.
func (g *realigner) context(before []rune) likelihood {
	l := unread
	for _, r := range lastPlain(before, 4) {
		l = g.after(l, r)
	}
	return l.plus(-l.score())
}
