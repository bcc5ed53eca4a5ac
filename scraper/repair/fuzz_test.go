package repair

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/xianzhi/xianzhi/internal/record"
)

func FuzzText(f *testing.F) {
	for _, s := range []string{
		"當(dāng)?shù)赜?80人", "?！崩畎①辉诩亦l(xiāng)", "百?gòu)?qiáng)縣", "政策?；刂饕\\(yùn)行", "年P(guān)2P", "??h域", "?shù)?shù)?shù)",
		"clean text?", "\xff?！(ā)", "\ue47f\u200b", "他們(men)發(fā)現(xiàn)數(shù)據", "數" + string(separator) + "?；",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(s, "\uFFFD") // as every text is that was decoded
		r := Text(s)
		n := utf8.RuneCountInString(r.Text)
		end := 0
		for _, d := range r.Damaged {
			if d.Start < end || d.End <= d.Start || d.End > n {
				t.Fatalf("%q: span %v of %d code points", s, d, n)
			}
			end = d.End
		}
		if len(r.Repairs) == 0 && len(r.Damaged) == 0 && r.Text != s {
			t.Fatalf("%q became %q without a repair", s, r.Text)
		}
		a := article(s, strings.Split(s, "\n")...)
		Article(a)
		for _, d := range a.Damaged {
			text := string(a.Title)
			if d.Block >= 0 {
				text = a.Body[d.Block].Text
			}
			if d.Start < 0 || d.Start >= d.End || d.End > utf8.RuneCountInString(text) {
				t.Fatalf("%q: span %v of %q", s, d, text)
			}
		}
	})
}

// TestLinear holds that time grows with length only, whatever the text is.
func TestLinear(t *testing.T) {
	for name, unit := range map[string]string{
		"garbled": "當(dāng)?shù)啬贻p人特別少?！捌鋵?shí)", "question marks": "?", "cut annotations": "?shù)", "brackets": "(((ā", "signs": "?！",
		"shifted for ever": "赜嘏韵卣", "annotated": "經(jīng)",
	} {
		text := unit + strings.Repeat(unit, 6000/len(unit))
		if name == "shifted for ever" {
			text = "當(dāng)?shù)" + text
		}
		start := time.Now()
		Text(text)
		if took := time.Since(start); took > 15*time.Second {
			t.Errorf("%s: %d bytes took %v", name, len(text), took)
		} else {
			t.Logf("%s: %d bytes in %v", name, len(text), took.Round(time.Millisecond))
		}
	}
}

func BenchmarkClean(b *testing.B) {
	s := strings.Repeat("清华大学县域治理研究中心发布报告：“数字化就业为年轻人返乡创造机会？”他问。", 2000)
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		if Text(s).Text != s {
			b.Fatal("changed")
		}
	}
}

func BenchmarkCorrupted(b *testing.B) {
	s := strings.Repeat("在此背景下，通過為欠發(fā)達(dá)縣域引入數(shù)字就業(yè)機會、助力地方孵化在當(dāng)?shù)剡\\營的社會企業(yè)等措施，幫助當(dāng)?shù)啬贻p人。", 200)
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		if r := Text(s); len(r.Repairs) == 0 || r.Repairs[0].Kind != record.RepairPinyin {
			b.Fatal("not repaired")
		}
	}
}
