package manual

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"manualwatch/normalise"
	"manualwatch/normalise/chaptertext"
	"manualwatch/parse"
)

// TestListedHeadings reads manuals by the lists of contents that they print of
// themselves.
func TestListedHeadings(t *testing.T) {
	p := "\n" + fillerWords(6) + "\n"
	cases := []struct{ name, text, want string }{
		{"typed, all set alike", "# Northtown Board\n### Contents\n1.0 Core 3\n1.1 Referrals 3\n1.2 Visits 4\n2.0 Needs 5\n2.1 Faith 5\nAppendix A – Forms 7\n" +
			"## 1.0 Core\n### 1.1 Referrals" + p + "### Recording" + p + "### 1.2 Visits" + p + "## 2.0 Needs" + p + "### 2.1 Faith" + p + "### Scope" + p + "### APPENDIX A\n## Forms" + p + "### Recording" + p,
			"section|1.0|Core\n chapter|1.1|Referrals\n  heading||Recording\n chapter|1.2|Visits\nsection|2.0|Needs\n chapter|2.1|Faith\n  heading||Scope\nappendix|Appendix A|Forms\n heading||Recording"},
		{"typed in a table", "Contents\n|1|Core|3|\n|1.1|Referrals|3|\n|1.2|Visits|4|\n|2|Needs|5|\n|2.1|Faith|5|\n" +
			"*1 Core" + p + "*1.1 Referrals" + p + "*1.2 Visits" + p + "*2 Needs" + p + "*2.1 Faith" + p + "*Recording" + p,
			"section|1|Core\n chapter|1.1|Referrals\n chapter|1.2|Visits\nsection|2|Needs\n chapter|2.1|Faith\n  heading||Recording"},
		{"typed in two columns", "# Guide\n## Contents\n|1|Core|3|4|Faith|9|\n|2|Referrals|5|5|Pets|10|\n|3|Visits|7|\n## What has changed since the last guide\n|Date|Chapter|Change|\n|10 Dec 2023|4 Faith|Rewritten.|\n" +
			"## 1 Core" + p + "### Signs" + p + "## 2 Referrals" + p + "## 3 Visits" + p + "### Signs" + p + "## 4 Faith" + p + "## 5 Pets" + p,
			"chapter|1|Core\n heading||Signs\nchapter|2|Referrals\nchapter|3|Visits\n heading||Signs\nchapter|4|Faith\nchapter|5|Pets\namendment|4 Faith|Rewritten.|2023-12-10"},
		{"the pages before the titles, a leaf with number and name above each part", "# Procedures\n### Contents\nPage\n#### Part 1: Core\n|5|Referrals|\n|6|Visits|\n|7|Consent|\n#### Part 2: Needs\n|9|Faith|\n|11|Pets|\n### What is new\n*Visits\nNew form.\n" +
			"# Part 1\n## Core\n### Referrals" + p + "#### Signs" + p + "### Visits" + p + "### Consent" + p + "# Part 2\n## Needs\n### Faith" + p + "### Pets" + p + "#### Signs" + p,
			"section|1|Core\n chapter||Referrals\n  heading||Signs\n chapter||Visits\n chapter||Consent\nsection|2|Needs\n chapter||Faith\n chapter||Pets\n  heading||Signs"},
		{"Roman parts, chapters numbered through, all set alike", "# Procedures\nCONTENTS\n|No.|Section|Page|\n|I.|CORE|4|\n|1.|Referrals|5|\n|2.|Visits|6|\n|II.|NEEDS|7|\n|3.|Faith|8|\n" +
			"### I. CORE\n## 1. Referrals" + p + "#### At night" + p + "## 2. Visits" + p + "### II. NEEDS\n## 3. Faith" + p,
			"section|I|CORE\n chapter|1|Referrals\n  heading||At night\n chapter|2|Visits\nsection|II|NEEDS\n chapter|3|Faith"},
		{"headings of chapters listed too, titles over two lines", "~1. Making Decisions Together with Families about 4\n~the Help that They Need\n~1.1 Introduction 4\n~1.2 Signs 5\n~2. Visits to Homes and What to Look for during\n~Them 6\n~2.1 Introduction 6\n~2.2 Recording 7\n~3. Faith 8\n~3.1 Introduction 8\n~3.2 Signs 8\n" +
			"## 1. Making Decisions Together with Families about the Help that They Need" + p + "### 1.1 Introduction" + p + "### 1.2 Signs" + p + "## 2. Visits to Homes and What to Look for during Them" + p + "### 2.1 Introduction" + p + "### 2.2 Recording" + p + "## 3. Faith" + p + "### 3.1 Introduction" + p + "### 3.2 Signs" + p,
			"chapter|1|Making Decisions Together with Families about the Help that They Need\n heading|1.1|Introduction\n heading|1.2|Signs\nchapter|2|Visits to Homes and What to Look for during Them\n heading|2.1|Introduction\n heading|2.2|Recording\nchapter|3|Faith\n heading|3.1|Introduction\n heading|3.2|Signs"},
		{"a register of titles that stand in tables, each at the head of its procedure", "# Procedures\n*Register of procedures\n|*Ref|Procedure|Owner|Issue|Date|\n|SP01|Referrals|The manager|2|1 May 2019|\n|SP02|Visits|The manager|1|4 June 2018|\n|SP03|Faith|The manager|1|4 June 2018|\n" +
			"Printed copies are not controlled\n|SAB|SP01 Referrals|\n|Issue: 2|Date: 1 May 2019|\n## 1 Signs" + p + "### 1.1 At night" + p + "## 2 Recording" + p + "|SAB|SP02 Visits|\n|Issue: 1|Date: 4 June 2018|\n## 1 Signs" + p + "## 2 Recording" + p + "|SAB|SP03 Faith|\n|Issue: 1|Date: 4 June 2018|\n## 1 Signs" + p +
			"*Issue record\n|*Ref|Procedure|Issue|What was amended|Date|\n|SP01|Referrals|2|New form.|1 May 2019|",
			"chapter|SP01|Referrals\n heading|1|Signs\n  heading|1.1|At night\n heading|2|Recording\nchapter|SP02|Visits\n heading|1|Signs\n heading|2|Recording\nchapter|SP03|Faith\n heading|1|Signs\namendment|Referrals|New form.|2019-05-01"},
		{"a binder: a table of titles, pages to change, a leaf with number and title above each", "# Manual\n### Contents of the binder\n|*Section|Title|Issue|\n|1|Core|1|\n|2|Visits|2|\n|3|Faith|1|\n|4|Pets|1|\n### Amendment sheet\n|*No.|Date|Section|Remove pages|Insert pages|Subject|\n|1|3 May 2011|Visits|2-1 to 2-2|2-1 to 2-3|New form.|\n" +
			"# SECTION 1\n## Core" + p + "### 1.1 Signs" + p + "# SECTION 2\n## Visits" + p + "### 2.1 At night" + p + "# SECTION 3\n## Faith" + p + "# SECTION 4\n## Pets" + p,
			"chapter|1|Core\n heading|1.1|Signs\nchapter|2|Visits\n heading|2.1|At night\nchapter|3|Faith\nchapter|4|Pets\namendment|Visits|New form.|2011-05-03"},
		{"codes of documents, no list", "# Procedure SP01: Referrals" + p + "## 1 Signs" + p + "### 1.1 At night" + p + "### 1.2 By day" + p + "# Procedure SP02: Visits" + p + "## 1 Signs" + p + "# Procedure SP03 – Faith" + p + "## 1 Signs" + p,
			"chapter|SP01|Referrals\n heading|1|Signs\n  heading|1.1|At night\n  heading|1.2|By day\nchapter|SP02|Visits\n heading|1|Signs\nchapter|SP03|Faith\n heading|1|Signs"},
		{"a list of the first chapter's headings only", "~1.1 Signs\n~1.2 Recording\n~1.3 Feedback\n# 1 Core" + p + "## 1.1 Signs" + p + "## 1.2 Recording" + p + "## 1.3 Feedback" + p + "# 2 Visits" + p + "# 3 Faith" + p,
			"section|1|Core\n chapter|1.1|Signs\n chapter|1.2|Recording\n chapter|1.3|Feedback\nsection|2|Visits\nsection|3|Faith"},
		{"appendices at the end, set like chapters; changes as lines that name numbers", "~Section 1 Core\n~1.1 Referrals\n~1.2 Visits\n~Section 2 Needs\n~2.1 Faith\n~Appendix 1 Chart\n# SECTION 1\n# Core\n## 1.1 Referrals" + p + "## 1.2 Visits" + p + "# SECTION 2\n# Needs\n## 2.1 Faith" + p + "## Appendix 1 Chart" + p +
			"# Amendments to this manual\n12 May 2021 – Section 1.2: New form.",
			"section|1|Core\n chapter|1.1|Referrals\n chapter|1.2|Visits\nsection|2|Needs\n chapter|2.1|Faith\nappendix|Appendix 1|Chart\namendment|Section 1.2|New form.|2021-05-12"},
		{"chapters counted by letters", "~Section One Core\n~1A Referrals\n~1B Visits\n~Section Two Needs\n~2A Faith\n# Section One: Core" + p + "## 1A Referrals" + p + "### Signs" + p + "## 1B Visits" + p + "# Section Two: Needs" + p + "## 2A Faith" + p,
			"section|One|Core\n chapter|1A|Referrals\n  heading||Signs\n chapter|1B|Visits\nsection|Two|Needs\n chapter|2A|Faith"},
		{"a word counts the chapters; the list, below changes that name them, has their headings too", "*Update log\n|Month|Protocol|Update|\n|May 2021|Protocol 2: Visits|New form.|\n|June 2020|Protocol 3: Faith|Rewritten.|\n*Contents\n*Protocol 1: Referrals\nSigns\nConsent\n*Protocol 2: Visits\nRecording\n*Protocol 3: Faith\nFeedback\n" +
			"# Protocol 1: Referrals" + p + "## Signs" + p + "### At night" + p + "## Consent" + p + "# Protocol 2: Visits" + p + "## Recording" + p + "# Protocol 3: Faith" + p + "## Feedback" + p,
			"chapter|1|Referrals\n heading||Signs\n  heading||At night\n heading||Consent\nchapter|2|Visits\n heading||Recording\nchapter|3|Faith\n heading||Feedback\namendment|Protocol 2: Visits|New form.|2021-05-01\namendment|Protocol 3: Faith|Rewritten.|2020-06-01"},
		{"changes below a numbered title, before the list", "# Procedures\n### P1 – Version Control History\nThe table says what each version changed.\n|Version|Date of issue|Part of policy|Comment|\n|V2|8th October 2017|2 Visits|New form.|\n### P2 – Standards\nIt meets them.\n~1 Core\n~2 Visits\n~3 Faith\n~4 Pets\n~5 Staff\n# 1 Core" + p + "# 2 Visits" + p + "# 3 Faith" + p + "# 4 Pets" + p + "# 5 Staff" + p,
			"chapter|1|Core\nchapter|2|Visits\nchapter|3|Faith\nchapter|4|Pets\nchapter|5|Staff\namendment|2 Visits|New form.|2017-10-08"},
		{"revisions at the end", "~Core\n~Visits\n~Faith\n~Pets\n~Staff\n# Core" + p + "# Visits" + p + "# Faith" + p + "# Pets" + p + "# Staff" + p + "# Revisions since the first edition\n|Protocol|Revision|Date|\n|Visits|New form.|17 February 2014|",
			"chapter||Core\nchapter||Visits\nchapter||Faith\nchapter||Pets\nchapter||Staff\namendment|Visits|New form.|2014-02-17"},
		{"a record at the end, a row with number and month over the revisions of each", "~Core\n~Visits\n~Faith\n~Pets\n~Staff\n# Core" + p + "# Visits" + p + "# Faith" + p + "# Pets" + p + "# Staff" + p + "# Record of revisions\n|*Chapter|Revision|\n|Revision 3, October 2017|\n|Visits|New form.|\n|Faith|New table.|\n|Revision 2, June 2013|\n|Pets|Rewritten.|",
			"chapter||Core\nchapter||Visits\nchapter||Faith\nchapter||Pets\nchapter||Staff\namendment|Visits|New form.|2017-10-01\namendment|Faith|New table.|2017-10-01\namendment|Pets|Rewritten.|2013-06-01"},
		{"sections and chapters counted apart, no list", "# S1 Core" + p + "## 1.1 Referrals" + p + "### Signs" + p + "## 1.2 Visits" + p + "# S2 Needs" + p + "## 2.1 Faith" + p,
			"section|S1|Core\n chapter|1.1|Referrals\n  heading||Signs\n chapter|1.2|Visits\nsection|S2|Needs\n chapter|2.1|Faith"},
		{"appendices below a heading of their own", "~Procedures\n~1 Referrals\n~2 Visits\n~Appendices\n~Appendix 1 Terms\n~Appendix 2 Forms\n# Procedures\n## 1 Referrals" + p + "### Signs" + p + "## 2 Visits" + p + "# Appendices\n## Appendix 1 Terms" + p + "## Appendix 2 Forms" + p,
			"section||Procedures\n chapter|1|Referrals\n  heading||Signs\n chapter|2|Visits\nsection||Appendices\n appendix|Appendix 1|Terms\n appendix|Appendix 2|Forms"},
		{"leaves with the name of a part, all set alike; the appendices are a part", "~Part A: Core\n~Chapter 1 Referrals\n~Chapter 2 Visits\n~Part B: Needs\n~Chapter 3 Faith\n~Appendices\n~Appendix 1 Terms\n~Appendix 2 Forms\n" +
			"# Part A: Core\n%Page 3\nChapter 1\n# Referrals" + p + "## Signs" + p + "%Page 5\nChapter 2\n# Visits" + p + "%Page 7\n# Part B: Needs\n%Page 8\nChapter 3\n# Faith" + p + "%Page 9\n# Appendices\n%Chapter 3 continued\n%Page 10\nAppendix 1\n# Terms" + p + "%Page 11\nAppendix 2\n# Forms" + p,
			"section|A|Core\n chapter|1|Referrals\n  heading||Signs\n chapter|2|Visits\nsection|B|Needs\n chapter|3|Faith\nsection||Appendices\n appendix|Appendix 1|Terms\n appendix|Appendix 2|Forms"},
		{"appendices that are introduced", "~Core\n~1 Referrals\n~2 Visits\n~Appendices\n~Appendix 1 Terms\n~Appendix 2 Forms\n# Core\n## 1 Referrals" + p + "## 2 Visits" + p + "# Appendices" + p + "# Appendix 1 Terms" + p + "# Appendix 2 Forms" + p,
			"section||Core\n chapter|1|Referrals\n chapter|2|Visits\nsection||Appendices\n appendix|Appendix 1|Terms\n appendix|Appendix 2|Forms"},
		{"a list out of date", "~1 Core\n~1.1 Referrals and Thresholds\n~1.2 Visits\n~1.3 Old Title\n~2 Needs\n~2.2 Pets\n~3 Contacts\n# 1 Core" + p + "## 1.1 Referrals" + p + "## 1.2 Visits" + p + "## 1.3 Records" + p + "### Signs" + p + "# 2 Needs" + p + "## 2.1 Faith" + p + "## 2.2 Pets" + p,
			"section|1|Core\n chapter|1.1|Referrals\n chapter|1.2|Visits\n chapter|1.3|Records\n  heading||Signs\nsection|2|Needs\n chapter|2.1|Faith\n chapter|2.2|Pets"},
		{"no list, all set alike", "### 1.0 CORE\n### 1.1 Referrals" + p + "### Signs" + p + "### 1.2 Visits" + p + "### At night" + p + "### Recording" + p + "### 2.0 NEEDS\n### 2.1 Faith" + p + "### Signs" + p + "### Recording" + p + "### Feedback" + p,
			"section|1.0|CORE\n chapter|1.1|Referrals\n  heading||Signs\n chapter|1.2|Visits\n  heading||At night\n  heading||Recording\nsection|2.0|NEEDS\n chapter|2.1|Faith\n  heading||Signs\n  heading||Recording\n  heading||Feedback"},
		{"appendices with signs behind their numbers", "~1 Core\n~2 Visits\n~3 Faith\n~Appendix 1: Chart\n~Appendix 2 – Forms\n# 1 Core" + p + "# 2 Visits" + p + "# 3 Faith" + p + "# Appendix 1: Chart" + p + "# Appendix 2 – Forms" + p,
			"chapter|1|Core\nchapter|2|Visits\nchapter|3|Faith\nappendix|Appendix 1|Chart\nappendix|Appendix 2|Forms"},
		{"chapters above headings and headings below them", "# Keeping Safe\nThird edition\n~Contents\n~Chapter 1 Core\n~Chapter 2 Referrals\n~Chapter 3 Visits\n~Appendix 1 Chart\nCHAPTER 1\n## Core" + p + "### Signs" + p + "#### At night" + p +
			"CHAPTER 2\n## Referrals" + p + "### Signs" + p + "CHAPTER 3\n## Visits" + p + "### Signs" + p + "#### At night" + p + "APPENDIX 1\n## Chart" + p,
			"chapter|1|Core\n heading||Signs\n  heading||At night\nchapter|2|Referrals\n heading||Signs\nchapter|3|Visits\n heading||Signs\n  heading||At night\nappendix|Appendix 1|Chart"},
		{"parts and chapters numbered through", "~Part A Core\n~1 Referrals\n~2 Visits\n~Part B Needs\n~3 Faith\n# [Part A] Core" + p + "## [1] Referrals" + p + "### [1.1] At night" + p + "### [1.2] Signs" + p + "## [2] Visits" + p + "# [Part B] Needs" + p + "## [3] Faith" + p + "### [3.1] Signs" + p,
			"section|A|Core\n chapter|1|Referrals\n  heading|1.1|At night\n  heading|1.2|Signs\n chapter|2|Visits\nsection|B|Needs\n chapter|3|Faith\n  heading|3.1|Signs"},
		{"cover and schedule of amendments before the contents", "# Procedures\n### Produced for the Northtown Board\n## Schedule of Amendments\n|Date|Procedure|Amendment made|\n|May 2014|1.2 Visits|New form.|\n~Part 1 Core\n~1.1 Referrals\n~1.2 Visits\n~Part 2 Needs\n~2.1 Faith\n" +
			"# PART 1\n# Core" + p + "## 1.1 Referrals" + p + "## 1.2 Visits" + p + "# PART 2\n# Needs" + p + "## 2.1 Faith" + p,
			"section|1|Core\n chapter|1.1|Referrals\n chapter|1.2|Visits\nsection|2|Needs\n chapter|2.1|Faith\namendment|1.2 Visits|New form.|2014-05-01"},
		{"bound procedures, numbered anew in each", "# Procedures Manual\n*List of procedures\n1. Core\n2. Visits\n3. Faith\n*Record of amendments\n|No.|Date|Procedure|Amendment|\n|1|25/08/2015|Visits|New form.|\n" +
			"# Core\n|Policy owner|Officer|\n|Review|2018|\n### 1 Signs" + p + "### 2 Recording" + p + "##### 2.1 At night" + p + "# Visits\n### 1 Signs" + p + "### 2 Recording" + p + "## Faith\n### 1 Signs" + p + "##### 1.1 At night" + p,
			"chapter|1|Core\n heading|1|Signs\n heading|2|Recording\n  heading|2.1|At night\nchapter|2|Visits\n heading|1|Signs\n heading|2|Recording\nchapter|3|Faith\n heading|1|Signs\n  heading|1.1|At night\namendment|Visits|New form.|2015-08-25"},
		{"bound procedures with lists of their own", "# Procedures Manual\n~Core 3\n~Visits 6\n~Faith 8\n# Core\n~1 Signs 2\n~2 Recording 2\n~3 Feedback 3\n### 1 Signs" + p + "### 2 Recording" + p + "### 3 Feedback" + p + "# Visits\n~1 Signs 2\n~2 Recording 2\n~3 Feedback 3\n### 1 Signs" + p + "### 2 Recording" + p + "### 3 Feedback" + p + "# Faith\n~1 Signs 2\n~2 Recording 2\n~3 Feedback 3\n### 1 Signs" + p + "### 2 Recording" + p + "### 3 Feedback" + p,
			"chapter||Core\n heading|1|Signs\n heading|2|Recording\n heading|3|Feedback\nchapter||Visits\n heading|1|Signs\n heading|2|Recording\n heading|3|Feedback\nchapter||Faith\n heading|1|Signs\n heading|2|Recording\n heading|3|Feedback"},
		{"bound procedures with lists of their own and none of all", "# Core\n~1 Signs 2\n~2 Recording 2\n~3 Feedback 3\n### 1 Signs" + p + "### 2 Recording" + p + "### 3 Feedback" + p + "# Visits\n~1 Signs 2\n~2 Recording 2\n~3 Feedback 3\n### 1 Signs" + p + "### 2 Recording" + p + "### 3 Feedback" + p + "# Faith\n~1 Signs 2\n~2 Recording 2\n~3 Feedback 3\n### 1 Signs" + p + "### 2 Recording" + p + "### 3 Feedback" + p,
			"chapter||Core\n heading|1|Signs\n heading|2|Recording\n heading|3|Feedback\nchapter||Visits\n heading|1|Signs\n heading|2|Recording\n heading|3|Feedback\nchapter||Faith\n heading|1|Signs\n heading|2|Recording\n heading|3|Feedback"},
		{"slides", "# Practice Guide\n## Contents\n1. Core\n2. Visits\n3. Faith\n# 1. Core\n## Signs" + p + "## Consent" + p + "# 2. Visits\n## Signs" + p + "## Records" + p + "# 3. Faith\n## Signs" + p + "# Changes to this guide\n|Date|Chapter|Change|\n|09/05/2023|Visits|New form.|",
			"chapter|1|Core\n heading||Signs\n heading||Consent\nchapter|2|Visits\n heading||Signs\n heading||Records\nchapter|3|Faith\n heading||Signs\namendment|Visits|New form.|2023-05-09"},
		{"headings that go on", "~Visits\n~Plans\n~Staff\n# Visits" + p + "## Signs" + p + "## Signs (continued)" + p + "### At night" + p + "## Signs – cont." + p + "## Records" + p + "# Plans" + p + "## Signs" + p + "## Records" + p + "# Staff" + p + "## Signs (2 of 2)" + p,
			"chapter||Visits\n heading||Signs\n  heading||At night\n heading||Records\nchapter||Plans\n heading||Signs\n heading||Records\nchapter||Staff\n heading||Signs (2 of 2)"},
		{"a heading inside a chapter says the words of the next, which have a number", "~Part 1 Core\n~1 Referrals\n~2 Visits\n~3 Sharing\n~Part 2 Needs\n~4 Faith\n# Part 1 Core\n## 1 Referrals" + p + "## Sharing" + p + "## Signs" + p + "## 2 Visits" + p + "## Sharing" + p + "## Signs" + p + "## 3 Sharing" + p + "## Signs" + p + "# Part 2 Needs\n## 4 Faith" + p + "## Sharing" + p + "## Visits" + p,
			"section|1|Core\n chapter|1|Referrals\n  heading||Sharing\n  heading||Signs\n chapter|2|Visits\n  heading||Sharing\n  heading||Signs\n chapter|3|Sharing\n  heading||Signs\nsection|2|Needs\n chapter|4|Faith\n  heading||Sharing\n  heading||Visits"},
		{"a heading inside a chapter says the words of the next, which are set higher", "~Referrals\n~Visits\n~Sharing\n~Faith\n# Referrals" + p + "## Sharing" + p + "# Visits" + p + "## Faith" + p + "## Sharing" + p + "### At night" + p + "# Sharing" + p + "## Visits" + p + "# Faith" + p,
			"chapter||Referrals\n heading||Sharing\nchapter||Visits\n heading||Faith\n heading||Sharing\n  heading||At night\nchapter||Sharing\n heading||Visits\nchapter||Faith"},
		{"a short glossary behind numbered sections", "~1 Core\n~1.1 Referrals\n~1.2 Visits\n~2 Needs\n~2.1 Faith\n~2.2 Pets\n~Glossary\n# 1 Core\n## 1.1 Referrals" + p + "## 1.2 Visits" + p + "# 2 Needs\n## 2.1 Faith" + p + "## 2.2 Pets" + p + "# Glossary\n" + fillerWords(14),
			"section|1|Core\n chapter|1.1|Referrals\n chapter|1.2|Visits\nsection|2|Needs\n chapter|2.1|Faith\n chapter|2.2|Pets\nchapter||Glossary"},
		{"a foreword before sections, a number that is not in use", "~Foreword by the Chair\n~1 Core\n~1.1 Referrals\n~1.2 Not in use\n~1.3 Visits\n~2 Needs\n~2.1 Faith\n~Useful Contacts\n# Foreword by the Chair\n" + fillerWords(50) + "\n# 1 Core\n## 1.1 Referrals" + p + "### 1.1.1 Signs" + p + "## 1.2 Not in use\n## 1.3 Visits" + p + "### 1.3.1 Not used" + p + "# 2 Needs\n## 2.1 Faith" + p + "# Useful Contacts\n" + fillerWords(50) + "\n## By day" + p + "## At night" + p,
			"chapter||Foreword by the Chair\nsection|1|Core\n chapter|1.1|Referrals\n  heading|1.1.1|Signs\n placeholder|1.2|Not in use\n chapter|1.3|Visits\n  heading|1.3.1|Not used\nsection|2|Needs\n chapter|2.1|Faith\nchapter||Useful Contacts\n heading||By day\n heading||At night"},
		{"bound procedures without a list", "# Core" + p + "## 1 Signs" + p + "## 2 Recording" + p + "### 2.1 At night" + p + "# Visits\n## 1 Signs" + p + "### 1.1 Consent" + p + "## 2 Feedback" + p + "# Faith" + p + "## 1 Why" + p + "## 2 How" + p + "# Pets" + p,
			"chapter||Core\n heading|1|Signs\n heading|2|Recording\n  heading|2.1|At night\nchapter||Visits\n heading|1|Signs\n  heading|1.1|Consent\n heading|2|Feedback\nchapter||Faith\n heading|1|Why\n heading|2|How\nchapter||Pets"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if d := cmp.Diff(strings.Split(c.want, "\n"), bookLines(readBook(t, c.text))); d != "" {
				t.Errorf("-want +got\n%s", d)
			}
		})
	}
}

