package fetch

import (
	"bytes"
	"net/http"
	"slices"
	"strings"
)

// walls are the statuses by which sites keep programs out; 405 and 412 come
// from Chinese web application firewalls, 521 from cookie checks done in
// script.
var walls = []int{401, 403, 405, 406, 412, 418, 451, 521}

// challenges are marks of pages that ask a browser to prove itself, instead
// of the page asked for.
var challenges = [][]byte{
	[]byte("/cdn-cgi/challenge-platform/"),
	[]byte("cf-chl-"),
	[]byte("__jsl_clearance"),
	[]byte("acw_sc__v2"),
	[]byte("var arg1='"),
	[]byte("_waf_bd8ce2ce37"),
	[]byte("captcha.gtimg.com"),
	[]byte("aliyun_waf_"),
	[]byte("$_ts=window"),
	[]byte("/_guard/"),
	[]byte("window._cf_chl_opt"),
	[]byte("DDoS protection by"),
}

// maxChallenge: such pages are small, and an article may speak of them.
const maxChallenge = 32 << 10

// walled reports whether an answer is a wall or a challenge instead of the page.
func walled(status int, header http.Header, body []byte) bool {
	if slices.Contains(walls, status) || header.Get("Cf-Mitigated") == "challenge" {
		return true
	}
	if len(body) > maxChallenge {
		return false
	}
	return slices.ContainsFunc(challenges, func(mark []byte) bool { return bytes.Contains(body, mark) })
}

// textual reports whether a body may be a text, whatever its header calls it.
func textual(body []byte) bool {
	kind := http.DetectContentType(body)
	if strings.HasPrefix(kind, "text/") {
		return true
	}
	if kind != "application/octet-stream" {
		return false
	}
	start := body[:min(len(body), 1024)]
	control := 0
	for _, c := range start {
		if c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != 0x1b {
			control++
		}
	}
	return control*10 < len(start)
}
