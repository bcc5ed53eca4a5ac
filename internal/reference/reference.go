// Package reference makes the reference pages of doc/ from the code: every verb
// and flag from the command tree, every field of every data file from the
// types of package record and their comments. Its tests fail when a page
// differs from the code or a field has no comment.
package reference

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/doc"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// Commands returns doc/commands.md.
func Commands(root *cobra.Command) string {
	var b strings.Builder
	b.WriteString("# Commands\n\nMade from the program by `go test ./cmd/xianzhi -update`; do not edit.\n\n")
	fmt.Fprintf(&b, "%s.\n\nExit status: 0 done; 1 done, but some input failed (each named on standard error); 2 wrong usage or configuration; 3 refused to publish.\n\n", root.Short)
	flags(&b, "Flags of every verb", root.PersistentFlags())
	walk(&b, root)
	return b.String()
}

func walk(b *strings.Builder, c *cobra.Command) {
	for _, sub := range c.Commands() {
		if sub.Hidden || sub.Name() == "help" || sub.Name() == "completion" {
			continue
		}
		fmt.Fprintf(b, "## %s\n\n%s.\n\n    %s\n\n", sub.CommandPath(), strings.TrimSuffix(sub.Short, "."), sub.UseLine())
		if sub.Long != "" {
			b.WriteString(sub.Long + "\n\n")
		}
		flags(b, "", sub.LocalNonPersistentFlags())
		walk(b, sub)
	}
}

func flags(b *strings.Builder, title string, set *pflag.FlagSet) {
	var rows []string
	set.VisitAll(func(f *pflag.Flag) {
		if f.Name == "help" || f.Hidden {
			return
		}
		value := f.Value.Type()
		if value == "bool" {
			value = ""
		}
		rows = append(rows, fmt.Sprintf("| `--%s` | %s | %s | %s |\n", f.Name, value, f.DefValue, f.Usage))
	})
	if len(rows) == 0 {
		return
	}
	if title != "" {
		b.WriteString("## " + title + "\n\n")
	}
	b.WriteString("| flag | value | default | meaning |\n| --- | --- | --- | --- |\n" + strings.Join(rows, "") + "\n")
}

// A Type is one struct of package record: the fields as data files name them.
type Type struct {
	Name, Doc string
	Fields    []Field
}

// A Field is one key of a data file.
type Field struct{ Name, Type, Doc string }

// Types reads the Go files of the folder dir.
func Types(dir string) ([]Type, error) {
	fset := token.NewFileSet()
	files, err := parseFiles(fset, dir)
	if err != nil {
		return nil, err
	}
	pkg, err := doc.NewFromFiles(fset, files, dir, doc.PreserveAST)
	if err != nil {
		return nil, err
	}
	var out []Type
	for _, t := range pkg.Types {
		spec := t.Decl.Specs[0].(*ast.TypeSpec)
		if s, ok := spec.Type.(*ast.StructType); ok && ast.IsExported(t.Name) {
			out = append(out, Type{t.Name, prose(t.Doc), fields(s)})
		}
	}
	slices.SortFunc(out, func(a, b Type) int { return cmp.Compare(a.Name, b.Name) })
	return out, nil
}

// parseFiles parses the Go files of dir but its tests.
func parseFiles(fset *token.FileSet, dir string) ([]*ast.File, error) {
	names, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return nil, err
	}
	var files []*ast.File
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(fset, name, nil, parser.ParseComments)
		if err != nil {
			return nil, err
		}
		files = append(files, f)
	}
	return files, nil
}

func fields(s *ast.StructType) []Field {
	var out []Field
	for _, f := range s.Fields.List {
		if f.Tag != nil {
			out = append(out, Field{key(f), goType(f.Type), comment(f)})
		}
	}
	return out
}

func comment(f *ast.Field) string {
	if text := prose(f.Doc.Text()); text != "" {
		return text
	}
	return prose(f.Comment.Text())
}

func key(f *ast.Field) string {
	tag := reflect.StructTag(strings.Trim(f.Tag.Value, "`"))
	name, _, _ := strings.Cut(cmp.Or(tag.Get("json"), tag.Get("yaml")), ",")
	return name
}

func goType(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return plainType(e.Name)
	case *ast.StarExpr:
		return goType(e.X) + " or null"
	case *ast.ArrayType:
		return "list of " + goType(e.Elt)
	case *ast.MapType:
		return "map of " + goType(e.Value)
	case *ast.SelectorExpr:
		return e.Sel.Name
	}
	return "any"
}

func plainType(name string) string {
	switch name {
	case "Optional":
		return "string or null"
	case "float64":
		return "number"
	case "int", "int64":
		return "integer"
	case "string", "any":
		return name
	case "bool":
		return "boolean"
	}
	return "[" + name + "](#" + strings.ToLower(name) + ")"
}

func prose(s string) string { return strings.Join(strings.Fields(s), " ") }

// Fields returns the tables of types as Markdown.
func Fields(types []Type) string {
	var b strings.Builder
	for _, t := range types {
		if len(t.Fields) == 0 {
			continue
		}
		fmt.Fprintf(&b, "### %s\n\n%s\n\n| field | type | meaning |\n| --- | --- | --- |\n", t.Name, t.Doc)
		for _, f := range t.Fields {
			fmt.Fprintf(&b, "| `%s` | %s | %s |\n", f.Name, f.Type, strings.ReplaceAll(f.Doc, "|", `\|`))
		}
		b.WriteString("\n")
	}
	return b.String()
}
