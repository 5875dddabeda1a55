package object

// Layers are the optional-content groups of a file that are off when it is opened
// (ISO 32000-1, 8.11), by reference.
type Layers map[string]bool

// maxLayers bounds the groups that are looked at.
const maxLayers = 10000

// hiddenLayers reads which groups are off in the default configuration.
func (f *File) hiddenLayers() Layers {
	props := f.Trailer().Key("Root").Key("OCProperties")
	config := props.Key("D")
	off := Layers{}
	if !config.IsDict() {
		return off
	}
	if config.Key("BaseState").Name() == "OFF" {
		off.set(props, "OCGs", true)
	}
	off.set(config, "OFF", true)
	off.set(config, "ON", false)
	return off
}

// set turns the groups that an array names off or on.
func (l Layers) set(o Object, key string, off bool) {
	list := o.Key(key)
	for _, r := range ArrayRefs(list.Identity(), min(list.Len(), maxLayers)) {
		if r != "" {
			l[r] = off
		}
	}
}

// Hides reports whether the group or the membership that stands under a key of a
// dictionary is not shown.
func (l Layers) Hides(owner Object, key string) bool {
	if len(l) == 0 {
		return false
	}
	r, ok := owner.Refs()[key].(Ref)
	if ok && l[r.String()] {
		return true
	}
	oc := owner.Key(key)
	if oc.Key("Type").Name() != "OCMD" {
		return false
	}
	return l.policy(oc)
}

// policy reports whether a membership dictionary hides its content.
func (l Layers) policy(oc Object) bool {
	var refs []string
	if groups := oc.Key("OCGs"); groups.IsArray() {
		refs = ArrayRefs(groups.Identity(), min(groups.Len(), maxLayers))
	} else if r, ok := oc.Refs()["OCGs"].(Ref); ok {
		refs = []string{r.String()}
	}
	off := 0
	for _, r := range refs {
		if l[r] {
			off++
		}
	}
	if len(refs) == 0 {
		return false
	}
	switch oc.Key("P").Name() {
	case "AllOn":
		return off > 0
	case "AnyOff":
		return off == 0
	case "AllOff":
		return off < len(refs)
	}
	return off == len(refs) // AnyOn
}
