//! Exact arithmetic of scores and progress: no rounding before the last step (R4, R15).

use super::Share;
use crate::model::Millionths;

impl Share {
    pub const ZERO: Share = Share {
        numerator: 0,
        denominator: 1,
    };
    pub const ONE: Share = Share {
        numerator: 1,
        denominator: 1,
    };

    /// In lowest terms; 0 where the denominator is 0.
    pub fn new(numerator: u128, denominator: u128) -> Self {
        if numerator == 0 || denominator == 0 {
            Self::ZERO
        } else if numerator == denominator {
            Self::ONE
        } else {
            let divisor = gcd(numerator, denominator);
            Self::narrowed(numerator / divisor, denominator / divisor)
        }
    }

    /// Drops the lowest bits that do not fit.
    fn narrowed(numerator: u128, denominator: u128) -> Self {
        let excess = (u128::BITS - denominator.leading_zeros()).saturating_sub(u64::BITS);
        Self {
            numerator: (numerator >> excess) as u64,
            denominator: (denominator >> excess) as u64,
        }
    }

    /// The whole part of the share times `of`, exact: 9166 for 11/12 of 10,000.
    pub fn floor(self, of: u32) -> u32 {
        let product = u128::from(self.numerator) * u128::from(of);
        (product / u128::from(self.denominator)) as u32
    }
}

fn gcd(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        if let (Ok(a), Ok(b)) = (u64::try_from(a), u64::try_from(b)) {
            return u128::from(gcd_64(a, b));
        }
        (a, b) = (b, a % b);
    }
    a
}

fn gcd_64(mut a: u64, mut b: u64) -> u64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

/// The weighted mean as a percentage, rounded down; `None` where the weights sum to 0.
pub(super) fn mean_percent(shares: &[(Millionths, Share)]) -> Option<u8> {
    let total: u128 = shares.iter().map(|(weight, _)| u128::from(*weight)).sum();
    if total == 0 {
        return None;
    }
    Some(in_128_bits(shares, total).unwrap_or_else(|| in_any_size(shares, total)))
}

/// The mean over one common denominator; `None` where it grows too large.
fn in_128_bits(shares: &[(Millionths, Share)], total: u128) -> Option<u8> {
    let (mut whole, mut part, mut unit) = (0_u128, 0_u128, 1_u128);
    for (weight, share) in shares {
        let earned = u128::from(*weight) * u128::from(share.numerator);
        if share.denominator == 1 {
            whole = whole.checked_add(earned)?;
            continue;
        }
        let denominator = u128::from(share.denominator);
        let new_unit = (unit / gcd(unit, denominator)).checked_mul(denominator)?;
        let before = part.checked_mul(new_unit / unit)?;
        let added = earned.checked_mul(new_unit / denominator)?;
        part = before.checked_add(added)?;
        unit = new_unit;
    }
    let earned = whole.checked_mul(unit)?.checked_add(part)?;
    let possible = total.checked_mul(unit)?;
    u8::try_from(earned.checked_mul(100)? / possible).ok()
}

/// The same with numbers of any size, for weights that have little in common.
fn in_any_size(shares: &[(Millionths, Share)], total: u128) -> u8 {
    let mut earned = Natural::from(0);
    let mut unit = Natural::from(1);
    for (weight, share) in shares {
        let factor = Natural::from(u128::from(share.denominator));
        let gain = Natural::from(u128::from(*weight) * u128::from(share.numerator));
        earned = earned.times(&factor).plus(&gain.times(&unit));
        unit = unit.times(&factor);
    }
    let earned = earned.times(&Natural::from(100));
    let possible = unit.times(&Natural::from(total));
    let reached = |percent: u8| {
        let part = Natural::from(u128::from(percent));
        !earned.is_less(&possible.times(&part))
    };
    (1..=100)
        .take_while(|percent| reached(*percent))
        .last()
        .unwrap_or(0)
}

