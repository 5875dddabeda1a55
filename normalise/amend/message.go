package amend

import (
	"slices"
	"strings"

	"manualwatch/normalise/dates"
	"manualwatch/normalise/wording"
	"manualwatch/parse"
	"manualwatch/parse/pattern"
)

// Some boards tell of changes in messages and put copies of these on a page, one below
// the other: who sent each, when and to whom, a greeting, what was changed, and who
// greets.

var (
	// fieldLine is a line of the head of a message: "Sent: 3 May 2024 09:15".
	fieldLine = pattern.New(`(?i)^(from|sent|date|sent\s+on|to|cc|bcc|reply-?\s?to|subject|importance|attachments?)\s*[:|]\s*(\S.*)?$`)
	sentField = pattern.New(`(?i)^(?:sent|date)`)
	greeting  = pattern.New(`(?i)^(?:(?:dear|hi|hello)\b[\w\s/,&'’-]{0,60}|good\s+(?:morning|afternoon|evening)\b[\w\s]{0,30})[,.!:–-]?$`)
	farewell  = pattern.New(`(?i)^(?:(?:with\s+)?(?:(?:very|our|my)\s+)?(?:kind(?:est)?|best|warm(?:est)?|many)\s+(?:regards|wishes|thanks)|regards|best|yours(?:\s+(?:sincerely|faithfully|truly))?|(?:many\s+)?thanks|thank\s+you|sincerely)\s*[,.!]?$`)
)

// mostFields is how many blocks the head of a message takes at most.
const mostFields = 8

// outOfMessages are the blocks of a page with copies of messages as any page tells the
// same: above what each says the day and, where its subject is one chapter, the name of
// that. A page without messages is left as it is.
func (r *amendReader) outOfMessages(blocks []parse.Block) []parse.Block {
	var out []parse.Block
	said := -1 // where the words of the last message begin
	silent := false
	for i := 0; i < len(blocks); i++ {
		b := &blocks[i]
		if sent, subject, n := messageHead(blocks[i:]); n > 0 {
			if said < 0 {
				out = append(make([]parse.Block, 0, len(blocks)), blocks[:i]...)
			} else if !silent {
				out = withoutLast(out, said)
			}
			out = append(out, parse.Block{Kind: parse.Paragraph, Region: parse.Main, Part: b.Part, Text: sent})
			if name := r.titleIn(subject); name != "" {
				out = append(out, parse.Block{Kind: parse.Heading, Level: 6, Region: parse.Main, Part: b.Part, Text: name})
			}
			said, silent = len(out), false
			i += n - 1
			continue
		}
		text := wording.Squeeze(b.Text)
		switch {
		case said < 0 || silent && b.Region == parse.Main:
		case b.Region != parse.Main:
			out = append(out, *b)
		case greeting.MatchString(text) && len(out) == said:
		case farewell.MatchString(text):
			out, silent = withoutLast(out, said), true // names and addresses follow
		default:
			out = append(out, *b)
		}
	}
	if said < 0 {
		return blocks
	}
	return out
}

// messageHead reads the head of a message with which some blocks begin: its date as
// printed, its subject, and how many blocks it takes, 0 unless three fields stand together.
func messageHead(blocks []parse.Block) (sent, subject string, n int) {
	fields := 0
	for n < min(len(blocks), mostFields) && blocks[n].Region == parse.Main {
		lines := strings.Split(strings.TrimSpace(blocks[n].Text), "\n")
		if slices.ContainsFunc(lines, func(l string) bool { return !fieldLine.MatchString(strings.TrimSpace(l)) }) {
			break
		}
		for _, l := range lines {
			m := fieldLine.FindStringSubmatch(strings.TrimSpace(l))
			if _, printed, ok := dates.FirstDate(m[2]); ok && sentField.MatchString(m[1]) {
				sent = printed
			}
			if strings.EqualFold(m[1], "subject") {
				subject = wording.Squeeze(m[2])
			}
		}
		fields += len(lines)
		n++
	}
	if sent == "" || fields < 3 {
		return "", "", 0
	}
	return sent, subject, n
}

// withoutLast leaves out what ends a message: lines after the last that is set as those
// that tell the changes are, if they are set otherwise and tell none.
func withoutLast(blocks []parse.Block, said int) []parse.Block {
	end := len(blocks)
	for end > said && !opensEntry(&blocks[end-1]) && !tellsChange(wording.Squeeze(blocks[end-1].Text)) {
		end--
	}
	if end == said || end == len(blocks) || blocks[end-1].Kind == blocks[end].Kind && blocks[end-1].Class == blocks[end].Class {
		return blocks
	}
	return blocks[:end]
}

// opensEntry reports a line that is set as one that names what it speaks of.
func opensEntry(b *parse.Block) bool {
	return b.Kind != parse.Paragraph || b.Bold || b.Lead > 0 || len(b.Links) > 0 && b.Links[0].Start == 0
}
