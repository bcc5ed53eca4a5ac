package card

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// woffHeader and woffTable are those of WOFF 1.0 (W3C, 2012), 3 and 4.
type woffHeader struct {
	Signature, Flavor, Length    uint32
	NumTables, Reserved          uint16
	TotalSfntSize                uint32
	Major, Minor                 uint16
	MetaOffset, MetaLen, MetaRaw uint32
	PrivOffset, PrivLen          uint32
}

type woffTable struct{ Tag, Offset, CompLength, OrigLength, Checksum uint32 }

const (
	woffSignature = 0x774F4646 // "wOFF"
	maxFont       = 64 << 20   // bytes unpacked; the largest CJK fonts have half of it
)

// unpackWOFF turns WOFF 1.0 into the TrueType or OpenType font it packs.
func unpackWOFF(data []byte) ([]byte, error) {
	r := bytes.NewReader(data)
	var h woffHeader
	if err := binary.Read(r, binary.BigEndian, &h); err != nil || h.Signature != woffSignature {
		return nil, errors.New("not a WOFF 1.0 font")
	}
	if h.TotalSfntSize > maxFont {
		return nil, fmt.Errorf("font of %d bytes", h.TotalSfntSize)
	}
	tables := make([]woffTable, h.NumTables)
	if err := binary.Read(r, binary.BigEndian, tables); err != nil {
		return nil, fmt.Errorf("table directory: %w", err)
	}
	var head, body bytes.Buffer
	writeOffsets(&head, h)
	start := head.Len() + 16*len(tables)
	for _, t := range tables {
		table, err := unpackTable(data, t)
		if err != nil {
			return nil, fmt.Errorf("table %q: %w", tag(t.Tag), err)
		}
		binary.Write(&head, binary.BigEndian, []uint32{t.Tag, t.Checksum, uint32(start + body.Len()), t.OrigLength})
		body.Write(table)
		body.Write(make([]byte, -len(table)&3)) // tables begin at multiples of four
		if body.Len() > maxFont {
			return nil, fmt.Errorf("font of more than %d bytes", maxFont)
		}
	}
	return append(head.Bytes(), body.Bytes()...), nil
}

// writeOffsets writes the offset table of a font, whose search fields are
// powers of two below the count of tables.
func writeOffsets(w io.Writer, h woffHeader) {
	selector, power := uint16(0), uint16(1)
	for power*2 <= h.NumTables {
		power, selector = power*2, selector+1
	}
	binary.Write(w, binary.BigEndian, h.Flavor)
	binary.Write(w, binary.BigEndian, []uint16{h.NumTables, power * 16, selector, h.NumTables*16 - power*16})
}

func unpackTable(data []byte, t woffTable) ([]byte, error) {
	end := uint64(t.Offset) + uint64(t.CompLength)
	if end > uint64(len(data)) || t.OrigLength > maxFont {
		return nil, errors.New("lies outside the file")
	}
	packed := data[t.Offset:end]
	if t.CompLength == t.OrigLength {
		return packed, nil
	}
	z, err := zlib.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	table := make([]byte, t.OrigLength)
	if _, err := io.ReadFull(z, table); err != nil {
		return nil, err
	}
	return table, nil
}

func tag(v uint32) string {
	return string([]byte{byte(v >> 24), byte(v >> 16), byte(v >> 8), byte(v)})
}
