package hanzi

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestSimplify(t *testing.T) {
	for _, c := range [][2]string{
		{"乾隆年間", "乾隆年间"}, {"乾淨", "干净"}, {"頭髮與發展", "头发与发展"}, {"皇后以後", "皇后以后"},
		{"這裡，那裏", "这里，那里"}, {"臺州市與臺灣", "台州市与台湾"}, {"余先生剩餘", "余先生剩余"},
		{"隨著數字經濟，著名", "随著数字经济，著名"}, {"覆蓋與答覆", "覆盖与答复"}, {"穀城縣餘杭區鍾祥市", "谷城县余杭区钟祥市"},
		{"乾隆、李乾、瞭望、慰藉、毕昇", "乾隆、李乾、瞭望、慰藉、毕昇"}, {"一坏", "一坏"}, {"", ""}, {"a\xffb", "a\xffb"}, {"數\xff字", "数\xff字"},
	} {
		if got := Simplify(c[0]); got != c[1] {
			t.Errorf("Simplify(%q) = %q, want %q", c[0], got, c[1])
		}
	}
}

// TestTable converts each phrase by the browser's table as its doc says, and
// expects what Simplify gives.
func TestTable(t *testing.T) {
	table := Table()
	single := map[rune]rune{}
	rs := []rune(table.Traditional + table.Shared)
	for i := 0; i < len(rs); i += 2 {
		single[rs[i]] = rs[i+1]
	}
	for from, want := range simplifier.phrases {
		got, ok := table.Phrases[from]
		if !ok {
			got = strings.Map(func(r rune) rune {
				if s, ok := single[r]; ok {
					return s
				}
				return r
			}, from)
		}
		if got != want {
			t.Errorf("table turns %s into %s, want %s", from, got, want)
		}
	}
	data, err := json.Marshal(table)
	if err != nil {
		t.Fatal(err)
	}
	var small bytes.Buffer
	z, _ := gzip.NewWriterLevel(&small, gzip.BestCompression)
	z.Write(data)
	z.Close()
	if small.Len() > 15<<10 {
		t.Errorf("the browser's table takes %d bytes compressed, want at most 15 KB", small.Len())
	}
	t.Logf("%d characters, %d phrases, %d bytes, %d compressed", len(single), len(table.Phrases), len(data), small.Len())
}

func TestTableKeepsLength(t *testing.T) {
	for from, to := range simplifier.phrases {
		if utf8.RuneCountInString(from) != utf8.RuneCountInString(to) {
			t.Errorf("%s → %s: lengths differ, which callers' offsets rely on", from, to)
		}
	}
}

// TestPlaceNames turns every division's name into Traditional, as a mirror does,
// and back.
func TestPlaceNames(t *testing.T) {
	if _, err := exec.LookPath("opencc"); err != nil {
		t.Skip("no opencc program to make Traditional names")
	}
	names, err := os.ReadFile("../../data/gazetteer/counties.yaml")
	if err != nil {
		t.Skip("no data/gazetteer/counties.yaml")
	}
	cmd := exec.Command("opencc", "-c", "s2t")
	cmd.Stdin = strings.NewReader(string(names))
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Split(string(names), "\n")
	for i, line := range strings.Split(string(out), "\n") {
		if got := Simplify(line); got != want[i] {
			t.Errorf("Simplify(%q) = %q, want %q", line, got, want[i])
		}
	}
}

func TestScript(t *testing.T) {
	for _, c := range [][2]string{
		{"数字经济", "Hans"}, {"數字經濟", "Hant"}, {"數字經濟和乡村发展", "mixed"}, {"中文", "Hans"},
		{"digital jobs", ""}, {"Digital jobs in Yijun (宜君) County", ""}, {"AI豆计划", "Hans"}, {"日本の仕事です", ""}, {"", ""}, {"乾隆", "Hans"},
	} {
		if got := Script(c[0]); got != c[1] {
			t.Errorf("Script(%q) = %q, want %q", c[0], got, c[1])
		}
	}
}

