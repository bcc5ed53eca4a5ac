package charset_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"

	"github.com/xianzhi/xianzhi/scraper/extract/charset"
)

const (
	simplified  = "青禾县数字客服基地新增岗位一百二十个，优先招收返乡妇女。"
	traditional = "青禾縣數位客服基地新增職位一百二十個，優先招收返鄉婦女。"
	japaneseTxt = "山の町に新しいコールセンターができました。地元の女性たちが働いています。"
	koreanTxt   = "산골 마을에 새로운 고객센터가 문을 열었다. 지역 여성들이 일하고 있다."
	french      = "Le centre d’appels de la région a créé des emplois très demandés, « déjà ».\n"
)

func TestDecode(t *testing.T) {
	for _, c := range []struct {
		name, text  string
		enc         encoding.Encoding
		head        string // markup before the text
		contentType string
		want        string
		wrong       bool
	}{
		{"UTF-8 undeclared", simplified, unicode.UTF8, "", "", charset.UTF8, false},
		{"UTF-8 declared gb2312", simplified, unicode.UTF8, `<meta charset="gb2312">`, "", charset.UTF8, true},
		{"GBK undeclared", simplified, simplifiedchinese.GBK, "", "", charset.GB18030, false},
		{"GBK declared", simplified, simplifiedchinese.GBK, `<meta http-equiv="Content-Type" content="text/html; charset=gb2312">`, "", charset.GB18030, false},
		{"GBK declared UTF-8", simplified, simplifiedchinese.GBK, `<meta charset="utf-8">`, "", charset.GB18030, true},
		{"GBK, header says latin", simplified, simplifiedchinese.GBK, "", "text/html; charset=ISO-8859-1", charset.GB18030, true},
		{"Traditional in GB18030", traditional, simplifiedchinese.GB18030, "", "", charset.GB18030, false},
		{"Big5 undeclared", traditional, traditionalchinese.Big5, "", "", charset.Big5, false},
		{"Big5 declared gbk", traditional, traditionalchinese.Big5, `<meta charset=gbk>`, "", charset.Big5, true},
		{"Shift_JIS undeclared", japaneseTxt, japanese.ShiftJIS, "", "", charset.ShiftJIS, false},
		{"EUC-KR undeclared", koreanTxt, korean.EUCKR, "", "", charset.EUCKR, false},
		{"windows-1252 undeclared", french, charmap.Windows1252, "", "", charset.Latin, false},
		{"windows-1252 declared", french, charmap.Windows1252, "", "text/html; charset=windows-1252", charset.Latin, false},
		{"UTF-16LE with mark", simplified, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "", "", charset.UTF16LE, false},
		{"UTF-16BE without mark", "<html><body><p>" + simplified, unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), "", "", charset.UTF16BE, false},
		{"ASCII", "plain words", unicode.UTF8, "", "", charset.UTF8, false},
		{"mark before UTF-8", "\uFEFF" + simplified, unicode.UTF8, "", "", charset.UTF8, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			b, err := c.enc.NewEncoder().Bytes([]byte(c.head + c.text))
			if err != nil {
				t.Fatal(err)
			}
			got := charset.Decode(b, c.contentType)
			if got.Name != c.want || got.Wrong() != c.wrong || got.Bad != 0 {
				t.Errorf("%s, wrong %v, bad %d; want %s, %v, 0", got.Name, got.Wrong(), got.Bad, c.want, c.wrong)
			}
			if want := strings.TrimPrefix(c.head+c.text, "\uFEFF"); got.String != want {
				t.Errorf("text %q", got.String)
			}
		})
	}
}

func TestDamage(t *testing.T) {
	gbk, _ := simplifiedchinese.GBK.NewEncoder().Bytes([]byte(simplified))
	for _, c := range []struct {
		name string
		in   string
		want string
		bad  int
	}{
		{"UTF-8 cut inside a character", simplified[:len(simplified)-1], charset.UTF8, 1},
		{"UTF-8 with one wrong byte", simplified + "\xFF" + simplified, charset.UTF8, 1},
		{"GBK cut inside a character", `<meta charset=gbk>` + string(gbk[:len(gbk)-1]), charset.GB18030, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := charset.Decode([]byte(c.in), "")
			if got.Name != c.want || got.Bad != c.bad {
				t.Errorf("%s, bad %d; want %s, %d", got.Name, got.Bad, c.want, c.bad)
			}
		})
	}
}

// FuzzDecode holds that any bytes become valid UTF-8.
func FuzzDecode(f *testing.F) {
	f.Add([]byte(simplified), "text/html; charset=gbk")
	f.Add([]byte("\xFF\xFEa\x00"), "")
	f.Add([]byte("<meta charset=big5>\xA4\xA4"), "text/html")
	f.Fuzz(func(t *testing.T, b []byte, contentType string) {
		if got := charset.Decode(b, contentType); !utf8.ValidString(got.String) {
			t.Errorf("%q read as %s is not UTF-8", b, got.Name)
		}
	})
}

func BenchmarkDecode(b *testing.B) {
	gbk, err := simplifiedchinese.GBK.NewEncoder().Bytes([]byte(strings.Repeat("<p>"+simplified+"</p>\n", 1000)))
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(gbk)))
	for b.Loop() {
		if t := charset.Decode(gbk, ""); t.Name != charset.GB18030 {
			b.Fatal(t.Name)
		}
	}
}