// TestPartsOfAManual reads a manual whose parts are files: those of "Section 2" are
// sections with chapters, those of a chapter are chapters with headings.
func TestPartsOfAManual(t *testing.T) {
	p := "\n" + fillerWords(6) + "\n"
	read := func(cells bool, word string) []string {
		start := &parse.Document{URL: "http://example.test/", MediaType: "text/html", Title: "Procedures"}
		pages := []normalise.Page{{Document: start}}
		for i, name := range []string{"Core", "Needs", "Staff"} {
			n := string(rune('1' + i))
			d := fileOf("http://example.test/"+name+".docx", word+" "+n, "# "+word+" "+n+"\n# "+name+"\nOctober 2022\n## "+n+".1 Referrals"+p+"### Signs"+p+"## "+n+".2 Visits"+p+"### At night"+p)
			row := word + " " + n + ": " + name
			b := parse.Block{Kind: parse.Paragraph, Text: row + " (Word)", Links: []parse.Link{{End: len(row), Text: row, Href: d.URL}}}
			if cells {
				link := []parse.Link{{End: len(name), Text: name, Href: d.URL}}
				b = parse.Block{Kind: parse.Row, Table: 1, Text: word + " " + n + " | " + name, Cells: []parse.Cell{{Text: word + " " + n, ColSpan: 1, RowSpan: 1}, {Text: name, Links: link, ColSpan: 1, RowSpan: 1}}}
			}
			start.Blocks = append(start.Blocks, b)
			pages = append(pages, normalise.Page{Document: d})
		}
		e := Read(normalise.Input{BoardID: "b", RunID: "r", Platform: "document", Start: []string{start.URL}, Hosts: []string{"example.test"}, Pages: pages})
		return bookLines(e)[:5]
	}
	for word, want := range map[string]string{
		"Section": "section|1|Core\n chapter|1.1|Referrals\n  heading||Signs\n chapter|1.2|Visits\n  heading||At night",
		"Chapter": "chapter|1|Core\n heading|1.1|Referrals\n  heading||Signs\n heading|1.2|Visits\n  heading||At night",
	} {
		for _, cells := range []bool{false, true} {
			if d := cmp.Diff(strings.Split(want, "\n"), read(cells, word)); d != "" {
				t.Errorf("%s, in cells %t: -want +got\n%s", word, cells, d)
			}
		}
	}
}

