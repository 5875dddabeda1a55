package night
import "manualwatch/out"
func outFilter(r string) out.Filter { return out.Filter{RunID: r} }
