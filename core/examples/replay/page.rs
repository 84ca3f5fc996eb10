//! The page for people: what fired and why, what may help, what is asked, what cannot be told, and what rings.

use std::fmt::{self, Display, Write};

use nightcramp::{
    Adjustment, FactLine, Finding, GuardFinding, Plan, Planned, Question, Source, Suppressed, Verdict, Word,
};

use super::Replay;

/// As wide as a page of a book, so that it can be read and mailed.
const WIDTH: usize = 96;

/// The whole page.
pub(crate) fn of(replay: &Replay) -> String {
    let mut page = Page(String::new());
    // Writing into a text cannot fail.
    let _ = page.write(replay);
    page.0
}

struct Page(String);

impl Page {
    fn write(&mut self, replay: &Replay) -> fmt::Result {
        let found = &replay.findings;
        let (now, zone) = (replay.now.local().format("%Y-%m-%d %H:%M"), &replay.now.zone);
        writeln!(self.0, "{} on {now}, {zone}, in {}", replay.file, replay.language)?;
        self.head("What the rules say")?;
        if found.fired.is_empty() {
            self.lines(2, "No rule fires.")?;
        }
        for finding in &found.fired {
            self.finding(finding)?;
        }
        self.head("What is asked")?;
        for question in &replay.questions {
            self.lines(2, &asked(question))?;
        }
        self.head("A cramp now")?;
        for line in &replay.card.lines {
            self.item("-", line)?;
        }
        self.held_back(&replay.card.suppressed)?;
        self.guidance(replay)?;
        self.guards(&found.guards)?;
        self.unknown(&found.unknown)?;
        self.head("What does not apply")?;
        self.lines(2, &format!("{} rules do not apply now.", found.not_fired.len()))?;
        self.plan(&replay.plan)?;
        self.lines(2, &replay.reliability.text)
    }

    fn head(&mut self, head: &str) -> fmt::Result {
        writeln!(self.0, "\n{head}\n{}", "-".repeat(head.chars().count()))
    }

    /// A paragraph, moved in by so many blanks.
    fn lines(&mut self, indent: usize, text: &str) -> fmt::Result {
        self.hanging(&" ".repeat(indent), text)
    }

    /// An item of a list.
    fn item(&mut self, mark: &str, text: &str) -> fmt::Result {
        self.hanging(&format!("  {mark:<4}"), text)
    }

    fn hanging(&mut self, first: &str, text: &str) -> fmt::Result {
        let indent = first.chars().count();
        let mut line = first.to_owned();
        for word in text.split_whitespace() {
            let is_begun = line.chars().count() > indent;
            if is_begun && line.chars().count() + 1 + word.chars().count() > WIDTH {
                writeln!(self.0, "{}", line.trim_end())?;
                line = " ".repeat(indent);
            } else if is_begun {
                line.push(' ');
            }
            line.push_str(word);
        }
        writeln!(self.0, "{}", line.trim_end())
    }

    fn finding(&mut self, finding: &Finding) -> fmt::Result {
        let Finding { rule_id, urgency, urgency_text, title, .. } = finding;
        writeln!(self.0, "\n  {rule_id}  {}: {urgency_text}", urgency.word())?;
        self.lines(6, title)?;
        self.lines(6, &finding.message)?;
        if !finding.because.is_empty() {
            self.lines(6, &format!("Why: {}", finding.because))?;
        }
        if !finding.ask_for.is_empty() {
            self.lines(6, &format!("Ask for: {}", finding.ask_for.join("; ")))?;
        }
        for fact in &finding.facts {
            self.fact(fact)?;
        }
        self.lines(6, &format!("{}. {}", finding.grade_text, sources(&finding.sources)))?;
        if let Some(since) = finding.since {
            self.lines(6, &format!("Since the night to {since}; version {} of the rule.", finding.version))?;
        }
        if let Some(quiet) = &finding.quiet {
            self.lines(6, &format!("Quiet: {}", quiet.text))?;
        }
        if let Some(question) = &finding.question {
            self.lines(6, &format!("More urgent, perhaps: {}", asked(question)))?;
        }
        Ok(())
    }

    fn fact(&mut self, fact: &FactLine) -> fmt::Result {
        let entries = match fact.origins.len() {
            0 => String::new(),
            1 => " (1 entry)".to_owned(),
            entries => format!(" ({entries} entries)"),
        };
        let rule = if fact.rule.is_empty() { String::new() } else { format!(" {}.", fact.rule.trim_end_matches('.')) };
        let text = format!("{}.{rule}{entries}", fact.sentence.trim_end_matches('.'));
        self.hanging(&format!("      {} ", mark(fact.state)), &text)
    }

