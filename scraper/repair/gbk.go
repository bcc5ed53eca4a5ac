package repair

import (
	"sync"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/xianzhi/xianzhi/internal/hanzi"
)

// A codec maps between GBK codes and characters as the mirrors' decoders do:
// the three user-defined areas stand for private-use characters.
type codec struct {
	runes       [1 << 16]rune      // code → character, 0 when undefined
	codes       map[rune]uint16    // character → code
	traditional map[rune][]rune    // Simplified → Traditional forms
	read        map[reading][]rune // lead byte and pinyin → characters with both
	// dropped lists, for each first byte, the second bytes of codes that decoders
	// turn into private-use characters, or into nothing: pages lose them.
	dropped [256][]byte
}

// A reading is a character's lead byte and one of its readings.
type reading struct {
	lead   byte
	pinyin string
}

// gbk is built on first use: clean text never needs it.
var gbk = sync.OnceValue(newCodec)

func newCodec() *codec {
	c := &codec{codes: map[rune]uint16{}, read: map[reading][]rune{}, traditional: map[rune][]rune{}}
	dec := simplifiedchinese.GBK.NewDecoder()
	for lead := 0x81; lead <= 0xFE; lead++ {
		for trail := 0x40; trail <= 0xFE; trail++ {
			if trail == 0x7F {
				continue
			}
			r := userDefined(byte(lead), byte(trail))
			if r == 0 {
				out, err := dec.Bytes([]byte{byte(lead), byte(trail)})
				if r, _ = utf8.DecodeRune(out); err != nil || r == utf8.RuneError {
					r = 0
				}
			}
			if r == 0 || isPrivateUse(r) || newInGB18030(r) {
				c.dropped[lead] = append(c.dropped[lead], byte(trail))
			}
			if r != 0 {
				c.add(uint16(lead<<8|trail), r)
			}
		}
	}
	for _, a := range formerPrivateUse {
		for i := range a.n {
			c.codes[a.first+rune(i)] = a.code + uint16(i)
		}
	}
	return c
}

// formerPrivateUse are characters that tables before 2005 gave to codes which
// have others now.
var formerPrivateUse = []struct {
	first rune
	code  uint16
	n     int
}{
	{0xE78D, 0xA6D9, 7}, {0xE794, 0xA6EC, 2}, {0xE796, 0xA6F3, 1}, {0xE7C7, 0xA8BC, 1}, {0xE7C8, 0xA8BF, 1},
	{0xE81E, 0xFE59, 1}, {0xE826, 0xFE61, 1}, {0xE82B, 0xFE66, 2}, {0xE832, 0xFE6D, 1}, {0xE843, 0xFE7E, 1},
	{0xE854, 0xFE90, 1}, {0xE864, 0xFEA0, 1},
}

func (c *codec) add(code uint16, r rune) {
	c.runes[code] = r
	c.codes[r] = code
	if !hanzi.IsHan(r) {
		return
	}
	if simple := hanzi.Simple(r); simple != r {
		c.traditional[simple] = append(c.traditional[simple], r)
	}
	for _, pinyin := range hanzi.Readings(r) {
		key := reading{byte(code >> 8), pinyin}
		c.read[key] = append(c.read[key], r)
	}
}

// newInGB18030 reports whether r stands where older tables have a private-use
// character: vertical signs and a few radicals.
func newInGB18030(r rune) bool {
	return r >= 0xFE10 && r <= 0xFE19 || r >= 0x9FB4 && r <= 0x9FBB || r >= 0x2E80 && r <= 0x2EFF
}

// userDefined returns the private-use character of a code in AAA1–AFFE,
// F8A1–FEFE or A140–A7A0, or 0.
func userDefined(lead, trail byte) rune {
	l, t := rune(lead), rune(trail)
	switch {
	case trail >= 0xA1 && lead >= 0xAA && lead <= 0xAF:
		return 0xE000 + (l-0xAA)*94 + t - 0xA1
	case trail >= 0xA1 && lead >= 0xF8:
		return 0xE234 + (l-0xF8)*94 + t - 0xA1
	case trail <= 0xA0 && lead >= 0xA1 && lead <= 0xA7:
		if t > 0x7F {
			t--
		}
		return 0xE4C6 + (l-0xA1)*96 + t - 0x40
	}
	return 0
}

// decode returns the character of two bytes, or 0.
func (c *codec) decode(lead, trail byte) rune { return c.runes[uint16(lead)<<8|uint16(trail)] }

// forms returns r and the Traditional characters that become it.
func (c *codec) forms(r rune) []rune { return append([]rune{r}, c.traditional[r]...) }

// encode returns the bytes of r; n is 0 when GBK has none.
func (c *codec) encode(r rune) (b [2]byte, n int) {
	if r < 0x80 {
		return [2]byte{byte(r)}, 1
	}
	code, ok := c.codes[r]
	if !ok {
		return b, 0
	}
	return [2]byte{byte(code >> 8), byte(code)}, 2
}

// reads reports whether pinyin is a reading of r or of its Simplified form.
func reads(r rune, pinyin string) bool {
	for _, list := range [][]string{hanzi.Readings(r), hanzi.Readings(hanzi.Simple(r))} {
		for _, one := range list {
			if one == pinyin {
				return true
			}
		}
	}
	return false
}
