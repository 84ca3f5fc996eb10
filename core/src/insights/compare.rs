//! How often cramps came in one stretch of nights beside another, with the uncertainty that few nights bring.

/// One stretch of nights: what is known of each, the newest first; `None` where nobody said.
#[derive(Clone, Debug, Default)]
pub(crate) struct Phase {
    /// How many cramps in bed on each night.
    pub(crate) cramps: Vec<Option<u32>>,
}

/// Weekly totals are the unit in which nights hang together.
const WEEK: usize = 7;
/// With fewer weeks than this in all, their scatter is guessed half way to [`GUESSED_SCATTER`] (evidence §6.5, our own choice).
const FEW_WEEKS: usize = 8;
const GUESSED_SCATTER: f64 = 2.0;
/// The step of the integration on the logarithm of the ratio.
const STEP: f64 = 0.001;
/// Ratios beyond e^±6 have no weight under the priors that are used.
const REACH: f64 = 6.0;

impl Phase {
    /// How many nights are known.
    pub(crate) fn known(&self) -> usize {
        self.cramps.iter().flatten().count()
    }

    /// How many cramps there were on the known nights.
    pub(crate) fn total(&self) -> u32 {
        self.cramps.iter().flatten().sum()
    }

    /// Cramps and known nights of each week, from the newest night back; weeks of which nothing is known left out.
    fn weeks(&self) -> Vec<(f64, f64)> {
        let week = |nights: &[Option<u32>]| {
            let known = nights.iter().flatten();
            (f64::from(known.clone().sum::<u32>()), known.count() as f64)
        };
        self.cramps.chunks(WEEK).map(week).filter(|(_, known)| *known > 0.0).collect()
    }
}

/// How much more weekly totals scatter than chance alone would let them: Pearson's chi² over its degrees of freedom,
/// pooled within the phases, never below 1.
fn scatter(phases: [&Phase; 2]) -> f64 {
    let (mut chi2, mut freedom, mut weeks_in_all) = (0.0, 0.0, 0);
    for phase in phases {
        let weeks = phase.weeks();
        weeks_in_all += weeks.len();
        let (cramps, nights) =
            weeks.iter().fold((0.0, 0.0), |(cramps, nights), week| (cramps + week.0, nights + week.1));
        // A phase without a cramp says nothing about scatter.
        if cramps > 0.0 {
            let expected = |known: f64| cramps * known / nights;
            chi2 += weeks.iter().map(|(seen, known)| (seen - expected(*known)).powi(2) / expected(*known)).sum::<f64>();
            freedom += weeks.len() as f64 - 1.0;
        }
    }
    let measured = if freedom > 0.0 { (chi2 / freedom).max(1.0) } else { 1.0 };
    if weeks_in_all < FEW_WEEKS { measured.max(f64::midpoint(measured, GUESSED_SCATTER)) } else { measured }
}

/// What is known of the ratio of two rates: how often cramps came after, divided by how often before. 1 is no change.
///
/// # Source
/// Evidence §6.5: two Gamma-Poisson rates tempered by the scatter of weekly totals, under a sceptical prior on the
/// logarithm of the ratio, integrated on a grid.
#[derive(Clone, Debug)]
pub(crate) struct RateRatio {
    /// Shape and rate of the Gamma distribution of either rate.
    before: (f64, f64),
    after: (f64, f64),
    prior_sd: f64,
}

impl RateRatio {
    /// The ratio of the rates of two phases. `prior_sd` is the width of the prior Normal(0, sd²) on its logarithm.
    pub(crate) fn of(before: &Phase, after: &Phase, prior_sd: f64) -> Self {
        let phi = scatter([before, after]);
        let gamma = |phase: &Phase| (0.5 + f64::from(phase.total()) / phi, 0.5 + phase.known() as f64 / phi);
        Self { before: gamma(before), after: gamma(after), prior_sd }
    }

