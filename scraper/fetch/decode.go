package fetch

import (
	"bufio"
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// ErrTooLarge is what [Decode] returns when the body passes its limit.
var ErrTooLarge = errors.New("larger than the limit")

// maxCodings is how many content codings may lie on one another.
const maxCodings = 3

// Decode undoes the content codings of a payload that header names, in the
// reverse order. The result is at most limit bytes long.
func Decode(header http.Header, payload []byte, limit int64) ([]byte, error) {
	codings := contentCodings(header)
	if len(codings) > maxCodings {
		return nil, fmt.Errorf("%d content codings on one another", len(codings))
	}
	body := payload
	for i := len(codings) - 1; i >= 0; i-- {
		var err error
		if body, err = undo(codings[i], body, limit); err != nil {
			return nil, fmt.Errorf("content coding %s: %w", codings[i], err)
		}
	}
	if int64(len(body)) > limit {
		return nil, ErrTooLarge
	}
	return body, nil
}

func contentCodings(header http.Header) []string {
	var list []string
	for _, v := range header.Values("Content-Encoding") {
		for c := range strings.SplitSeq(v, ",") {
			c = strings.ToLower(strings.TrimSpace(c))
			switch c {
			case "", "identity", "utf-8", "none": // the last two are seen in the wild and mean nothing
			default:
				list = append(list, c)
			}
		}
	}
	return list
}

// undo unpacks one coding and stops at limit, so that a bomb costs no more memory
// than a page.
func undo(coding string, body []byte, limit int64) ([]byte, error) {
	if len(body) == 0 {
		return body, nil
	}
	r, err := decoder(coding, body)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	out, err := io.ReadAll(io.LimitReader(r, limit+1))
	if int64(len(out)) > limit {
		return nil, ErrTooLarge
	}
	return out, err
}

// decoder picks the reader of a coding. Servers that announce gzip and send plain
// text are taken at their bytes.
func decoder(coding string, body []byte) (io.ReadCloser, error) {
	src := bufio.NewReader(bytes.NewReader(body))
	switch coding {
	case "gzip", "x-gzip":
		if !bytes.HasPrefix(body, []byte{0x1f, 0x8b}) { // announced but not done
			return io.NopCloser(src), nil
		}
		return gzip.NewReader(src)
	case "deflate":
		// RFC 9110 means zlib; some servers send the bare stream.
		if len(body) > 1 && body[0]&0x0f == 8 && (int(body[0])<<8|int(body[1]))%31 == 0 {
			return zlib.NewReader(src)
		}
		return flate.NewReader(src), nil
	case "br":
		return io.NopCloser(brotli.NewReader(src)), nil
	case "zstd":
		d, err := zstd.NewReader(src, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(64<<20))
		if err != nil {
			return nil, err
		}
		return d.IOReadCloser(), nil
	}
	return nil, errors.New("unknown")
}
