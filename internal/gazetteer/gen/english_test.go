package main

import (
	"testing"

	"github.com/xianzhi/xianzhi/internal/record"
)

func TestName(t *testing.T) {
	n, err := newNamer()
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ code, name, en, short string }{
		{"610222", "宜君县", "Yijun County", ""},
		{"130726", "蔚县", "Yuxian County", ""},
		{"341500", "六安市", "Lu'an", ""},
		{"350200", "厦门市", "Xiamen", ""},
		{"000001", "长子县", "Zhangzi County", ""},
		{"000001", "绿春县", "Lüchun County", ""},
		{"000001", "城区", "Chengqu District", ""},
		{"000001", "万柏林区", "Wanbailin District", ""},
		{"000001", "管城回族区", "Guancheng Hui District", ""},
		{"000001", "彭水苗族土家族自治县", "Pengshui Miao and Tujia Autonomous County", "彭水县"},
		{"000001", "木垒哈萨克自治县", "Mulei Kazakh Autonomous County", "木垒县"},
		{"000001", "东乡族自治县", "Dongxiang Autonomous County", "东乡县"},
		{"000001", "积石山保安族东乡族撒拉族自治县", "Jishishan Bonan, Dongxiang and Salar Autonomous County", "积石山县"},
	} {
		d := record.Division{Code: tt.code, Name: tt.name}
		if err := n.name(&d); err != nil {
			t.Fatal(err)
		}
		if d.En != tt.en {
			t.Errorf("%s: %q, want %q", tt.name, d.En, tt.en)
		}
		if tt.short != "" && (len(d.Aliases) == 0 || d.Aliases[0] != tt.short) {
			t.Errorf("%s: aliases %q, want %q first", tt.name, d.Aliases, tt.short)
		}
	}
	if err := n.name(&record.Division{Code: "000001", Name: "某某群"}); err == nil {
		t.Error("a name of unknown kind was accepted")
	}
}
