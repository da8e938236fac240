//! Where the glyphs of a page stand.
//!
//! In: the operations of a page's content, and of the forms that it draws. Out: glyphs with their places, in the
//! order in which they are drawn (*ISO 32000-1, 9.4*).

use std::rc::Rc;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object};

use super::font::{Font, Fonts, dictionary};
use super::pages::Budget;

/// The most glyphs of one page.
const GLYPHS: usize = 400_000;
/// How deep forms are drawn in forms, and states kept in states.
const DEEP: u8 = 8;
const STATES: usize = 64;
/// How much one form may inflate to.
const FORM: usize = 16 << 20;

/// A glyph on the page: where it begins and ends on its line, upwards from the page's foot.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Drawn {
    pub(super) text: String,
    pub(super) x: f32,
    pub(super) end: f32,
    pub(super) y: f32,
    pub(super) size: f32,
    /// Where its line runs: 0 to the right, 1 up, 2 to the left, 3 down.
    pub(super) turned: u8,
}

/// A transformation: `[a b c d e f]`.
type Matrix = [f32; 6];

const SAME: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// First `a`, then `b`.
fn times(a: Matrix, b: Matrix) -> Matrix {
    [
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    ]
}

#[derive(Clone)]
struct State {
    matrix: Matrix,
    font: Option<Rc<Font>>,
    size: f32,
    spacing: f32,
    words: f32,
    scale: f32,
    leading: f32,
    rise: f32,
}

/// Draws, and notes where the glyphs come to stand.
pub(super) struct Pen<'d> {
    document: &'d Document,
    fonts: &'d mut Fonts,
    budget: &'d mut Budget,
    state: State,
    text: Matrix,
    line: Matrix,
    /// The glyphs, in the order in which they are drawn.
    pub(super) glyphs: Vec<Drawn>,
    /// Whether pictures are drawn.
    pub(super) pictures: bool,
}

impl<'d> Pen<'d> {
    /// A pen over an empty page.
    pub(super) fn new(document: &'d Document, fonts: &'d mut Fonts, budget: &'d mut Budget) -> Self {
        let state = State {
            matrix: SAME,
            font: None,
            size: 1.0,
            spacing: 0.0,
            words: 0.0,
            scale: 1.0,
            leading: 0.0,
            rise: 0.0,
        };
        Self { document, fonts, budget, state, text: SAME, line: SAME, glyphs: Vec::new(), pictures: false }
    }

