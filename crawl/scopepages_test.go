package crawl

import "strings"

// guidePage lists pages in the menu of a guide.
func guidePage(title string, links ...string) string {
	var b strings.Builder
	b.WriteString("<title>" + title + "</title><main><h1>" + title + "</h1><nav class='guide-nav'><h2>Contents</h2><ol>")
	for _, l := range links {
		b.WriteString("<li><a href='" + l + "'>Page " + l + "</a></li>")
	}
	return b.String() + "</ol></nav><p>What these pages are about.</p></main>"
}

// leadsPage lists pages as headings, each with the words that it begins with.
func leadsPage(title string, links ...string) string {
	var b strings.Builder
	b.WriteString("<title>" + title + "</title><main><h1>" + title + "</h1>")
	for _, l := range links {
		b.WriteString("<article><header><h2><a href='" + l + "'>" + l + "</a></h2></header><p>" + strings.Repeat("The words that a chapter begins with. ", 4) + "<a href='" + l + "'>More</a></p></article>")
	}
	return b.String() + "</main>"
}

// wordyPage is a page whose header says more than its list of links.
func wordyPage(title string, links ...string) string {
	list := ""
	for _, l := range links {
		list += "<li><a href='" + l + "'>" + l[strings.LastIndexByte(l, '/')+1:] + "</a></li>"
	}
	return "<title>" + title + " - Council of the Long Fen and the Seven Dykes</title><header><p>Council of the Long Fen and the Seven Dykes</p><button>Toggle the menu of the site</button><p>The offices are open on all days but Sunday, and somebody is at the desk at night.</p></header><main><h1>" + title + "</h1><ul>" + list + "</ul></main>"
}

// nextPage is a page of a chapter that leads to the next one.
func nextPage(title, next string) string {
	return "<html><head><title>" + title + "</title></head><body><main><h1>" + title + "</h1><p>Of " + next + " something is said here.</p><a href=\"" + next + "\">Next</a></main></body></html>"
}

// besideBar is a page with a bar at its side in which it is called here, and with some links in its
// text.
func besideBar(title, here string, links ...string) string {
	text := "See <a href='/oars'>Oars</a> and <a href='/oars#ropes'>ropes</a>. <a href='http://elsewhere.example/'>The law</a> says so."
	if len(links) > 0 {
		text = ""
		for _, l := range links {
			text += "<a href='" + l + "'>" + l + "</a> "
		}
	}
	return "<title>" + title + "</title><header><nav><a href='/about'>About</a> <a href='/lamps/news'>News</a></nav></header><div class='page-sidebar'><ul><li>Boats<ul><li>" + here + "</li><li><a href='/oars'>Oars</a></li></ul></li><li>Lamps<ul><li><a href='/lamps/oil'>Oil</a></li><li><a href='/lamps/wicks'>Wicks</a></li></ul></li><li><a href='/staff/cover'>Cover</a></li></ul></div><main><h1>" + title + "</h1><p>" + text + "</p></main>"
}

// bookPage is the first page of a book whose chapters stand in a menu beside its text, which leads
// to three of them.
func bookPage(title string) string {
	return "<nav class='top'><a href='/pay.html'>Pay</a></nav><div class='book-contents'><nav><ul><li><a href='/'>" + title + "</a></li><li><a href='/boats.html'>Boats</a><ul><li><a href='/cover.html'>Cover</a></li></ul></li><li><a href='/oars.html'>Oars</a></li><li><a href='/oil.html'>Oil</a></li><li><a href='/wicks.html'>Wicks</a></li></ul></nav></div><main><h1>" + title + "</h1><p>Most ask for <a href='/oars.html'>oars</a>, <a href='/oil.html'>oil</a> and <a href='/wicks.html'>wicks</a>.</p><a href='/_sources/index.rst.txt'>View page source</a></main>"
}

// frontPageOf is a page with a text and a menu of two parts above it; the second list of the first
// stands in a column of its own.
func frontPageOf(text string) string {
	menu := "<li><a href='/boats'>Boats</a><div class='mega'><div><ul><li><a href='/oars'>Oars</a></li></ul></div><div><ul><li><a href='/sails'>Sails</a></li><li><a href='/keels'>Keels</a></li></ul></div></div></li>" +
		"<li><a href='/lamps'>Lamps</a><div class='mega'><ul><li><a href='/oil'>Oil</a></li><li><a href='/wicks'>Wicks</a></li></ul></div></li><li><a href='/terms'>Terms</a></li>"
	return "<title>Welcome</title><div class='nav'><ul>" + menu + "</ul></div><main><h1>Welcome</h1><p>" + text + "</p><p><a href='/help'>Help</a> <a href='/help'>Ask us</a></p></main><footer><ul><li><a href='/legal'>Legal</a></li></ul></footer>"
}

// filesPage is a page of files with a menu amid its text that names it among the pages beside it.
func filesPage(title string, files ...string) string {
	list := ""
	for _, f := range files {
		list += "<h4><a href='" + f + "'>" + f[3:4] + "</a></h4>"
	}
	return "<title>" + title + "</title><nav><a href='/about'>About</a></nav><main><h1>" + title + "</h1>" + list + "<nav class='side-nav'><h2>In this section</h2><ul><li><a href='/adults/work/policies/'>Policies</a></li><li><a href='/adults/work/reviews/'>Reviews</a></li><li><a href='/adults/work/homes/'>Homes</a></li><li><a href='/adults/work/falls/'>Falls</a></li><li><a href='/adults/work/training/'>Training</a></li></ul></nav></main>"
}