    /// How likely it is that the ratio is above `limit`, 0 to 1.
    pub(crate) fn chance_above(&self, limit: f64) -> f64 {
        let edge = limit.ln();
        let (mut above, mut all) = (0.0, 0.0);
        let peak = self.peak();
        let highest = self.log_density(peak);
        let (steps, top) = ((2.0 * REACH / STEP) as i32, ((peak + REACH) / STEP) as i32);
        // Outwards from the peak, and no further than to where e^-40 adds nothing to a chance.
        let weigh = |step: i32| {
            let log_ratio = -REACH + f64::from(step) * STEP;
            let weight = self.log_density(log_ratio) - highest;
            (weight >= -40.0).then(|| (log_ratio, weight.exp()))
        };
        for (log_ratio, weight) in (0..=top).rev().map_while(weigh).chain((top + 1..=steps).map_while(weigh)) {
            all += weight;
            if log_ratio > edge {
                above += weight;
            }
        }
        above / all
    }

    /// How likely it is that the ratio is below `limit`, 0 to 1.
    pub(crate) fn chance_below(&self, limit: f64) -> f64 {
        1.0 - self.chance_above(limit)
    }

    /// The ratio of two Gamma variables has a density in closed form; the prior weighs it.
    fn log_density(&self, log_ratio: f64) -> f64 {
        let ((shape_before, rate_before), (shape_after, rate_after)) = (self.before, self.after);
        let gammas =
            shape_after * log_ratio - (shape_before + shape_after) * (rate_before + rate_after * log_ratio.exp()).ln();
        gammas - (log_ratio / self.prior_sd).powi(2) / 2.0
    }

    /// Where the density has its one peak: the slope falls all along. Found by halving.
    fn peak(&self) -> f64 {
        let (mut low, mut high) = (-REACH, REACH);
        for _ in 0..40 {
            let middle = f64::midpoint(low, high);
            if self.log_density(middle + STEP) > self.log_density(middle) { low = middle } else { high = middle }
        }
        low
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A phase of 28 known nights with so many cramps a week.
    fn phase(a_week: &[u32]) -> Phase {
        let week = |cramps: &u32| (0..7).map(|night| Some(u32::from(night < *cramps))).collect::<Vec<_>>();
        Phase { cramps: a_week.iter().flat_map(week).collect() }
    }

    #[test]
    fn ten_against_none_is_all_but_certain() {
        let ratio = RateRatio { before: (0.5, 28.5), after: (10.5, 28.5), prior_sd: 0.7 };
        let chance = ratio.chance_above(1.25);
        assert!((chance - 0.97).abs() < 0.01, "{chance}: evidence §6.5 has 0.97 by integration");
    }

    #[test]
    fn two_a_week_to_six_is_a_worsening_and_to_three_is_none() {
        let chance = |before, after| RateRatio::of(&phase(&[before; 4]), &phase(&[after; 4]), 0.7).chance_above(1.25);
        assert!(chance(2, 6) >= 0.8, "{}", chance(2, 6));
        assert!(chance(2, 3) < 0.8, "{}", chance(2, 3));
        assert!(chance(2, 2) < 0.4, "{}", chance(2, 2));
    }

    #[test]
    fn the_two_directions_are_mirror_images() {
        let (few, many) = (phase(&[1, 2, 1, 2]), phase(&[5, 4, 6, 3]));
        let up = RateRatio::of(&few, &many, 0.35).chance_above(1.25);
        let down = RateRatio::of(&many, &few, 0.35).chance_below(0.8);
        assert!((up - down).abs() < 0.002, "{up} {down}");
    }

    #[test]
    fn scatter_between_weeks_makes_it_less_sure() {
        let steady = RateRatio::of(&phase(&[2; 4]), &phase(&[4; 4]), 0.7).chance_above(1.25);
        let wild = RateRatio::of(&phase(&[2; 4]), &phase(&[0, 7, 1, 7]), 0.7).chance_above(1.25);
        assert!(wild < steady, "{wild} {steady}");
        assert!(scatter([&phase(&[2; 4]), &phase(&[0, 7, 1, 7])]) > 1.5);
        assert_eq!(scatter([&phase(&[0; 4]), &phase(&[0; 4])]), 1.0, "no cramp, no scatter to measure");
        assert_eq!(scatter([&phase(&[2; 3]), &phase(&[2; 3])]), 1.5, "few weeks: half way to 2");
    }
}