    /// Draws a content.
    pub(super) fn draw(&mut self, content: &[u8], resources: &[&'d Dictionary], depth: u8) {
        let mut kept: Vec<State> = Vec::new();
        for operation in Content::decode_iter(content) {
            let Ok(operation) = operation else { return };
            if self.budget.operations == 0 || self.glyphs.len() >= GLYPHS {
                return;
            }
            self.budget.operations -= 1;
            let operands = operation.operands.as_slice();
            let number = |at: usize| {
                operands.get(at).and_then(|one| one.as_float().ok()).filter(|n| n.is_finite()).unwrap_or(0.0)
            };
            match operation.operator.as_str() {
                "q" if kept.len() < STATES => kept.push(self.state.clone()),
                "Q" => self.state = kept.pop().unwrap_or_else(|| self.state.clone()),
                "cm" => self.state.matrix = times(matrix(operands), self.state.matrix),
                "BT" => (self.text, self.line) = (SAME, SAME),
                "Tf" => {
                    if let Some(Ok(name)) = operands.first().map(Object::as_name) {
                        self.state.font = self.fonts.of(self.document, resources, name, self.budget);
                    }
                    self.state.size = number(1);
                }
                "Tc" => self.state.spacing = number(0),
                "Tw" => self.state.words = number(0),
                "Tz" => self.state.scale = number(0) / 100.0,
                "TL" => self.state.leading = number(0),
                "Ts" => self.state.rise = number(0),
                "Td" => self.down(number(0), number(1)),
                "TD" => {
                    self.state.leading = -number(1);
                    self.down(number(0), number(1));
                }
                "Tm" => {
                    self.line = matrix(operands);
                    self.text = self.line;
                }
                "T*" => self.down(0.0, -self.state.leading),
                "Tj" => self.show(operands.first()),
                "'" => {
                    self.down(0.0, -self.state.leading);
                    self.show(operands.first());
                }
                "\"" => {
                    (self.state.words, self.state.spacing) = (number(0), number(1));
                    self.down(0.0, -self.state.leading);
                    self.show(operands.get(2));
                }
                "TJ" => {
                    for part in operands.first().and_then(|list| list.as_array().ok()).into_iter().flatten() {
                        match part.as_float() {
                            Ok(back) => self.advance(-back / 1000.0 * self.state.size * self.state.scale),
                            Err(_) => self.show(Some(part)),
                        }
                    }
                }
                "Do" => self.form(operands, resources, depth),
                "BI" => self.pictures = true,
                _ => {}
            }
        }
    }

    fn down(&mut self, x: f32, y: f32) {
        self.line = times([1.0, 0.0, 0.0, 1.0, x, y], self.line);
        self.text = self.line;
    }

    fn advance(&mut self, x: f32) {
        self.text = times([1.0, 0.0, 0.0, 1.0, x, 0.0], self.text);
    }

    fn show(&mut self, string: Option<&Object>) {
        let Some(Ok(bytes)) = string.map(Object::as_str) else { return };
        let Some(font) = self.state.font.clone() else { return };
        for glyph in font.glyphs(bytes) {
            let whole = times(self.text, self.state.matrix);
            let width = glyph.width / 1000.0 * self.state.size * self.state.scale;
            let spacing = (self.state.spacing + if glyph.blank { self.state.words } else { 0.0 }) * self.state.scale;
            if self.glyphs.len() < GLYPHS {
                self.glyphs.extend(placed(whole, glyph.text, width, self.state.size, self.state.rise));
            }
            self.advance(width + spacing);
        }
    }

    /// Draws a form; a picture leaves no words.
    fn form(&mut self, operands: &[Object], resources: &[&'d Dictionary], depth: u8) {
        let Some(Ok(name)) = operands.first().map(Object::as_name) else { return };
        let document = self.document;
        let find = |one: &&'d Dictionary| {
            dictionary(document, one.get(b"XObject").ok()?)?.get_deref(name, document).ok()?.as_stream().ok()
        };
        let Some(stream) = resources.iter().find_map(find) else { return };
        if stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Image") {
            self.pictures = true;
            return;
        }
        // A plot draws one mark a thousand times: what held no words is not drawn again.
        let id = std::ptr::from_ref(stream).addr();
        if depth >= DEEP || self.budget.forms == 0 || self.budget.inflated == 0 || self.budget.wordless.contains(&id) {
            return;
        }
        self.budget.forms -= 1;
        let Ok(content) = stream.get_plain_content_with_limit(FORM.min(self.budget.inflated)) else { return };
        self.budget.inflated -= content.len().min(self.budget.inflated);
        let own = stream.dict.get(b"Resources").ok().and_then(|own| dictionary(document, own));
        let (state, text, line, before) = (self.state.clone(), self.text, self.line, self.glyphs.len());
        if let Ok(list) = stream.dict.get_deref(b"Matrix", self.document).and_then(Object::as_array) {
            self.state.matrix = times(matrix(list), self.state.matrix);
        }
        match own {
            Some(own) => self.draw(&content, &[own], depth + 1),
            None => self.draw(&content, resources, depth + 1),
        }
        if self.glyphs.len() == before {
            self.budget.wordless.insert(id);
        }
        (self.state, self.text, self.line) = (state, text, line);
    }
}

fn matrix(operands: &[Object]) -> Matrix {
    let mut out = SAME;
    for (place, operand) in out.iter_mut().zip(operands) {
        *place = operand.as_float().ok().filter(|number| number.is_finite()).unwrap_or(*place);
    }
    out
}

/// A glyph where it stands; `None` where that is nowhere.
fn placed(whole: Matrix, text: &str, width: f32, size: f32, rise: f32) -> Option<Drawn> {
    let along = (whole[0].powi(2) + whole[1].powi(2)).sqrt();
    let across = (whole[2].powi(2) + whole[3].powi(2)).sqrt();
    let (x, y) = (rise * whole[2] + whole[4], rise * whole[3] + whole[5]);
    let turned = match (whole[0], whole[1]) {
        (a, b) if a.abs() >= b.abs() => {
            if a < 0.0 {
                2
            } else {
                0
            }
        }
        (_, b) => {
            if b < 0.0 {
                3
            } else {
                1
            }
        }
    };
    // Along the line and up from it, whichever way it runs.
    let (x, y) = match turned {
        0 => (x, y),
        1 => (y, -x),
        2 => (-x, -y),
        _ => (-y, x),
    };
    let drawn = Drawn { text: text.to_owned(), x, end: x + width * along, y, size: size.abs() * across, turned };
    let sound =
        drawn.x.is_finite() && drawn.end.is_finite() && drawn.y.is_finite() && drawn.size > 0.5 && drawn.size < 2000.0;
    sound.then_some(drawn)
}
