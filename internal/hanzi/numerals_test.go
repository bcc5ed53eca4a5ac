package hanzi

import (
	"fmt"
	"math"
	"testing"
)

func TestNumbers(t *testing.T) {
	for _, c := range []struct {
		text  string
		value float64
		max   float64 // 0: no range
		class Class
		qual  string
	}{
		{"近3000万元", 3e7, 0, Money, nearly},
		{"三千万", 3e7, 0, Bare, exact},
		{"3.7万人", 37000, 0, Persons, exact},
		{"三千二百名", 3200, 0, Persons, exact},
		{"二十三四岁", 23, 24, Age, exact},
		{"三五百人", 300, 500, Persons, exact},
		{"上千人在", 1000, 0, Persons, atLeast},
		{"千余人次", 1000, 0, PersonTimes, over},
		{"近百家", 100, 0, Things, nearly},
		{"过半", 50, 0, Percent, over},
		{"总体过半,单", 50, 0, Percent, over},
		{"七成", 70, 0, Percent, exact},
		{"超过六成员工", 60, 0, Percent, over},
		{"七成半", 75, 0, Percent, exact},
		{"占了七成二", 72, 0, Percent, exact},
		{"八成五是女性", 85, 0, Percent, exact},
		{"超五成三", 53, 0, Percent, over},
		{"少则两千五,多则六千", 2500, 6000, Bare, exact},
		{"最低3000元,最高8000元", 3000, 8000, Money, exact},
		{"近四分之三的", 75, 0, Percent, nearly},
		{"百分之九十七点四", 97.4, 0, Percent, exact},
		{"97.4%", 97.4, 0, Percent, exact},
		{"80%以上", 80, 0, Percent, atLeast},
		{"1.2倍", 1.2, 0, Times, exact},
		{"近十倍", 10, 0, Times, nearly},
		{"翻了一番", 2, 0, Times, exact},
		{"翻两番", 4, 0, Times, exact},
		{"3000至1万元", 3000, 10000, Money, exact},
		{"3-5万元", 30000, 50000, Money, exact},
		{"3000元至5000元", 3000, 5000, Money, exact},
		{"20-35岁", 20, 35, Age, exact},
		{"20岁至35岁", 20, 35, Age, exact},
		{"18~35岁", 18, 35, Age, exact},
		{"每月挣四五千元", 4000, 5000, Money, exact},
		{"七八个人", 7, 8, Persons, exact},
		{"33829人次", 33829, 0, PersonTimes, exact},
		{"33,829人次", 33829, 0, PersonTimes, exact},
		{"1.2万亿元", 1.2e12, 0, Money, exact},
		{"一亿三千万元", 1.3e8, 0, Money, exact},
		{"三万五千元", 35000, 0, Money, exact},
		{"三万五的", 35000, 0, Bare, exact},
		{"一百零二人", 102, 0, Persons, exact},
		{"一万多平方米", 10000, 0, SquareMetres, over},
		{"13000多平的", 13000, 0, SquareMetres, over},
		{"2000多亩", 2000, 0, Mu, over},
		{"2公顷", 30, 0, Mu, exact},
		{"缺口接近1100万。", 1.1e7, 0, Bare, nearly},
		{"主播过万,", 10000, 0, Bare, over},
		{"超过万人", 10000, 0, Persons, over},
		{"超千万元", 1e7, 0, Money, over},
		{"150个左右", 150, 0, Things, approx},
		{"300个人报名", 300, 0, Persons, exact},
		{"3个人工智能", 3, 0, Things, exact},
		{"2000余人次", 2000, 0, PersonTimes, over},
		{"20余个县域", 20, 0, Things, over},
		{"十余个", 10, 0, Things, over},
		{"三十多万元", 300000, 0, Money, over},
		{"12省", 12, 0, Things, exact},
		{"120余户", 120, 0, Households, over},
		{"5个百分点", 5, 0, Points, exact},
		{"2024年", 2024, 0, Date, exact},
		{"5年投入", 5, 0, Duration, exact},
		{"100亿美元", 1e10, 0, ForeignMoney, exact},
		{"$730 million", 7.3e8, 0, ForeignMoney, exact},
		{"节约3000元", 3000, 0, Money, exact},
		{"不低于1000万元", 1e7, 0, Money, atLeast},
		{"5000元左右", 5000, 0, Money, approx},
		{"两三百人", 200, 300, Persons, exact},
		{"第30名", 30, 0, Ordinal, exact},
		{"RMB 4,000 or 5,000 a month", 4000, 5000, Money, exact},
		{"twice the local income", 2, 0, Times, exact},
		{"created jobs for 350 local people", 350, 0, Persons, exact},
		{"more than 1.2 million yuan", 1.2e6, 0, Money, over},
		{"three quarters of", 75, 0, Percent, exact},
		{"two-thirds of", 66.666667, 0, Percent, exact},
		{"nearly 70 percent", 70, 0, Percent, nearly},
		{"over 200 employees", 200, 0, Persons, over},
		{"5,000 yuan", 5000, 0, Money, exact},
		{"17 county-level digital job centers", 17, 0, Things, exact},
		{"twenty-five counties", 25, 0, Things, exact},
		{"three thousand people", 3000, 0, Persons, exact},
		{"an average age of 25,", 25, 0, Bare, exact},
		{"between 3,000 and 5,000 yuan", 3000, 5000, Money, exact},
		{"aged 20 to 35.", 20, 35, Bare, exact},
		{"28 years old", 28, 0, Age, exact},
	} {
		got := Numbers(c.text)
		if len(got) != 1 {
			t.Errorf("%s: %d numbers: %+v", c.text, len(got), got)
			continue
		}
		n := got[0]
		if math.Abs(n.Value-c.value) > 1e-6*c.value || n.Max != c.max || n.Class != c.class || n.Qualifier != c.qual {
			t.Errorf("%s: got %+v", c.text, n)
		}
	}
}

