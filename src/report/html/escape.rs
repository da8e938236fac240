//! Text of a manuscript as it may stand in a page: it is untrusted, and can neither end an element or a quoted
//! attribute nor turn the direction of what stands around it.

use std::fmt::{self, Display, Formatter};

use crate::report::paint::steers;
use crate::report::review::words::{quotes, set_apart};
use crate::report::review::{Hue, Passage};

/// Text between tags or in a quoted attribute.
pub(super) struct Esc<'t>(pub(super) &'t str);

impl Display for Esc<'_> {
    fn fmt(&self, out: &mut Formatter) -> fmt::Result {
        let mut rest = self.0;
        while let Some(at) = rest.find(|c: char| matches!(c, '&' | '<' | '>' | '"' | '\'') || steers(c)) {
            out.write_str(&rest[..at])?;
            let c = rest[at..].chars().next().unwrap_or_default();
            out.write_str(match c {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                '\'' => "&#39;",
                _ => "·",
            })?;
            rest = &rest[at + c.len_utf8()..];
        }
        out.write_str(rest)
    }
}

/// What a finding says, with the words it quotes set apart.
pub(super) struct Said<'t>(pub(super) &'t str);

impl Display for Said<'_> {
    fn fmt(&self, out: &mut Formatter) -> fmt::Result {
        for (quoted, part) in quotes(self.0) {
            match quoted {
                true => write!(out, "<span class=\"q\">{}</span>", Esc(&set_apart(part)))?,
                false => write!(out, "{}", Esc(part))?,
            }
        }
        Ok(())
    }
}

/// A passage with its marks.
pub(super) struct Marked<'p>(pub(super) &'p Passage);

impl Display for Marked<'_> {
    fn fmt(&self, out: &mut Formatter) -> fmt::Result {
        for (text, hue) in &self.0.parts {
            match hue {
                None => write!(out, "{}", Esc(text))?,
                Some(Hue::Agrees) => write!(out, "<mark class=\"same\">{}</mark>", Esc(text))?,
                Some(Hue::Differs) => write!(out, "<mark class=\"other\">{}</mark>", Esc(text))?,
                Some(Hue::Plain) => write!(out, "<mark>{}</mark>", Esc(text))?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_gets_out_of_text_or_attribute() {
        let hostile = "</p><script>alert(\"x\")</script>' onload='y & \u{202e}z\0";
        let safe = "&lt;/p&gt;&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&#39; onload=&#39;y &amp; ·z·";
        assert_eq!(Esc(hostile).to_string(), safe);
        assert_eq!(Said("no `<b>` here").to_string(), "no <span class=\"q\">“&lt;b&gt;”</span> here");
    }
}