/// A natural number of any size, in digits of 32 bits, the lowest first, without leading zeros.
struct Natural(Vec<u32>);

impl From<u128> for Natural {
    fn from(number: u128) -> Self {
        Self((0..4).map(|i| (number >> (32 * i)) as u32).collect()).trimmed()
    }
}

impl Natural {
    fn trimmed(mut self) -> Self {
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
        self
    }

    fn plus(&self, other: &Self) -> Self {
        let mut carry = 0_u64;
        let digit = |n: &Self, i: usize| u64::from(n.0.get(i).copied().unwrap_or(0));
        let sum = (0..=self.0.len().max(other.0.len())).map(|i| {
            carry += digit(self, i) + digit(other, i);
            let low = carry as u32;
            carry >>= 32;
            low
        });
        Self(sum.collect()).trimmed()
    }

    fn times(&self, other: &Self) -> Self {
        let mut product = vec![0_u32; self.0.len() + other.0.len()];
        for (i, a) in self.0.iter().enumerate() {
            let mut carry = 0_u64;
            for (j, b) in other.0.iter().enumerate() {
                carry += u64::from(*a) * u64::from(*b) + u64::from(product[i + j]);
                product[i + j] = carry as u32;
                carry >>= 32;
            }
            product[i + other.0.len()] = carry as u32;
        }
        Self(product).trimmed()
    }

    fn is_less(&self, other: &Self) -> bool {
        let by_length = self.0.len().cmp(&other.0.len());
        by_length
            .then_with(|| self.0.iter().rev().cmp(other.0.iter().rev()))
            .is_lt()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn percentages_are_rounded_down_only_once() {
        let third = Share::new(1, 3);
        assert_eq!(
            mean_percent(&[(1, third), (1, third), (1, third)]),
            Some(33)
        );
        let shares = [(1, Share::new(1, 3)), (1, Share::new(2, 3))];
        assert_eq!(mean_percent(&shares), Some(50));
        assert_eq!(mean_percent(&[(3, Share::ONE), (1, Share::ONE)]), Some(100));
        assert_eq!(mean_percent(&[]), None);
    }

    #[test]
    fn great_weights_without_common_divisors_are_exact() {
        // 40 denominators near 2^63 fit in no machine number; half of everything is still 50 %.
        let share = |i: u128| Share::new((1 << 62) + i, 2 * ((1 << 62) + i));
        let halves: Vec<_> = (0..40).map(|i| (1_000_000_000, share(i))).collect();
        assert_eq!(mean_percent(&halves), Some(50));
        let below = |i: u128| Share::new((1 << 62) + i, 2 * ((1 << 62) + i) + 1);
        let almost: Vec<_> = (0..40).map(|i| (1_000_000_000, below(i))).collect();
        assert_eq!(in_128_bits(&almost, 40_000_000_000), None);
        assert_eq!(mean_percent(&almost), Some(49));
    }

    #[test]
    fn shares_that_do_not_fit_are_narrowed() {
        let share = Share::new((1 << 70) + 1, (1 << 71) + 1);
        assert_eq!((share.numerator, share.denominator), (1 << 62, 1 << 63));
        assert_eq!(Share::new(11, 12).floor(10_000), 9166);
        assert_eq!(Share::new(u128::MAX - 1, u128::MAX).floor(100), 100);
    }

    proptest! {
        #[test]
        fn both_ways_agree(
            shares in prop::collection::vec((1_u64..2000, 0_u128..60, 1_u128..60), 1..8),
        ) {
            let shares: Vec<_> = shares
                .into_iter()
                .map(|(weight, a, b)| (weight, Share::new(a.min(b), b)))
                .collect();
            let total = shares.iter().map(|(weight, _)| u128::from(*weight)).sum();
            prop_assert_eq!(in_128_bits(&shares, total), Some(in_any_size(&shares, total)));
        }
    }
}
