package dataset

import (
	"bytes"
	"time"

	"github.com/xianzhi/xianzhi/internal/record"
	"github.com/xianzhi/xianzhi/internal/store"
)

// citationFile is CITATION.cff (Citation File Format 1.2.0,
// https://citation-file-format.github.io/) for the data as exported.
func citationFile(a *store.Archive, version string) ([]byte, error) {
	entry := struct {
		CFF      string              `yaml:"cff-version"`
		Message  string              `yaml:"message"`
		Type     string              `yaml:"type"`
		Title    string              `yaml:"title"`
		Abstract string              `yaml:"abstract,omitempty"`
		Authors  []map[string]string `yaml:"authors"`
		Version  string              `yaml:"version"`
		Released string              `yaml:"date-released,omitempty"`
		URL      string              `yaml:"url"`
		License  string              `yaml:"license"`
	}{
		"1.2.0", "Cite the data with its version; cite a number's own report beside it.", "dataset", a.Site.Title.En, a.Site.Description.En,
		[]map[string]string{{"name": a.Site.Title.En}}, version, newest(a), a.Site.BaseURL, dataLicence.Name,
	}
	return record.EncodeYAML(entry)
}

// dataCite is the metadata that a DOI is registered with (DataCite schema 4.5);
// the DOI itself is the registrar's to give.
func dataCite(a *store.Archive, version string) ([]byte, error) {
	type dict = map[string]any
	year := ""
	if day := newest(a); day != "" {
		year = day[:4]
	}
	entry := dict{
		"schemaVersion":   "http://datacite.org/schema/kernel-4",
		"types":           dict{"resourceType": "Dataset", "resourceTypeGeneral": "Dataset"},
		"creators":        []dict{{"name": a.Site.Title.En, "nameType": "Organizational"}},
		"titles":          []dict{{"title": a.Site.Title.En, "lang": "en"}, {"title": a.Site.Title.Zh, "lang": "zh"}},
		"publisher":       dict{"name": a.Site.Title.En},
		"publicationYear": year,
		"version":         version,
		"url":             a.Site.BaseURL,
		"descriptions":    []dict{{"description": a.Site.Description.En, "descriptionType": "Abstract", "lang": "en"}},
		"rightsList":      []dict{{"rights": dataLicence.Title, "rightsUri": dataLicence.Path, "rightsIdentifier": dataLicence.Name}},
		"formats":         []string{"text/csv", "application/vnd.apache.parquet", "application/vnd.sqlite3", "application/jsonl"},
	}
	return record.Encode(entry)
}

// newest is the day of the newest capture: the date of the data, which does
// not change when they are exported again.
func newest(a *store.Archive) string {
	last := ""
	for _, v := range a.Articles {
		if v.Capture != nil && len(v.Capture.Retrieved) >= len(time.DateOnly) {
			last = max(last, v.Capture.Retrieved[:len(time.DateOnly)])
		}
	}
	return last
}

// licenceText says what may be done with which part.
func licenceText(a *store.Archive) []byte {
	var b bytes.Buffer
	b.WriteString(dataLicence.Title + "\n" + dataLicence.Path + "\n\n" +
		"The numbers, their readings, translations and the compilation are licensed as above. Titles, quoted clauses and texts of reports belong to their publishers; articles.rights says how much of each is here.\n" +
		"Contact: " + a.Site.Contact + "\n")
	return b.Bytes()
}