    fn guidance(&mut self, replay: &Replay) -> fmt::Result {
        let guidance = &replay.guidance;
        let (fitting, others): (Vec<_>, Vec<_>) = guidance.tips.iter().partition(|tip| tip.fits);
        for (head, tips) in [("What fits this journal", fitting), ("What else is known", others)] {
            self.head(head)?;
            if tips.is_empty() {
                self.lines(2, "Nothing.")?;
            }
            for tip in tips {
                self.item("-", &format!("{}. {} ({})", tip.title, tip.text, tip.grade_text))?;
            }
        }
        self.head("What is held back, and why")?;
        if guidance.suppressed.is_empty() {
            self.lines(2, "Nothing.")?;
        }
        self.held_back(&guidance.suppressed)?;
        let prompt = if guidance.stretch_prompt { "may be shown" } else { "is held back" };
        self.lines(2, &format!("The prompt to stretch at bedtime {prompt}."))
    }

    /// A guard speaks once for all that it holds back.
    fn held_back(&mut self, suppressed: &[Suppressed]) -> fmt::Result {
        for group in suppressed.chunk_by(|a, b| (&a.by, &a.why) == (&b.by, &b.why)) {
            let titles: Vec<&str> = group.iter().map(|it| it.title.trim_end_matches('.')).collect();
            self.item(&group[0].by, &format!("{}. {}", titles.join("; "), group[0].why))?;
        }
        Ok(())
    }

    fn guards(&mut self, guards: &[GuardFinding]) -> fmt::Result {
        let told = |verdict| {
            let ids: Vec<&str> =
                guards.iter().filter(|it| it.verdict == verdict).map(|it| it.guard_id.as_str()).collect();
            if ids.is_empty() { "none".to_owned() } else { ids.join(", ") }
        };
        let (acting, open) = (told(Verdict::Fired), told(Verdict::Unknown));
        self.lines(2, &format!("Guards that act: {acting}. Guards that cannot be told: {open}."))
    }

    fn plan(&mut self, plan: &Plan) -> fmt::Result {
        self.head("What rings")?;
        if plan.items.is_empty() {
            self.lines(2, "Nothing.")?;
        }
        for item in &plan.items {
            self.hanging(&format!("  {}  ", item.at.local().format("%a %Y-%m-%d %H:%M")), &told(item))?;
        }
        for note in &plan.notes {
            self.item("!", &note.text)?;
        }
        self.lines(2, &format!("Planned again by {}.", plan.refill_by.format("%Y-%m-%d %H:%MZ")))?;
        self.head("What does not ring, and why")?;
        let mut reasons: Vec<_> = plan.left_out.iter().map(|it| it.reason).collect();
        reasons.sort_unstable();
        reasons.dedup();
        for reason in reasons {
            let ids = plan.left_out.iter().filter(|it| it.reason == reason).map(|it| it.id.as_str());
            self.hanging(&format!("  {:<16}", reason.word()), &ids.collect::<Vec<_>>().join(", "))?;
        }
        Ok(())
    }

    fn unknown(&mut self, unknown: &[Finding]) -> fmt::Result {
        self.head("What cannot be told")?;
        if unknown.is_empty() {
            self.lines(2, "Nothing.")?;
        }
        for finding in unknown {
            let open = match &finding.question {
                Some(question) => question.text.clone(),
                None => "No single answer would settle it.".to_owned(),
            };
            self.item(&finding.rule_id, &format!("{} ({}). {open}", finding.title, finding.urgency.word()))?;
        }
        Ok(())
    }
}

fn told(item: &Planned) -> String {
    let moved = match item.adjustment {
        Adjustment::None => String::new(),
        adjustment => format!(", {}", adjustment.word()),
    };
    format!("{} {}{moved}. {}", item.at.at.format("%H:%MZ"), item.id, item.text.title)
}

fn mark(state: Verdict) -> impl Display {
    match state {
        Verdict::Fired => "yes",
        Verdict::NotFired => "no ",
        Verdict::Unknown => "?  ",
    }
}

fn asked(question: &Question) -> String {
    let choices: Vec<&str> = question.choices.iter().map(|choice| choice.text.as_str()).collect();
    let choices = if choices.is_empty() { "0 to 10".to_owned() } else { choices.join(" / ") };
    format!("{} [{choices}]", question.text)
}

fn sources(sources: &[Source]) -> String {
    let titles: Vec<String> = sources.iter().map(|source| format!("{} {}", source.id, source.title)).collect();
    titles.join("; ")
}
