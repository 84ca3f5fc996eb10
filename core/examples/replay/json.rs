//! The same for programs: every rule with its verdict and facts, every reminder with its instant, in the words of the core.

use chrono::{DateTime, SecondsFormat, Utc};
use nightcramp::{
    FactLine, Finding, Findings, GuardFinding, Guidance, NightState, Plan, PlanNote, Planned, Question, Reliability,
    Source, Suppressed, Tip, Word,
};
use serde_json::{Value, json};

use super::Replay;

/// The whole of it.
pub(crate) fn of(replay: &Replay) -> Value {
    let Replay { findings, .. } = replay;
    json!({
        "now": replay.now,
        "language": replay.language,
        "rules": rules(findings),
        "cards": list(&findings.cards, |card| card.rule_id.clone().into()),
        "guards": list(&findings.guards, guard),
        "questions": list(&replay.questions, question),
        "guidance": guidance(&replay.guidance),
        "relief-card": { "lines": replay.card.lines, "suppressed": list(&replay.card.suppressed, suppressed) },
        "phones": {
            "emergency": findings.phones.emergency,
            "advice": findings.phones.advice,
            "common": findings.phones.common,
        },
        "plan": plan(&replay.plan),
        "reliability": reliability(&replay.reliability),
    })
}

fn list<T>(values: &[T], each: impl Fn(&T) -> Value) -> Value {
    values.iter().map(each).collect()
}

/// Every rule, the fired ones first.
fn rules(findings: &Findings) -> Value {
    let Findings { fired, unknown, not_fired, .. } = findings;
    fired.iter().chain(unknown).chain(not_fired).map(rule).collect()
}

fn rule(finding: &Finding) -> Value {
    json!({
        "id": finding.rule_id,
        "version": finding.version,
        "verdict": finding.verdict.word(),
        "urgency": finding.urgency.word(),
        "urgency-text": finding.urgency_text,
        "title": finding.title,
        "message": finding.message,
        "because": finding.because,
        "ask-for": finding.ask_for,
        "facts": list(&finding.facts, fact),
        "ticked": list(&finding.ticked, |it| json!({ "sign": it.sign.word(), "text": it.text, "report-id": it.report_id })),
        "question": finding.question.as_ref().map(question),
        "grade": finding.grade.word(),
        "sources": list(&finding.sources, source),
        "since": finding.since.map(|night| night.to_string()),
        "quiet": finding.quiet.as_ref().map(|quiet| quiet.text.as_str()),
    })
}

fn fact(line: &FactLine) -> Value {
    json!({
        "fact": line.fact,
        "sentence": line.sentence,
        "rule": line.rule,
        "state": line.state.word(),
        "needed": line.needed,
        "nights": list(&line.nights, |mark| json!({
            "night": mark.night.to_string(),
            "cramps": (mark.state != NightState::Unknown).then_some(mark.cramps),
        })),
        "entries": line.origins.len(),
    })
}

fn guard(guard: &GuardFinding) -> Value {
    json!({
        "id": guard.guard_id,
        "version": guard.version,
        "verdict": guard.verdict.word(),
        "say": guard.say,
        "facts": list(&guard.facts, fact),
        "grade": guard.grade.word(),
        "sources": list(&guard.sources, source),
    })
}

fn question(question: &Question) -> Value {
    json!({
        "id": question.id,
        "night": question.night.to_string(),
        "cramp-id": question.cramp_id,
        "text": question.text,
        "choices": list(&question.choices, |choice| json!({ "id": choice.id, "text": choice.text })),
    })
}

fn guidance(guidance: &Guidance) -> Value {
    json!({
        "tips": list(&guidance.tips, tip),
        "suppressed": list(&guidance.suppressed, suppressed),
        "stretch-prompt": guidance.stretch_prompt,
    })
}

fn tip(tip: &Tip) -> Value {
    json!({
        "id": tip.id,
        "kind": tip.kind.word(),
        "title": tip.title,
        "text": tip.text,
        "grade": tip.grade.word(),
        "sources": list(&tip.sources, source),
        "fits": tip.fits,
    })
}

fn plan(plan: &Plan) -> Value {
    json!({
        "items": list(&plan.items, planned),
        "left-out": list(&plan.left_out, |it| json!({ "id": it.id, "reason": it.reason.word() })),
        "notes": list(&plan.notes, note),
        "before-first-unlock": list(&plan.boot_slice, |it| it.id.clone().into()),
        "refill-by": utc(plan.refill_by),
    })
}

fn planned(item: &Planned) -> Value {
    json!({
        "id": item.id,
        "kind": item.kind.word(),
        "night": item.night.to_string(),
        "at": item.at,
        "utc": utc(item.at.at),
        "adjustment": item.adjustment.word(),
        "shown-twice": item.shown_twice,
        "window-s": item.window_s,
        "too-late": utc(item.too_late),
        "button-from": item.button_from.map(utc),
        "button-until": item.button_until.map(utc),
        "locked": item.text.locked,
        "title": item.text.title,
        "body": item.text.body,
        "answers": list(&item.answers, |answer| answer.word().into()),
    })
}

fn note(note: &PlanNote) -> Value {
    json!({ "kind": note.kind.word(), "about": note.about, "text": note.text })
}

fn reliability(it: &Reliability) -> Value {
    json!({ "due": it.due, "came": it.came, "text": it.text, "hint": it.hint })
}

fn utc(at: DateTime<Utc>) -> Value {
    at.to_rfc3339_opts(SecondsFormat::Secs, true).into()
}

fn suppressed(it: &Suppressed) -> Value {
    json!({ "id": it.id, "title": it.title, "by": it.by, "why": it.why })
}

fn source(source: &Source) -> Value {
    json!({ "id": source.id, "title": source.title, "address": source.address })
}
