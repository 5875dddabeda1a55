package object

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/md5"
	"crypto/rc4"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/binary"
	"errors"
	"fmt"
	"sort"
)

// A file that opens with an empty user password is decrypted in the pre-flight:
// the object layer knows neither AES-256 nor RC4 under crypt filters, and cuts
// short keys wrongly (ISO 32000-1, 7.6; ISO 32000-2, 7.6.4).

// ErrPassword is wrapped where a file asks for a password.
var ErrPassword = errors.New("encrypted: a password is needed")

// A decrypter undoes the standard security handler.
type decrypter struct {
	key           []byte
	strings       cipherKind
	streams       cipherKind
	plainMetadata bool
}

type cipherKind uint8

const (
	cipherNone cipherKind = iota
	cipherRC4
	cipherAES128
	cipherAES256
)

func newDecrypter(enc map[string]any, id string) (*decrypter, error) {
	if f := enc["Filter"]; f != nil && f != nameValue("Standard") {
		return nil, fmt.Errorf("encrypted by %v, which is not the standard handler", f)
	}
	d := &decrypter{}
	v, r := intOf(enc["V"]), intOf(enc["R"])
	d.plainMetadata = enc["EncryptMetadata"] == false
	switch v {
	case 1, 2, 3:
		d.strings, d.streams = cipherRC4, cipherRC4
	case 4, 5:
		d.strings, d.streams = crypt(enc, "StrF", v), crypt(enc, "StmF", v)
	default:
		return nil, fmt.Errorf("encrypted: version %d is not known", v)
	}
	var err error
	if r >= 5 {
		d.key, err = key256(enc, r)
	} else {
		d.key, err = keyMD5(enc, v, r, id)
	}
	return d, err
}

// crypt is the cipher of a named crypt filter.
func crypt(enc map[string]any, which string, v int) cipherKind {
	name, _ := enc[which].(nameValue)
	filters, _ := enc["CF"].(map[string]any)
	filter, _ := filters[string(name)].(map[string]any)
	switch filter["CFM"] {
	case nameValue("V2"):
		return cipherRC4
	case nameValue("AESV2"):
		return cipherAES128
	case nameValue("AESV3"):
		return cipherAES256
	}
	if v == 5 && name == "StdCF" {
		return cipherAES256
	}
	return cipherNone
}

// passwordPad fills an empty password (ISO 32000-1, algorithm 2).
const passwordPad = "\x28\xBF\x4E\x5E\x4E\x75\x8A\x41\x64\x00\x4E\x56\xFF\xFA\x01\x08" +
	"\x2E\x2E\x00\xB6\xD0\x68\x3E\x80\x2F\x0C\xA9\xFE\x64\x53\x69\x7A"

// keyMD5 is the key of revisions 2 to 4 for the empty password.
func keyMD5(enc map[string]any, v, r int, id string) ([]byte, error) {
	n := 5
	if v == 4 {
		n = 16
	} else if v >= 2 {
		if bits := intOf(enc["Length"]); bits >= 40 && bits <= 128 {
			n = bits / 8
		}
	}
	o, _ := enc["O"].(string)
	u, _ := enc["U"].(string)
	if len(o) < 32 || len(u) < 32 {
		return nil, errors.New("encrypted: damaged entries")
	}
	h := md5.New()
	h.Write([]byte(passwordPad + o[:32]))
	p, _ := enc["P"].(float64)
	h.Write(binary.LittleEndian.AppendUint32(nil, uint32(int64(p))))
	h.Write([]byte(id))
	if r >= 4 && enc["EncryptMetadata"] == false {
		h.Write([]byte{0xff, 0xff, 0xff, 0xff})
	}
	key := h.Sum(nil)
	if r >= 3 {
		for range 50 {
			sum := md5.Sum(key[:n])
			key = sum[:]
		}
	}
	key = key[:n]
	if !opensMD5(key, r, id, u) {
		return nil, ErrPassword
	}
	return key, nil
}

// opensMD5 checks a key against the /U entry (algorithms 4 and 5).
func opensMD5(key []byte, r int, id, u string) bool {
	if r == 2 {
		return string(rc4Bytes(key, []byte(passwordPad))) == u[:32]
	}
	sum := md5.Sum([]byte(passwordPad + id))
	x := sum[:]
	for i := range 20 {
		k := bytes.Clone(key)
		for j := range k {
			k[j] ^= byte(i)
		}
		x = rc4Bytes(k, x)
	}
	return string(x) == u[:16]
}

func rc4Bytes(key, b []byte) []byte {
	c, err := rc4.NewCipher(key)
	if err != nil {
		return b
	}
	out := make([]byte, len(b))
	c.XORKeyStream(out, b)
	return out
}

// key256 is the file key of revisions 5 and 6 for the empty password.
func key256(enc map[string]any, r int) ([]byte, error) {
	u, _ := enc["U"].(string)
	ue, _ := enc["UE"].(string)
	if len(u) < 48 || len(ue) < 32 {
		return nil, errors.New("encrypted: damaged entries")
	}
	hash := func(salt string) []byte {
		if r == 5 {
			sum := sha256.Sum256([]byte(salt))
			return sum[:]
		}
		return hash2B([]byte(salt))
	}
	if string(hash(u[32:40])) != u[:32] {
		return nil, ErrPassword
	}
	block, err := aes.NewCipher(hash(u[40:48]))
	if err != nil {
		return nil, err
	}
	key := make([]byte, 32)
	cipher.NewCBCDecrypter(block, make([]byte, 16)).CryptBlocks(key, []byte(ue[:32]))
	return key, nil
}

