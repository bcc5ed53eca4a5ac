package hanzi

import (
	"sync"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// commonest returns the characters of GB 2312's first level, rows 16 to 55.
var commonest = sync.OnceValue(firstLevel)

func firstLevel() map[rune]bool {
	m := make(map[rune]bool, 3755)
	dec := simplifiedchinese.GBK.NewDecoder()
	for lead := byte(0xB0); lead <= 0xD7; lead++ {
		for trail := 0xA1; trail <= 0xFE; trail++ {
			if lead == 0xD7 && trail > 0xF9 {
				break
			}
			out, err := dec.Bytes([]byte{lead, byte(trail)})
			if err != nil {
				panic("hanzi: GBK lacks a character of GB 2312: " + err.Error())
			}
			for _, r := range string(out) {
				m[r] = true
			}
		}
	}
	return m
}
