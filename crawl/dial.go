package crawl

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"syscall"
	"time"
)

// errPrivate is the refusal to connect to an address that is not on the public
// internet.
var errPrivate = errors.New("address is private")

// neverPublic are networks that no public site stands in, beyond those that
// package netip can tell (IANA special-purpose registries).
var neverPublic = []netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"),
	netip.MustParsePrefix("100.64.0.0/10"),
	netip.MustParsePrefix("192.0.0.0/24"),
	netip.MustParsePrefix("192.0.2.0/24"),
	netip.MustParsePrefix("192.88.99.0/24"),
	netip.MustParsePrefix("198.18.0.0/15"),
	netip.MustParsePrefix("198.51.100.0/24"),
	netip.MustParsePrefix("203.0.113.0/24"),
	netip.MustParsePrefix("240.0.0.0/4"),
	netip.MustParsePrefix("64:ff9b::/96"), // may lead to any IPv4 address
	netip.MustParsePrefix("64:ff9b:1::/48"),
	netip.MustParsePrefix("100::/64"),
	netip.MustParsePrefix("2001::/23"),
	netip.MustParsePrefix("2001:db8::/32"),
	netip.MustParsePrefix("2002::/16"), // may lead to any IPv4 address
}

// checkAddress refuses addresses that a page could use to reach into the
// network we run in. With private allowed, loopback and private networks pass;
// link-local ones (where clouds keep their metadata) never do.
func checkAddress(ip netip.Addr, allowPrivate bool) error {
	ip = ip.WithZone("").Unmap()
	switch {
	case !ip.IsValid(), ip.IsUnspecified(), ip.IsMulticast(), ip.IsLinkLocalUnicast(), ip.IsInterfaceLocalMulticast():
		return fmt.Errorf("%w: %s", errPrivate, ip)
	case ip == netip.MustParseAddr("fd00:ec2::254"):
		return fmt.Errorf("%w: %s", errPrivate, ip)
	case ip.IsLoopback(), ip.IsPrivate():
		if allowPrivate {
			return nil
		}
		return fmt.Errorf("%w: %s (allow_private permits it)", errPrivate, ip)
	}
	for _, p := range neverPublic {
		if p.Contains(ip) {
			return fmt.Errorf("%w: %s", errPrivate, ip)
		}
	}
	return nil
}

// newWire returns the transport that really talks to servers. Addresses are
// checked when a connection is made, so no name and no second look-up can lead
// past the check. It follows no redirects, decodes nothing and uses no proxy, not
// even one that the environment names: that would connect in our place.
func newWire(allowPrivate bool) *http.Transport {
	d := &net.Dialer{
		Timeout:   20 * time.Second,
		KeepAlive: 30 * time.Second,
		ControlContext: func(_ context.Context, network, address string, _ syscall.RawConn) error {
			ap, err := netip.ParseAddrPort(address)
			if err != nil {
				return fmt.Errorf("%w: %q", errPrivate, address)
			}
			return checkAddress(ap.Addr(), allowPrivate)
		},
	}
	return &http.Transport{
		DialContext:            d.DialContext,
		DisableCompression:     true,
		ForceAttemptHTTP2:      true,
		MaxIdleConnsPerHost:    2,
		MaxIdleConns:           64,
		IdleConnTimeout:        30 * time.Second,
		TLSHandshakeTimeout:    20 * time.Second,
		ResponseHeaderTimeout:  60 * time.Second,
		MaxResponseHeaderBytes: 256 << 10,
	}
}
