package chart

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"

	"github.com/google/renameio/v2"
	"modernc.org/quickjs"
)

// A pool lends out JavaScript machines. Each is single-threaded, takes a few
// tens of ms to make from bytecode and is kept until Close.
type pool struct {
	bytecode []byte
	idle     chan *quickjs.VM // nil: a place for a machine not made yet
}

// newPool compiles the bundle, or takes its bytecode from dir.
func newPool(dir string, size int) (*pool, error) {
	code, err := bytecode(dir)
	if err != nil {
		return nil, err
	}
	p := &pool{bytecode: code, idle: make(chan *quickjs.VM, size)}
	for range size {
		p.idle <- nil
	}
	return p, nil
}

// do runs f with a machine. A machine whose script failed is not trusted again.
func (p *pool) do(f func(*quickjs.VM) error) (err error) {
	vm := <-p.idle
	if vm == nil {
		if vm, err = machine(p.bytecode); err != nil {
			p.idle <- nil
			return err
		}
	}
	if err = f(vm); err != nil {
		vm.Close()
		vm = nil
	}
	p.idle <- vm
	return err
}

func (p *pool) close() error {
	for range cap(p.idle) {
		if vm := <-p.idle; vm != nil {
			if err := vm.Close(); err != nil {
				return err
			}
		}
	}
	return nil
}

// collectAfter is how much a machine may allocate, in bytes, before it looks for
// cycles; most of what a chart leaves is freed by counting.
const collectAfter = 32 << 20

func machine(code []byte) (*quickjs.VM, error) {
	vm, err := quickjs.NewVM()
	if err != nil {
		return nil, err
	}
	vm.SetGCThreshold(collectAfter)
	if _, err := vm.EvalBytecode(code); err != nil {
		vm.Close()
		return nil, fmt.Errorf("load echarts: %w", err)
	}
	return vm, nil
}

// bytecode returns the compiled bundle from dir, made when it is not there.
// QuickJS may change its bytecode with any version, so the version is part of
// the name.
func bytecode(dir string) ([]byte, error) {
	file := filepath.Join(dir, "echarts-"+digest(prelude, script, []byte(quickjsVersion()))+".qjsc")
	if code, err := os.ReadFile(file); err == nil {
		return code, nil
	}
	vm, err := quickjs.NewVM()
	if err != nil {
		return nil, err
	}
	defer vm.Close()
	code, err := vm.Compile(string(prelude)+string(script), quickjs.EvalGlobal)
	if err != nil {
		return nil, fmt.Errorf("compile echarts: %w", err)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	return code, renameio.WriteFile(file, code, 0o644)
}

func quickjsVersion() string {
	info, _ := debug.ReadBuildInfo()
	if info == nil {
		return ""
	}
	for _, dep := range info.Deps {
		if dep.Path == "modernc.org/quickjs" {
			return dep.Version
		}
	}
	return ""
}

// digest names content: the first 16 hex digits of the SHA-256 of the parts.
func digest(parts ...[]byte) string {
	h := sha256.New()
	for _, p := range parts {
		fmt.Fprintf(h, "%d:", len(p))
		h.Write(p)
	}
	return hex.EncodeToString(h.Sum(nil))[:16]
}