// hash2B is the hardened hash of revision 6 (ISO 32000-2, algorithm 2.B) of the
// empty password with a salt.
func hash2B(salt []byte) []byte {
	sum := sha256.Sum256(salt)
	k := sum[:]
	for i := 0; ; i++ {
		block, err := aes.NewCipher(k[:16])
		if err != nil {
			return nil
		}
		e := bytes.Repeat(k, 64)
		cipher.NewCBCEncrypter(block, k[16:32]).CryptBlocks(e, e)
		mod := 0
		for _, c := range e[:16] {
			mod += int(c)
		}
		switch mod % 3 {
		case 0:
			s := sha256.Sum256(e)
			k = s[:]
		case 1:
			s := sha512.Sum384(e)
			k = s[:]
		default:
			s := sha512.Sum512(e)
			k = s[:]
		}
		if i >= 63 && int(e[len(e)-1]) <= i-31 {
			return k[:32]
		}
	}
}

// bytes decrypts the bytes of an object.
func (d *decrypter) bytes(kind cipherKind, num, gen int, b []byte) []byte {
	switch kind {
	case cipherRC4:
		return rc4Bytes(d.objectKey(num, gen, false), b)
	case cipherAES128:
		return aesBytes(d.objectKey(num, gen, true), b)
	case cipherAES256:
		return aesBytes(d.key, b)
	}
	return b
}

// objectKey is the key of one object (algorithm 1).
func (d *decrypter) objectKey(num, gen int, salted bool) []byte {
	b := append(bytes.Clone(d.key), byte(num), byte(num>>8), byte(num>>16), byte(gen), byte(gen>>8))
	if salted {
		b = append(b, "sAlT"...)
	}
	sum := md5.Sum(b)
	return sum[:min(16, len(d.key)+5)]
}

// aesBytes decrypts AES in CBC mode: 16 bytes of initial vector, then blocks, the
// last of them padded.
func aesBytes(key, b []byte) []byte {
	block, err := aes.NewCipher(key)
	if err != nil || len(b) < 32 {
		return nil
	}
	iv, body := b[:16], b[16:]
	out := make([]byte, len(body)/16*16)
	cipher.NewCBCDecrypter(block, iv).CryptBlocks(out, body[:len(out)])
	if n := int(out[len(out)-1]); n >= 1 && n <= 16 {
		out = out[:len(out)-n]
	}
	return out
}

// value decrypts the strings in a value.
func (d *decrypter) value(v any, num, gen int) any {
	switch v := v.(type) {
	case string:
		return string(d.bytes(d.strings, num, gen, []byte(v)))
	case []any:
		for i := range v {
			v[i] = d.value(v[i], num, gen)
		}
	case map[string]any:
		for k := range v {
			v[k] = d.value(v[k], num, gen)
		}
	}
	return v
}

// decrypt replaces the body by one that is not encrypted, object by object.
func (f *flattener) decrypt() error {
	encRef, _ := f.trailer["Encrypt"].(Ref)
	enc, _ := f.trailer["Encrypt"].(map[string]any)
	if e, ok := f.entries[encRef.num]; ok && enc == nil {
		if _, _, after, ok := objectHead(f.body, e.offset); ok {
			enc, _ = (&Lexer{Bytes: f.body, Pos: after}).Value().(map[string]any)
		}
	}
	ids, _ := f.trailer["ID"].([]any)
	id := ""
	if len(ids) > 0 {
		id, _ = ids[0].(string)
	}
	d, err := newDecrypter(enc, id)
	if err != nil {
		return err
	}
	nums := make([]int, 0, len(f.entries))
	for num, e := range f.entries {
		if e.stream == 0 && e.offset > 0 {
			nums = append(nums, num)
		}
	}
	sort.Ints(nums)
	body := []byte(imageHeader)
	for _, num := range nums {
		at := len(body)
		body = f.plainObject(body, d, num)
		f.entries[num] = entry{offset: at}
	}
	f.body = body
	delete(f.trailer, "Encrypt")
	return nil
}

// plainObject appends one object without its encryption.
func (f *flattener) plainObject(out []byte, d *decrypter, num int) []byte {
	e := f.entries[num]
	_, gen, after, ok := objectHead(f.body, e.offset)
	out = fmt.Appendf(out, "%d 0 obj\n", num)
	if !ok {
		return append(out, "null\nendobj\n"...)
	}
	l := &Lexer{Bytes: f.body, Pos: after}
	v := l.Value()
	dict, _ := v.(map[string]any)
	back := l.Pos
	t := l.Next()
	if dict == nil || t.Kind != TokWord || string(t.Text) != "stream" {
		l.Pos = back
		return append(appendSyntax(out, d.value(v, num, gen), 0), "\nendobj\n"...)
	}
	raw := streamBytes(f.body, l.Pos, f.length(dict["Length"]))
	if dict["Type"] != nameValue("XRef") {
		d.value(v, num, gen) // in place
		if !(d.plainMetadata && dict["Type"] == nameValue("Metadata")) {
			raw = d.bytes(d.streams, num, gen, raw)
		}
	}
	dict["Length"] = float64(len(raw))
	out = append(appendSyntax(out, dict, 0), "\nstream\n"...)
	return append(append(out, raw...), "\nendstream\nendobj\n"...)
}