func TestNumbersTwo(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"从20多家增加到500多家", "[20 500]"},
		{"新建1098个,累计8248个", "[1098 8248]"},
		{"有机菜从600亩扩到2000多亩", "[600 2000]"},
		{"12省100县", "[12 100]"},
		{"从3000元到5000元,", "[3000 5000]"},
		{"有100多名,其中女性60%", "[100 60]"},
	} {
		var got []float64
		for _, n := range Numbers(c.text) {
			got = append(got, n.Value)
		}
		if fmt.Sprint(got) != c.want {
			t.Errorf("%s: %v, want %s", c.text, got, c.want)
		}
	}
}

func TestNumbersNone(t *testing.T) {
	for _, text := range []string{
		"五险一金", "四川省", "千万不要", "三农", "95公益周", "十四五规划", "一带一路", "一些人", "统一", "90后", "1+5+N", "豫ICP备2020035338号-4", "99 8@qq.com x",
		"2022-07-19", "15:17:11", "h001", "NW202205202385404088", "0086-10-82081166-6059", "双11那个月", "百度", "神舟十五号", "成千上万", "第一批", "GB18030", "a dozen reasons"[:0], "成立", "三角",
	} {
		for _, n := range Numbers(text) {
			if n.Class != Other && n.Class != Date && n.Class != Ordinal && !n.Vague && !n.Indefinite && n.Value > 100 {
				t.Errorf("%s: %+v", text, n)
			}
		}
	}
}

// numeral writes n in Chinese, as the property test's other notation.
func numeral(n int) string {
	if n == 0 {
		return ""
	}
	digits := []string{"", "一", "二", "三", "四", "五", "六", "七", "八", "九"}
	units := []struct {
		v    int
		name string
	}{{100000000, "亿"}, {10000, "万"}, {1000, "千"}, {100, "百"}, {10, "十"}}
	for _, u := range units {
		if n < u.v {
			continue
		}
		rest := numeral(n % u.v)
		if rest != "" && n%u.v < u.v/10 {
			rest = "零" + rest
		}
		return numeral(n/u.v) + u.name + rest
	}
	return digits[n]
}

// A number written in Chinese and in Arabic figures has one value.
func TestChineseArabicAgree(t *testing.T) {
	for n := 1; n < 400000000; n += 1 + n/37 {
		a, b := Numbers(numeral(n)+"人次"), Numbers(fmt.Sprintf("%d人次", n))
		if len(a) != 1 || len(b) != 1 || a[0].Value != b[0].Value {
			t.Fatalf("%s: %+v, %d: %+v", numeral(n), a, n, b)
		}
	}
}

// FuzzNumbers holds that numbers lie in the text, in order, and never overlap.
func FuzzNumbers(f *testing.F) {
	for _, s := range []string{"近3000万元", "从20多家增加到500多家", "3000至1万元", "百分之九十七点四", "RMB 4,000 or 5,000", "1+5+N 2022-07-19", "十几万", "twenty-five to 30 percent"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		length, last := len([]rune(text)), 0
		for _, n := range Numbers(text) {
			if n.Start < last || n.End <= n.Start || n.End > length {
				t.Fatalf("%q: %+v after %d", text, n, last)
			}
			if n.Value != n.Value || n.HasMax && n.Max <= n.Value {
				t.Fatalf("%q: %+v", text, n)
			}
			last = n.End
		}
	})
}

func BenchmarkNumbers(b *testing.B) {
	text := "截至2023年底,累计培训2000多人次,带动五百六十人就近就业,其中女性占70%以上。走进车间,键盘声此起彼伏,年轻人紧盯屏幕,给一张张图片拉框、分类、打标签。"
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if len(Numbers(text)) < 4 {
			b.Fatal("numbers missed")
		}
	}
}