func TestPlain(t *testing.T) {
	for _, c := range [][2]string{
		{"數(shù)字經(jīng)濟", "数字经济"}, {"來源:新華財經(jīng)", "来源:新华财经"}, {"通過(guò)設(shè)立", "通过设立"},
		{"成都(chéngdū)的数据", "成都的数据"}, {"女性(nǚ xìng)就业", "女性就业"},
		{"宜君（Yíjūn）县", "宜君（Yíjūn）县"}, {"PM(particulate matter)", "PM(particulate matter)"},
		{"GDP(gross domestic product)", "GDP(gross domestic product)"}, {"（记者 李唐宁）", "（记者 李唐宁）"},
		{"盱眙(xūyí)县", "盱眙(xūyí)县"}, {"这个字读作行(háng)，是多音字", "这个字读作行(háng)，是多音字"},
		{"他們(men)", "他们(men)"}, {"他們(men)發(fā)現(xiàn)數(shù)據", "他们发现数据"}, {"数据(data)", "数据(data)"}, {"发展(jīng)", "发展(jīng)"}, {"在陜西省宜君縣", "在陕西省宜君县"}, {"隨著發展", "随着发展"},
	} {
		if got := Plain(c[0]); got != c[1] {
			t.Errorf("Plain(%q) = %q, want %q", c[0], got, c[1])
		}
	}
}

func TestPinyin(t *testing.T) {
	for s, want := range map[string]string{"宜君县": "yi jun xian", "重慶": "chong qing", "AI豆计划": "ai dou ji hua", "六安市": "lu an shi", "女，": "nv"} {
		if got := strings.Join(Pinyin(s), " "); got != want {
			t.Errorf("Pinyin(%q) = %q, want %q", s, got, want)
		}
	}
	if got := Initials("宜君县"); got != "yjx" {
		t.Errorf("Initials = %q", got)
	}
}

// TestVectors holds Go to the file that the browser's code is tested against.
func TestVectors(t *testing.T) {
	data, err := os.ReadFile("testdata/vectors.json")
	if err != nil {
		t.Fatal(err)
	}
	var vectors struct {
		Fold [][2]string `json:"fold"`
	}
	if err := json.Unmarshal(data, &vectors); err != nil {
		t.Fatal(err)
	}
	for _, v := range vectors.Fold {
		if got := Fold(v[0]); got != v[1] {
			t.Errorf("Fold(%q) = %q, want %q", v[0], got, v[1])
		}
	}
	if len(vectors.Fold) < 15 {
		t.Errorf("%d vectors: want at least 15", len(vectors.Fold))
	}
}

// TestOracle compares with the opencc program on the texts beside the repository.
func TestOracle(t *testing.T) {
	if _, err := exec.LookPath("opencc"); err != nil {
		t.Skip("no opencc program to compare with")
	}
	files, _ := filepath.Glob("../../../shared/corpus/*/*")
	if len(files) == 0 {
		t.Skip("no ../shared/corpus beside the repository")
	}
	same, differ := 0, 0
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command("opencc", "-c", "t2s")
		cmd.Stdin = strings.NewReader(string(data))
		out, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		want, got := []rune(string(out)), []rune(Simplify(string(data)))
		for i := range min(len(want), len(got)) {
			if want[i] == got[i] {

				same++
			} else if differ++; differ < 20 {
				t.Logf("%s: at %s: opencc %c, here %c", filepath.Base(file), string(got[max(0, i-4):min(len(got), i+5)]), want[i], got[i])
			}
		}
	}
	t.Logf("%d code points, %d differ", same+differ, differ)
	if differ*10000 > same {
		t.Errorf("%d of %d code points differ from opencc", differ, same+differ)
	}
}

func FuzzPlain(f *testing.F) {
	for _, s := range []string{"數(shù)字", "a(b)", "(ā)", "成都(chéngdū)", "\xff(ā"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if again := Simplify(Simplify(s)); utf8.RuneCountInString(again) != utf8.RuneCountInString(s) {
			t.Fatalf("%q: Simplify changed the count of runes", s)
		}
		if utf8.RuneCountInString(Fold(s)) != utf8.RuneCountInString(s) {
			t.Fatalf("%q: Fold changed the count of runes", s)
		}
		Plain(s)
		Script(s)
	})
}

func BenchmarkSimplifyClean(b *testing.B) {
	s := strings.Repeat("清华大学县域治理研究中心发布报告，数字化就业为年轻人返乡创造机会。", 2000)
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		if len(Plain(s)) != len(s) {
			b.Fatal("changed")
		}
	}
}

func BenchmarkSimplifyTraditional(b *testing.B) {
	s := strings.Repeat("清華大學縣域治理研究中心發布報告，數字化就業為年輕人返鄉創造機會。", 2000)
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		if Simplify(s) == s {
			b.Fatal("unchanged")
		}
	}
}
