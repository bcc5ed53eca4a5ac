package repair

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
)

// TestCleanText holds that text without corruption comes back byte for byte.
func TestCleanText(t *testing.T) {
	data, err := os.ReadFile("../../../shared/bench/extract/gne/truth.jsonl")
	if err != nil {
		t.Skip("no ../shared/bench beside the repository")
	}
	sentences, changed := 0, 0
	for line := range strings.Lines(string(data)) {
		var page struct {
			Body any    `json:"body"`
			Lang string `json:"lang"`
		}
		if err := json.Unmarshal([]byte(line), &page); err != nil {
			t.Fatal(err)
		}
		body, _ := page.Body.(string)
		for _, s := range append(strings.SplitAfter(body, "。"), body) {
			sentences++
			if r := Text(s); r.Text != s || len(r.Damaged) > 0 {
				changed++
				t.Logf("changed: %q\n     → %q %v", s, marked(r), r.Repairs)
			}
		}
	}
	t.Logf("%d texts, %d changed", sentences, changed)
	if changed > 0 {
		t.Errorf("%d of %d clean texts changed", changed, sentences)
	}
}

// TestLegitimate holds that what looks like corruption and is not survives.
func TestLegitimate(t *testing.T) {
	for _, s := range []string{
		"宜君（Yíjūn）县", "PM(particulate matter)", "（记者 李唐宁）", "GDP(gross domestic product)",
		"你说什么?！真的吗？！", "为什么?!因为好。", "他问：“去哪里？”答：“县城。”", "什么？，，，好吧", "真的吗?3个人都去?好",
		"“重”字读作重(chóng)，也读作重(zhòng)。拼音见表。", "盱眙(xūyí)县", "李乾、乾隆、瞭望、毕昇", "Is it 5? (maybe) No.", "",
		"日本の数字経済（2023年）", "What?! 180 jobs?", "\xff\xfe broken ?\xa3", "电话?180人", "价格?：100元",
	} {
		if r := Text(s); r.Text != s || len(r.Damaged)+len(r.Repairs) > 0 {
			t.Errorf("%q → %q %v", s, marked(r), r.Repairs)
		}
	}
}
