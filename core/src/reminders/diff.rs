//! From what a phone holds to what it should hold.

use std::collections::BTreeMap;

use super::planned::{Pending, PlanDiff};

/// What to change so that a phone that holds `held` holds `wanted`.
pub(crate) fn plan_diff(held: &[Pending], wanted: &[Pending]) -> PlanDiff {
    let by_id = |list: &[Pending]| list.iter().map(|it| (it.id.clone(), it.hash)).collect::<BTreeMap<_, _>>();
    let (holds, wants) = (by_id(held), by_id(wanted));
    PlanDiff {
        cancel: holds.keys().filter(|id| !wants.contains_key(*id)).cloned().collect(),
        set: wanted.iter().filter(|it| holds.get(&it.id) != Some(&it.hash)).map(|it| it.id.clone()).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pending(list: &[(&str, u32)]) -> Vec<Pending> {
        list.iter().map(|(id, hash)| Pending { id: (*id).to_owned(), hash: *hash }).collect()
    }

    #[test]
    fn what_is_there_already_is_left_alone() {
        let (held, wanted) = (pending(&[("a", 1), ("b", 2), ("c", 3)]), pending(&[("d", 4), ("a", 1), ("b", 9)]));
        let diff = plan_diff(&held, &wanted);
        assert_eq!(diff, PlanDiff { cancel: vec!["c".into()], set: vec!["d".into(), "b".into()] });
        assert_eq!(plan_diff(&wanted, &wanted), PlanDiff::default(), "done twice, it is done once");
        assert_eq!(plan_diff(&[], &wanted).set, ["d", "a", "b"]);
        assert_eq!(plan_diff(&held, &[]).cancel, ["a", "b", "c"]);
    }
}
