package warc

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"time"
)

// An S3 is a [Store] in a bucket of an S3-compatible service. Requests are
// signed with Signature Version 4 and address the bucket by path, which all
// such services understand.
type S3 struct {
	endpoint       *url.URL
	bucket, prefix string
	region         string
	key, secret    string
	token          string
	client         *http.Client
}

// NewS3 returns the store at location, "s3://bucket/prefix". Endpoint is the
// service's address; empty means that of AWS in AWS_REGION. Credentials are
// taken from AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN.
func NewS3(location, endpoint string) (*S3, error) {
	u, err := url.Parse(location)
	if err != nil || u.Scheme != "s3" || u.Host == "" {
		return nil, fmt.Errorf("warc.store is %q, expected s3://bucket/prefix", location)
	}
	s := &S3{bucket: u.Host, prefix: strings.Trim(u.Path, "/"), region: os.Getenv("AWS_REGION"),
		key: os.Getenv("AWS_ACCESS_KEY_ID"), secret: os.Getenv("AWS_SECRET_ACCESS_KEY"), token: os.Getenv("AWS_SESSION_TOKEN"),
		client: &http.Client{Timeout: time.Hour}}
	if s.key == "" || s.secret == "" {
		return nil, fmt.Errorf("warc.store %s: AWS_ACCESS_KEY_ID or AWS_SECRET_ACCESS_KEY is not set", location)
	}
	if s.region == "" {
		s.region = "us-east-1"
	}
	if endpoint == "" {
		endpoint = "https://s3." + s.region + ".amazonaws.com"
	}
	if s.endpoint, err = url.Parse(endpoint); err != nil || s.endpoint.Host == "" {
		return nil, fmt.Errorf("warc.endpoint is %q, expected an http(s) address", endpoint)
	}
	if s.prefix != "" {
		s.prefix += "/"
	}
	return s, nil
}

// A listing is a page of ListObjectsV2.
type listing struct {
	Contents []struct{ Key string }
	Next     string `xml:"NextContinuationToken"`
}

// List implements [Store].
func (s *S3) List(ctx context.Context) ([]string, error) {
	var names []string
	for token := ""; ; {
		query := url.Values{"list-type": {"2"}, "prefix": {s.prefix}}
		if token != "" {
			query.Set("continuation-token", token)
		}
		resp, err := s.do(ctx, request{method: http.MethodGet, query: query})
		if err != nil {
			return nil, err
		}
		var page listing
		err = xml.NewDecoder(resp.Body).Decode(&page)
		resp.Body.Close()
		if err != nil {
			return nil, fmt.Errorf("listing s3://%s/%s: %w", s.bucket, s.prefix, err)
		}
		for _, c := range page.Contents {
			names = append(names, strings.TrimPrefix(c.Key, s.prefix))
		}
		if token = page.Next; token == "" {
			return names, nil
		}
	}
}

// Open implements [Store].
func (s *S3) Open(ctx context.Context, name string, offset int64) (io.ReadCloser, error) {
	header := http.Header{}
	if offset > 0 {
		header.Set("Range", fmt.Sprintf("bytes=%d-", offset))
	}
	resp, err := s.do(ctx, request{method: http.MethodGet, name: name, header: header})
	if err != nil {
		return nil, err
	}
	if offset > 0 && resp.StatusCode != http.StatusPartialContent {
		resp.Body.Close()
		return nil, errors.New("S3 service does not do ranges")
	}
	return resp.Body, nil
}

// Put implements [Store].
func (s *S3) Put(ctx context.Context, name string, file *os.File) error {
	hash := sha256.New()
	size, err := io.Copy(hash, file)
	if err != nil {
		return err
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return err
	}
	resp, err := s.do(ctx, request{
		method: http.MethodPut, name: name, body: io.NopCloser(file), size: size, digest: hex.EncodeToString(hash.Sum(nil)),
	})
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

type request struct {
	method, name string
	query        url.Values
	header       http.Header
	body         io.ReadCloser
	size         int64
	digest       string // SHA-256 of the body, hex
}

func (s *S3) do(ctx context.Context, r request) (*http.Response, error) {
	u := *s.endpoint
	u.Path = strings.TrimSuffix(u.Path, "/") + "/" + s.bucket
	if r.name != "" {
		u.Path += "/" + s.prefix + r.name
	}
	u.RawPath = escapePath(u.Path)
	u.RawQuery = strings.ReplaceAll(r.query.Encode(), "+", "%20")
	req, err := http.NewRequestWithContext(ctx, r.method, u.String(), nil)
	if err != nil {
		return nil, err
	}
	if r.header != nil {
		req.Header = r.header
	}
	if r.body != nil {
		req.Body, req.ContentLength = r.body, r.size
	}
	if r.digest == "" {
		r.digest = hex.EncodeToString(sha256.New().Sum(nil))
	}
	s.sign(req, r.digest, time.Now().UTC())
	resp, err := s.client.Do(req)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode/100 != 2 {
		said, _ := io.ReadAll(io.LimitReader(resp.Body, 300))
		resp.Body.Close()
		return nil, fmt.Errorf("%s s3://%s/%s%s: %s: %s", r.method, s.bucket, s.prefix, r.name, resp.Status, said)
	}
	return resp, nil
}

// escapePath encodes all but unreserved characters and slashes, as signing
// demands.
func escapePath(p string) string {
	segments := strings.Split(p, "/")
	for i, seg := range segments {
		segments[i] = strings.ReplaceAll(url.QueryEscape(seg), "+", "%20")
	}
	return strings.Join(segments, "/")
}

// sign adds an AWS Signature Version 4 over method, path, query, host and all
// x-amz fields.
func (s *S3) sign(req *http.Request, digest string, now time.Time) {
	day, stamp := now.Format("20060102"), now.Format("20060102T150405Z")
	req.Header.Set("X-Amz-Date", stamp)
	req.Header.Set("X-Amz-Content-Sha256", digest)
	if s.token != "" {
		req.Header.Set("X-Amz-Security-Token", s.token)
	}
	fields := []string{"host:" + req.URL.Host}
	for name, v := range req.Header {
		if name = strings.ToLower(name); strings.HasPrefix(name, "x-amz-") {
			fields = append(fields, name+":"+strings.TrimSpace(v[0]))
		}
	}
	slices.Sort(fields)
	var names []string
	for _, f := range fields {
		name, _, _ := strings.Cut(f, ":")
		names = append(names, name)
	}
	signed := strings.Join(names, ";")
	canonical := strings.Join([]string{req.Method, req.URL.EscapedPath(), req.URL.RawQuery, strings.Join(fields, "\n") + "\n", signed, digest}, "\n")
	sum := sha256.Sum256([]byte(canonical))
	scope := day + "/" + s.region + "/s3/aws4_request"
	text := "AWS4-HMAC-SHA256\n" + stamp + "\n" + scope + "\n" + hex.EncodeToString(sum[:])
	key := []byte("AWS4" + s.secret)
	for _, part := range []string{day, s.region, "s3", "aws4_request"} {
		key = mac(key, part)
	}
	req.Header.Set("Authorization", fmt.Sprintf("AWS4-HMAC-SHA256 Credential=%s/%s, SignedHeaders=%s, Signature=%x", s.key, scope, signed, mac(key, text)))
}

func mac(key []byte, text string) []byte {
	h := hmac.New(sha256.New, key)
	h.Write([]byte(text))
	return h.Sum(nil)
}
