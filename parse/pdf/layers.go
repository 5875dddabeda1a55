package pdf

// layers are the optional-content groups of a file that are off when it is opened
// (ISO 32000-1, 8.11), by reference.
type layers map[string]bool

// maxLayers bounds the groups that are looked at.
const maxLayers = 10000

// hiddenLayers reads which groups are off in the default configuration.
func (f *file) hiddenLayers() layers {
	props := f.trailer().key("Root").key("OCProperties")
	config := props.key("D")
	off := layers{}
	if !config.isDict() {
		return off
	}
	if config.key("BaseState").name() == "OFF" {
		off.set(props, "OCGs", true)
	}
	off.set(config, "OFF", true)
	off.set(config, "ON", false)
	return off
}

// set turns the groups that an array names off or on.
func (l layers) set(o object, key string, off bool) {
	list := o.key(key)
	for _, r := range arrayRefs(list.identity(), min(list.len(), maxLayers)) {
		if r != "" {
			l[r] = off
		}
	}
}

// hides reports whether the group or the membership that stands under a key of a
// dictionary is not shown.
func (l layers) hides(owner object, key string) bool {
	if len(l) == 0 {
		return false
	}
	r, ok := owner.refs()[key].(ref)
	if ok && l[r.String()] {
		return true
	}
	oc := owner.key(key)
	if oc.key("Type").name() != "OCMD" {
		return false
	}
	return l.policy(oc)
}

// policy reports whether a membership dictionary hides its content.
func (l layers) policy(oc object) bool {
	var refs []string
	if groups := oc.key("OCGs"); groups.isArray() {
		refs = arrayRefs(groups.identity(), min(groups.len(), maxLayers))
	} else if r, ok := oc.refs()["OCGs"].(ref); ok {
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
	switch oc.key("P").name() {
	case "AllOn":
		return off > 0
	case "AnyOff":
		return off == 0
	case "AllOff":
		return off < len(refs)
	}
	return off == len(refs) // AnyOn
}
