//! The logistic function in whole numbers, so that scores are the same on every machine.

/// 1000 / (1 + exp(-x)) for x = 0, 0.25 … 8.
const HALF: [i32; 33] = [
    500, 562, 622, 679, 731, 777, 818, 852, 881, 905, 924, 940, 953, 963, 971, 977, 982, 986, 989, 991, 993,
    995, 996, 997, 998, 998, 998, 999, 999, 999, 999, 1000, 1000,
];

/// The probability, in thousandths, of a logit in thousandths. Between 1 and 999: no sum of evidence
/// is certainty.
pub(super) fn probability(logit: i32) -> u16 {
    let magnitude = logit.unsigned_abs().min(7_999);
    let (step, rest) = ((magnitude / 250) as usize, i32::try_from(magnitude % 250).unwrap_or(0));
    let at = |idx: usize| HALF.get(idx).copied().unwrap_or(1000);
    let above = at(step) + (at(step + 1) - at(step)) * rest / 250;
    let thousandths = if logit < 0 { 1000 - above } else { above };
    u16::try_from(thousandths.clamp(1, 999)).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_logistic_function_within_two_thousandths() {
        for logit in (-9_000..9_000).step_by(37) {
            let exact = 1000.0 / (1.0 + (-f64::from(logit) / 1000.0).exp());
            let got = f64::from(probability(logit));
            assert!((got - exact).abs() <= 2.0, "{logit}: {got} instead of {exact}");
        }
    }

    #[test]
    fn it_is_symmetric_and_rises() {
        let mut last = 0;
        for logit in -9_000..9_000 {
            let now = probability(logit);
            assert!(now >= last);
            assert_eq!(now + probability(-logit), 1000);
            last = now;
        }
    }
}
