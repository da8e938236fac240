//! Signs that Word keeps as a place in a font without letters: what they show.

/// The sign at a place of the font Symbol, or an arrow of Wingdings; nothing where it is not known.
pub(super) fn sign(font: &str, code: &str) -> Option<char> {
    let code = u32::from_str_radix(code, 16).ok()?;
    // Fonts without letters lie in the private part of Unicode.
    let place = if (0xF000..=0xF0FF).contains(&code) { code - 0xF000 } else { code };
    match font.to_ascii_lowercase().as_str() {
        "symbol" => symbol(place),
        "wingdings" => Some(match place {
            0xDF | 0xE7 => '←',
            0xE0 | 0xE8 => '→',
            0xE1 | 0xE9 => '↑',
            0xE2 | 0xEA => '↓',
            0x6C | 0xA7 => '•',
            0xFB => '✗',
            0xFC => '✓',
            _ => return None,
        }),
        _ if code < 0xF000 => char::from_u32(code).filter(|c| !c.is_control()),
        _ => None,
    }
}

fn symbol(place: u32) -> Option<char> {
    const CAPITALS: &str = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ";
    const SMALL: &str = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ";
    let letter = |letters: &str, from: u32| letters.chars().nth((place - from) as usize);
    match place {
        0x41..=0x5A => letter(CAPITALS, 0x41),
        0x61..=0x7A => letter(SMALL, 0x61),
        0x2D => Some('−'),
        0x40 => Some('≅'),
        0x5E => Some('⊥'),
        0x7E => Some('∼'),
        0x22 => Some('∀'),
        0x24 => Some('∃'),
        0x27 => Some('∍'),
        0xA2 => Some('′'),
        0xA3 => Some('≤'),
        0xA5 => Some('∞'),
        0xAB => Some('↔'),
        0xAC => Some('←'),
        0xAD => Some('↑'),
        0xAE => Some('→'),
        0xAF => Some('↓'),
        0xB0 => Some('°'),
        0xB1 => Some('±'),
        0xB2 => Some('″'),
        0xB3 => Some('≥'),
        0xB4 => Some('×'),
        0xB5 => Some('∝'),
        0xB6 => Some('∂'),
        0xB7 => Some('•'),
        0xB8 => Some('÷'),
        0xB9 => Some('≠'),
        0xBA => Some('≡'),
        0xBB => Some('≈'),
        0xBC => Some('…'),
        0xC6 => Some('∅'),
        0xCE => Some('∈'),
        0xD5 => Some('∏'),
        0xD6 => Some('√'),
        0xE5 => Some('∑'),
        0x20..=0x7E => char::from_u32(place),
        _ => None,
    }
}