// TestTitleBelowItsNumber reads a chapter whose file prints a word with its number above
// the title.
func TestTitleBelowItsNumber(t *testing.T) {
	p := "\n" + fillerWords(6) + "\n"
	for number, set := range map[string]string{"## PROCEDURE 7": "## ", "*Protocol No. 7": "*", "POLICY 7": "*"} {
		d := fileOf("http://example.test/p07.doc", "", number+"\n"+set+"HOME VISITS\n### 7.1 Before"+p+"### 7.2 After"+p)
		text := chaptertext.Read(d, d.Blocks, "7", "Home Visits")
		if len(text.Heads) != 2 || text.Heads[0].Title != "Before" || len(text.Own) > 0 {
			t.Errorf("below %q: %d headings, the first %q, above them %v", number, len(text.Heads), text.Heads[0].Title, text.Own)
		}
	}
}

// TestPartsAlike reads a manual whose parts are files of one chapter each, though one of
// them might be more: parts that are named alike are alike.
func TestPartsAlike(t *testing.T) {
	p := "\n" + fillerWords(6) + "\n"
	start := &parse.Document{URL: "http://example.test/", MediaType: "text/html", Title: "Procedures"}
	pages := []normalise.Page{{Document: start}}
	for i, name := range []string{"Core", "Needs", "Staff"} {
		row := "Part " + string(rune('1'+i)) + ": " + name
		text := "# " + row + "\n~Referrals\n~Visits\n~Faith\n## Referrals" + p + "## Visits" + p + "## Faith" + p
		if i == 1 {
			text += "### Signs" + p
			text = strings.Replace(text, "## Visits", "### At night"+p+"## Visits", 1)
		}
		d := fileOf("http://example.test/"+name+".docx", row, text)
		start.Blocks = append(start.Blocks, parse.Block{Kind: parse.Paragraph, Text: row, Links: []parse.Link{{End: len(row), Text: row, Href: d.URL}}})
		pages = append(pages, normalise.Page{Document: d})
	}
	e := Read(normalise.Input{BoardID: "b", RunID: "r", Platform: "document", Start: []string{start.URL}, Hosts: []string{"example.test"}, Pages: pages})
	want := "chapter|1|Core\n heading||Referrals\n heading||Visits\n heading||Faith\nchapter|2|Needs\n heading||Referrals\n  heading||At night\n heading||Visits\n heading||Faith\n  heading||Signs\nchapter|3|Staff\n heading||Referrals\n heading||Visits\n heading||Faith"
	if d := cmp.Diff(strings.Split(want, "\n"), bookLines(e)); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

// TestCodesPastNine goes on counting where S10 would be the section of an act by itself.
func TestCodesPastNine(t *testing.T) {
	p := "\n" + fillerWords(6) + "\n"
	text := ""
	var want []string
	for i := 7; i <= 11; i++ {
		text += fmt.Sprintf("~S%d Lamp %d\n", i, i)
		want = append(want, fmt.Sprintf("chapter|S%d|Lamp %d", i, i), " heading||Wicks")
	}
	for i := 7; i <= 11; i++ {
		text += fmt.Sprintf("# S%d Lamp %d%s## Wicks%s", i, i, p, p)
	}
	if d := cmp.Diff(want, bookLines(readBook(t, text))); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	lone := readBook(t, "# Lamps"+p+"# S47 Lanterns"+p+"# Bells"+p+"# Ropes"+p+"# Nets"+p)
	if got := bookLines(lone)[1]; got != "chapter||S47 Lanterns" {
		t.Errorf("alone it is read as %s", got)
	}
}

// TestDocumentControl tells a table of what a document is from one of its changes.
func TestDocumentControl(t *testing.T) {
	p := "\n" + fillerWords(6) + "\n"
	text := "*Document control\n|Author|Policy group|\n|Ratified by|Northtown Board|\n|Review date|May 2019|\n" +
		"*Version history\n|Version|Date|Type of change|Author|\n|1|20/04/2015|First issue|Board manager|\n|2|21/05/2016|Timescale changed.|Board manager|\n" +
		"# Core" + p + "# Referrals" + p + "# Visits" + p + "# Needs" + p + "# Faith" + p
	e := readBook(t, text)
	var got []string
	for _, a := range e.Amendments {
		got = append(got, a.Details+"|"+a.Date.String())
	}
	if d := cmp.Diff([]string{"First issue|2015-04-20", "Timescale changed.|2016-05-21"}, got); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

// TestPlacesInAFile reads a list whose rows all lead to one file, some to one page of it:
// each row has the text below the heading that says what it says.
func TestPlacesInAFile(t *testing.T) {
	p := "\n" + fillerWords(6) + "\n"
	d := fileOf("http://example.test/manual.pdf", "Manual", "# Manual\n~1 Core\n~1.1 Referrals\n~1.2 Visits\n~2 Needs\n~2.1 Faith\n## 1 Core"+p+"### 1.1 Referrals"+p+"#### At night"+p+"### 1.2 Visits"+p+"#### Signs"+p+"## 2 Needs\n### 2.1 Faith"+p)
	d.MediaType = parse.TypePDF
	start := &parse.Document{URL: "http://example.test/", MediaType: "text/html", Title: "Procedures"}
	add := func(kind parse.BlockKind, level int, text, frag string) {
		b := parse.Block{Kind: kind, Level: level, Text: text}
		if frag != "" {
			b.Links = []parse.Link{{End: len(text), Text: text, Href: d.URL + frag}}
		}
		start.Blocks = append(start.Blocks, b)
	}
	add(parse.Heading, 3, "1 Core", "")
	add(parse.Item, 1, "1.1 Referrals", "#page=3")
	add(parse.Item, 1, "1.2 Visits", "#page=3")
	add(parse.Heading, 3, "2 Needs", "")
	add(parse.Item, 1, "2.1 Faith", "#page=5")
	e := Read(normalise.Input{BoardID: "b", RunID: "r", Platform: "generic", Start: []string{start.URL}, Hosts: []string{"example.test"}, Pages: []normalise.Page{{Document: start}, {Document: d}}})
	want := "section|1|Core\n chapter|1.1|Referrals\n  heading||At night\n chapter|1.2|Visits\n  heading||Signs\nsection|2|Needs\n chapter|2.1|Faith"
	if diff := cmp.Diff(strings.Split(want, "\n"), bookLines(e)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	for _, s := range e.Sections {
		if s.Words == 0 && s.Title != "Needs" {
			t.Errorf("%s has no words", s.Title)
		}
	}
}
