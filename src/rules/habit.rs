//! What a document usually does, where it could do one of two things.

/// How often a document does a thing, and how often it does the other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Habit {
    yes: usize,
    no: usize,
}

impl Habit {
    /// What it does, where that is clear: at least `least` times, and `times` as often as the other or
    /// all times but one. A tie is no habit.
    pub fn usual(self, least: usize, times: usize) -> Option<bool> {
        let (most, few) = (self.yes.max(self.no), self.yes.min(self.no));
        (most >= least && most > few && (few <= 1 || most >= times * few)).then_some(self.yes > self.no)
    }

    /// Whether it does the thing more often than not.
    pub fn mostly(self) -> bool {
        self.yes > self.no
    }

    /// Counts one more.
    pub fn add(&mut self, yes: bool) {
        *(if yes { &mut self.yes } else { &mut self.no }) += 1;
    }

    /// "12 of 13": how many do as most do.
    pub fn share(self) -> String {
        format!("{} of {}", self.yes.max(self.no), self.yes + self.no)
    }
}

impl FromIterator<bool> for Habit {
    fn from_iter<I: IntoIterator<Item = bool>>(ways: I) -> Self {
        let mut habit = Self::default();
        ways.into_iter().for_each(|way| habit.add(way));
        habit
    }
}

#[cfg(test)]
mod tests {
    use super::Habit;

    #[test]
    fn a_habit_is_clear_or_none() {
        for (yes, no, least, want) in
            [(12, 1, 4, Some(true)), (3, 1, 4, None), (2, 1, 2, Some(true)), (5, 2, 2, None), (2, 8, 4, Some(false))]
        {
            assert_eq!(Habit { yes, no }.usual(least, 4), want, "{yes} {no} {least}");
        }
    }
}
