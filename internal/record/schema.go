package record

import (
	"reflect"

	"github.com/invopop/jsonschema"
)

// Schemas returns the JSON Schema (2020-12) of each kind of file in data/ by
// its name, made from the types so that the two cannot differ. They are
// published under static/schema/.
func Schemas() map[string][]byte {
	out := map[string][]byte{}
	for name, v := range map[string]any{
		"article":      Article{},
		"observations": ObservationFile{},
		"clusters":     ClusterFile{},
		"state":        State{},
		"history":      History{},
		"release":      Release{},
		"site":         Site{},
		"sources":      []Source{},
		"indicator":    Indicator{},
		"terms":        []Term{},
		"divisions":    []Division{},
		"translation":  Translation{},
		"corrections":  []Correction{},
		"exclusions":   []Exclusion{},
		"redactions":   []Redaction{},
	} {
		out[name] = schemaOf(name, v)
	}
	return out
}

func schemaOf(name string, v any) []byte {
	r := jsonschema.Reflector{Anonymous: true, ExpandedStruct: reflect.TypeOf(v).Kind() == reflect.Struct, Mapper: optional}
	s := r.Reflect(v)
	s.Title = "Xianzhi " + name
	data, err := Encode(s)
	if err != nil {
		panic(err) // a schema is plain data
	}
	return data
}

// optional describes what Go's types cannot tell: strings and pointers that are
// null in JSON.
func optional(t reflect.Type) *jsonschema.Schema {
	if t == reflect.TypeFor[Optional]() {
		return &jsonschema.Schema{OneOf: []*jsonschema.Schema{{Type: "string"}, {Type: "null"}}}
	}
	return nil
}
