package indicator_test

import (
	"strings"
	"testing"

	"github.com/xianzhi/xianzhi/internal/record"
)

// paragraph has more claims a byte than the articles of the corpus.
const paragraph = `截至2023年底,宜君县数字就业中心累计培训2000多人次,带动560人就近就业,其中女性占70%以上。目前,中心有在岗员工236人,平均年龄27岁,人均月收入3500元左右。` +
	`走进车间,键盘声此起彼伏,年轻人紧盯屏幕,给一张张图片拉框、分类、打标签。“以前只能去外地打工,现在在家门口就能上班,还能照顾老人孩子。”说起现在的生活,大家都很满足。` +
	`当地还出台办法,从场地、税收、培训等方面扶持企业,让更多人愿意回来、留得下来。` +
	`傍晚时分,广场上的灯亮了,下班的人群三三两两往家走。街角的小吃摊热气腾腾,摊主一边翻着烤饼一边招呼熟客。有人停下来买一份晚饭,有人拐进旁边的超市给孩子挑文具。` +
	`负责人介绍,标注听起来简单,做起来却要耐心:遮挡的行人、反光的路牌、雨夜里模糊的车灯,都要一帧一帧辨认清楚。质检员会把不合格的打回重做,直到机器能看懂为止。`

// BenchmarkRead reads articles of usual length; the goal is 5 MB a second.
func BenchmarkRead(b *testing.B) {
	r := reader(b)
	a := &record.Article{ID: "x", Published: "2024-01-05", Body: make([]record.Block, 10)}
	n := 0
	for i := range a.Body {
		a.Body[i] = record.Block{Kind: record.Paragraph, Text: paragraph}
		n += len(paragraph)
	}
	b.SetBytes(int64(n))
	for b.Loop() {
		if got := r.Read(a); len(got.Observations) != 6 {
			b.Fatalf("read %d observations, want 6", len(got.Observations))
		}
	}
}

// BenchmarkReadLong shows the time to be linear in the length of one article.
func BenchmarkReadLong(b *testing.B) {
	r := reader(b)
	for _, times := range []int{100, 1000} {
		text := strings.Repeat(paragraph+"\n", times)
		b.Run(map[int]string{100: "100", 1000: "1000"}[times], func(b *testing.B) {
			a := &record.Article{ID: "x", Published: "2024-01-05", Body: []record.Block{{Kind: record.Paragraph, Text: text}}}
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				r.Read(a)
			}
		})
	}
}
