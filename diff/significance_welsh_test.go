package diff_test

import (
	"testing"

	"manualwatch/diff"
	"manualwatch/parse"
)

// TestWelsh: duties, limits of time and conditions are rules in Welsh as well; a mutation, or a
// number in figures, is none.
func TestWelsh(t *testing.T) {
	p := parse.Paragraph
	for _, c := range []passageCase{
		{"Rhaid i'r morwr ffonio'r capten ar y cei.", "Gall y morwr ffonio'r capten ar y cei.", p, diff.Practice, `"rhaid" became "gall"`},
		{"Dylai'r criw gadw cofnod o'r alwad yn y swyddfa.", "Ni ddylai'r criw gadw cofnod o'r alwad yn y swyddfa.", p, diff.Practice, `"dylai" became "ni ddylai"`},
		{"Rhaid i'r morwr symud y cwch.", "Rhaid i'r morwr beidio symud y cwch.", p, diff.Practice, `"beidio" was added`},
		{"Anfonir y siart at y criw o fewn un diwrnod gwaith.", "Anfonir y siart at y criw o fewn dau ddiwrnod gwaith.", p, diff.Practice, `"un diwrnod gwaith" became "dau ddiwrnod gwaith"`},
		{"Mae'r criw yn cwrdd o fewn deg diwrnod gwaith.", "Mae'r criw yn cwrdd o fewn ugain diwrnod gwaith.", p, diff.Practice, "timescale"},
		{"Anfonir y siart at y criw yn syth.", "Anfonir y siart at y criw bob wythnos.", p, diff.Practice, "timescale"},
		{"Gwelir y cwch yn y bae os yw'r capten yn cytuno.", "Gwelir y cwch yn y bae oni bai bod y capten yn cytuno.", p, diff.Practice, `"os" became "oni bai"`},
		{"", "Rhaid i'r morwr gloi'r drws.", p, diff.Practice, `"rhaid"`},
		{"", "Mae'r llyfr yn y swyddfa o fewn pum niwrnod.", p, diff.Practice, "timescale"},
		{"Anfonir y siart at y criw o fewn pum niwrnod gwaith.", "Anfonir y siart at y criw o fewn 5 diwrnod gwaith.", p, diff.Minor, "wording"},
		{"Anfonir y siart at y criw o fewn deuddeg diwrnod.", "Anfonir y siart at y criw o fewn 12 diwrnod.", p, diff.Minor, "wording"},
		{"Dylai'r criw gadw cofnod yn y swyddfa.", "Fe ddylai'r criw gadw cofnod yn y swyddfa.", p, diff.Minor, "wording"},
		{"", "Mae'r llyfr yn y swyddfa ar y cei.", p, diff.NewText, "without an obligation"},
		{"The gall of the oak is used for ink.", "The gall of the tree is used for ink.", p, diff.Minor, "wording"},
	} {
		c.check(t)
	}
}
