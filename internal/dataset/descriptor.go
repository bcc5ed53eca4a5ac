package dataset

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"

	"github.com/xianzhi/xianzhi/internal/store"
)

// Descriptor is datapackage.json of the Data Package specification
// (https://specs.frictionlessdata.io/data-package/, version 1).
type Descriptor struct {
	Profile     string     `json:"profile"`
	Name        string     `json:"name"`
	Title       string     `json:"title"`
	Description string     `json:"description"`
	Version     string     `json:"version"`
	Homepage    string     `json:"homepage"`
	Licenses    []License  `json:"licenses"`
	Resources   []Resource `json:"resources"`
}

// License is one licence of a package.
type License struct {
	Name  string `json:"name"`
	Path  string `json:"path"`
	Title string `json:"title"`
}

// Resource is one table of a package, as CSV.
type Resource struct {
	Profile  string `json:"profile"`
	Name     string `json:"name"`
	Title    string `json:"title"`
	Path     string `json:"path"`
	Format   string `json:"format"`
	Encoding string `json:"encoding"`
	Hash     string `json:"hash"`
	Schema   Schema `json:"schema"`
}

// Schema is a Table Schema.
type Schema struct {
	Fields      []Field      `json:"fields"`
	PrimaryKey  string       `json:"primaryKey"`
	ForeignKeys []ForeignKey `json:"foreignKeys,omitempty"`
}

// Field is one column of a Table Schema.
type Field struct {
	Name        string `json:"name"`
	Type        Type   `json:"type"`
	Description string `json:"description"`
}

// ForeignKey is a reference between tables.
type ForeignKey struct {
	Fields    string    `json:"fields"`
	Reference Reference `json:"reference"`
}

// Reference is the far end of a ForeignKey.
type Reference struct {
	Resource string `json:"resource"`
	Fields   string `json:"fields"`
}

// dataLicence is that of what the archive itself adds.
var dataLicence = License{"CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/", "Creative Commons Attribution 4.0; quoted clauses and titles belong to their publishers"}

func descriptor(a *store.Archive, tables []Table, sums map[string]string, version string) Descriptor {
	d := Descriptor{
		Profile: "tabular-data-package", Name: "xianzhi", Title: a.Site.Title.En, Description: a.Site.Description.En,
		Homepage: a.Site.BaseURL, Version: version,
		Licenses: []License{dataLicence},
	}
	for _, t := range tables {
		d.Resources = append(d.Resources, t.resource(sums[t.Name+".csv"]))
	}
	return d
}

func (t Table) resource(sum string) Resource {
	r := Resource{Profile: "tabular-data-resource", Name: t.Name, Title: t.Title, Path: t.Name + ".csv",
		Format: "csv", Encoding: "utf-8", Hash: "sha256:" + sum, Schema: Schema{PrimaryKey: t.Key}}
	for _, c := range t.Columns {
		r.Schema.Fields = append(r.Schema.Fields, Field(c))
		if to := t.Foreign[c.Name]; to != "" {
			r.Schema.ForeignKeys = append(r.Schema.ForeignKeys, ForeignKey{c.Name, Reference{to, "id"}})
		}
	}
	return r
}

// version names the content: equal data has an equal version.
func version(sums map[string]string) string {
	var names []string
	for name := range sums {
		names = append(names, name)
	}
	slices.Sort(names)
	h := sha256.New()
	for _, name := range names {
		fmt.Fprintln(h, name, sums[name])
	}
	return "0.0.0+" + hex.EncodeToString(h.Sum(nil))[:12]
}
